"""Planning an appointment in local time."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from amity.web.course import actions
from amity.web.course.models import Course, Session
from tests.cast import World, signed_in
from tests.web.course import knock


def path(course: Course) -> str:
    return f"/courses/{course.id}/sessions/plan"


def sent(**changes: Any) -> dict[str, Any]:
    given = {
        "id": str(uuid.uuid4()),
        "on": "2026-03-26",
        "at": "14:00",
        "zone": "Europe/London",
        "minutes": "50",
        "mode": "video",
    }
    return given | changes


def test_it_works(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course), sent()).status_code == 302
    session = Session.objects.get()
    assert session.planned_at == datetime(2026, 3, 26, 14, 0, tzinfo=UTC)
    assert (session.mode, session.minutes, session.attendance) == ("video", 50, "planned")


def test_the_next_is_offered_at_the_same_hour_after_the_clocks_change(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Plan session 2" in page
    assert 'value="2026-04-02"' in page
    assert 'value="14:00"' in page


def test_an_hour_that_the_clocks_skip_is_refused_with_a_sentence(world: World, course: Course) -> None:
    answer = knock.post(world.ada, path(course), sent(on="2026-03-29", at="01:30"))
    assert answer.status_code == 422
    assert "There is no 01:30 on 29 March 2026 in Europe/London" in knock.text(answer)
    assert 'value="2026-03-29"' in knock.text(answer)


def test_an_hour_that_comes_twice_means_the_first_and_says_so(world: World, course: Course) -> None:
    browser = signed_in(world.ada)
    answer = browser.post(path(course), sent(on="2026-10-25", at="01:30"), follow=True)
    assert "it comes twice; the first of the two is meant" in knock.text(answer)
    assert Session.objects.get().planned_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_sent_twice_it_is_one_appointment(world: World, course: Course) -> None:
    form = sent()
    assert [knock.post(world.ada, path(course), form).status_code for _ in range(2)] == [302, 302]
    assert Session.objects.count() == 1


def test_two_at_the_very_same_time_are_refused(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    answer = knock.post(world.ada, path(course), sent())
    assert answer.status_code == 409
    assert "at that very time already" in knock.text(answer)


def test_no_gate_stands_before_an_appointment(world: World, course: Course) -> None:
    assert course.phase == "not_begun"
    assert knock.post(world.ada, path(course), sent()).status_code == 302


def test_a_closed_course_takes_none(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(course), sent()).status_code == 409
    assert "This course is closed." in knock.text(knock.get(world.ada, path(course)))


@pytest.mark.parametrize(
    ("field", "value"),
    [("on", "yesterday"), ("at", "25:00"), ("zone", "Mars/Base"), ("minutes", "5"), ("mode", "letter")],
)
def test_bad_input(world: World, course: Course, field: str, value: str) -> None:
    assert knock.post(world.ada, path(course), sent(**{field: value})).status_code == 422


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(course)) == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    assert knock.written("plan_session", Session.objects.get().id) == 1


@pytest.mark.parametrize("on", ["0001-01-01", "0206-03-26", "2029-06-01", "9999-12-31"])
def test_a_year_mistyped_stops_no_page(world: World, course: Course, on: str) -> None:
    answer = knock.post(world.ada, path(course), sent(on=on, at="23:30"))
    assert answer.status_code == 422
    assert "That day is very far away. Check the year." in knock.text(answer)
    assert on in knock.text(answer)
    assert knock.get(world.ada, "/today").status_code == 200
    assert not Session.objects.exists()
