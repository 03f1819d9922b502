"""The page on which a course begins."""

import uuid
from typing import Any

import pytest

from amity.web.course import queries
from amity.web.course.models import Course
from amity.web.people import actions as people
from amity.web.people.models import Client
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock

pytestmark = pytest.mark.usefixtures("clock")


def path(client: Client) -> str:
    return f"/clients/{client.id}/course"


def sent(**changes: Any) -> dict[str, Any]:
    given = {
        "id": str(uuid.uuid4()),
        "planned_sessions": "14",
        "started_on": "2026-03-09",
        "interval_days": "7",
        "minutes": "50",
    }
    return given | changes


def test_it_works(world: World) -> None:
    assert "Usually 12 to 16 sessions" in knock.text(knock.get(world.ada, path(world.maya)))
    answer = knock.post(world.ada, path(world.maya), sent())
    course = Course.objects.get()
    assert answer.headers["Location"] == f"/courses/{course.id}/sessions/plan"
    assert (course.protocol, course.protocol_version, course.planned_sessions) == ("ipt", 1, 14)
    assert course.phase == "not_begun"
    assert course.clinician == world.ada


def test_another_protocol_is_a_link_away(world: World) -> None:
    page = knock.text(knock.get(world.ada, path(world.maya)))
    offered = {it.id for it in queries.offered_protocols()}
    assert {id for id in offered if f'href="?protocol={id}"' in page} == offered - {"ipt"}
    page = knock.text(knock.get(world.ada, path(world.maya) + "?protocol=ptsd"))
    assert "Usually 14 sessions of 50 minutes" in page
    assert "Treatments with exposure have more evidence" in page
    assert '<option value="14" selected>14</option>' in page
    assert 'href="?protocol=ipt"' in page


def test_a_course_of_another_protocol(world: World) -> None:
    answer = knock.post(world.ada, path(world.maya), sent(protocol="eating", planned_sessions="20"))
    assert answer.status_code == 302
    assert (Course.objects.get().protocol, Course.objects.get().planned_sessions) == ("eating", 20)


def test_a_length_of_another_protocol_is_refused_and_the_protocol_kept(world: World) -> None:
    answer = knock.post(world.ada, path(world.maya), sent(protocol="ptsd", planned_sessions="16"))
    assert answer.status_code == 422
    assert 'name="protocol" value="ptsd"' in knock.text(answer)


def test_a_protocol_nobody_knows(world: World) -> None:
    assert knock.get(world.ada, path(world.maya) + "?protocol=gone").status_code == 404
    assert knock.post(world.ada, path(world.maya), sent(protocol="gone")).status_code == 404


def test_sent_twice_it_is_one_course(world: World) -> None:
    form = sent()
    answers = [knock.post(world.ada, path(world.maya), form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Course.objects.count() == 1


def test_an_id_of_somebody_else_is_refused(world: World) -> None:
    form = sent()
    knock.post(world.ben, path(world.pia), form)
    assert knock.post(world.ada, path(world.maya), form).status_code == 409
    assert Course.objects.count() == 1


def test_a_stranger_finds_nothing(world: World) -> None:
    assert knock.statuses(knock.strangers(world), path(world.maya)) == {404}
    assert knock.statuses(knock.strangers(world), path(world.maya), posting=True) == {404}


def test_other_roles_are_refused(world: World) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(world.maya)) == {403}


def test_without_consent_the_button_says_why(world: World) -> None:
    page = knock.text(knock.get(world.ada, path(world.omar)))
    assert "disabled" in page
    assert "Consent to treatment is not recorded yet" in page
    answer = knock.post(world.ada, path(world.omar), sent())
    assert answer.status_code == 409
    assert "Consent to treatment is not recorded yet" in knock.text(answer)
    assert 'value="2026-03-09"' in knock.text(answer)
    assert not Course.objects.exists()


def test_consent_taken_back_stands_before_it(world: World, clock: StoppedClock) -> None:
    clock.forward(minutes=5)
    people.record_consent(
        client=world.maya,
        kind="treatment",
        given=False,
        how="spoken",
        on=clock.now.date(),
        note="",
        by=world.ada.user,
    )
    assert knock.post(world.ada, path(world.maya), sent()).status_code == 409


def test_a_second_course_waits_for_the_first_to_close(world: World) -> None:
    knock.post(world.ada, path(world.maya), sent())
    answer = knock.post(world.ada, path(world.maya), sent())
    assert answer.status_code == 409
    assert "A course is under way" in knock.text(answer)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("planned_sessions", "17"),
        ("started_on", "soon"),
        ("minutes", "0"),
        ("id", "x"),
        ("interval_days", ""),
    ],
)
def test_bad_input_is_said_and_kept(world: World, field: str, value: str) -> None:
    answer = knock.post(world.ada, path(world.maya), sent(**{field: value}))
    assert answer.status_code == 422
    assert "to look at again" in knock.text(answer)
    assert not Course.objects.exists()


def test_it_is_audited(world: World) -> None:
    knock.post(world.ada, path(world.maya), sent())
    assert knock.written("start_course", Course.objects.get().id) == 1
    assert knock.reads(world.ada, world.maya.id, "care") == 1
