"""`amity user add`: what is not given is asked, again until it can be read."""

from argparse import Namespace
from collections.abc import Callable
from typing import Any

import pytest

from amity.web.base.errors import Refused
from amity.web.people.models import Service, Staff
from amity.web.run import users

pytestmark = pytest.mark.django_db
NOTHING = dict.fromkeys(
    ("email", "name", "role", "service", "time_zone", "opens", "closes", "days", "exit_page", "help_number")
)


def answering(*lines: str) -> Callable[[str], str]:
    """A person who types these lines."""
    waiting = list(lines)
    return lambda question: waiting.pop(0)


def given(**some: Any) -> Namespace:
    return Namespace(**NOTHING | some)


TYPED = (
    *("not an address", "ida@clinic.example", "", "Ida Nightingale", "boss", "clinician", "Quay"),
    *("Mars/Base", "", "half past", "08:30", "", "8", "", "weather", "https://weather.example"),
    *("only a name", "Office; 01632 960 003; weekdays", ""),
)


def test_everything_is_asked_and_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert users.add(given(), answering(*TYPED)) == 0
    staff = Staff.objects.select_related("user", "service").get()
    assert (staff.name, staff.user.email, staff.role) == (
        "Ida Nightingale",
        "ida@clinic.example",
        "clinician",
    )
    quay = staff.service
    assert (quay.time_zone, f"{quay.opens_at:%H:%M}", quay.working_days) == (
        "Europe/London",
        "08:30",
        "12345",
    )
    assert [number["label"] for number in quay.help_numbers] == ["Office"]
    assert quay.help_numbers[0]["checked_on"]
    said = capsys.readouterr().out
    password = said.split("Password: ")[1].split()[0]
    assert staff.user.check_password(password)
    assert len(password) >= 12
    for words in ("is not an e-mail address", "is no role", "is no time zone", "is no time of day"):
        assert words in said


def test_the_second_person_joins_the_one_service_there_is() -> None:
    users.add(given(), answering(*TYPED))
    users.add(given(email="b@clinic.example", name="Bo", role="supervisor"), answering())
    assert Service.objects.count() == 1
    assert Staff.objects.count() == 2


@pytest.mark.parametrize(
    ("some", "said"),
    [
        ({"email": "nobody"}, "is not an e-mail address"),
        (
            {"email": "b@c.example", "name": "B", "role": "clinician", "service": "New", "time_zone": "X"},
            "zone",
        ),
    ],
)
def test_a_wrong_option_is_refused_with_a_sentence(some: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        users.add(given(**some), answering())
