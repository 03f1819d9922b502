"""The end of a course: with a reason, saying what is still open."""

from datetime import date, timedelta
from uuid import uuid4

from amity.web.base import clock
from amity.web.course.models import Course, Session
from amity.web.measures import actions as measures
from amity.web.measures import queries as measures_queries
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record, start
from tests.web.safety.conftest import assessed


def path(course: Course) -> str:
    return f"/courses/{course.id}/close"


def test_it_works(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course), {"reason": "moved away"}).status_code == 302
    course.refresh_from_db()
    assert (course.phase, course.close_reason) == ("closed", "moved away")
    assert start(world.maya, world.ada).closed_at is None


def test_it_says_what_is_still_open(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Still open" in page
    assert "feelings about ending have been talked about" in page


def test_it_says_which_answers_nobody_looked_at(world: World, course: Course) -> None:
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    response = link.responses.get()
    for item in measures_queries.newest("phq9").items[:3]:
        measures.answer(
            response=response, item=item.id, value=0, visit=uuid4(), written_at=clock.now(), by=world.maya
        )
    measures.submit(response=response, by=world.maya)
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Not looked at yet" in page
    assert f"/responses/{response.id}" in page


def test_it_says_which_follow_up_nobody_did(world: World, course: Course, clock: StoppedClock) -> None:
    session = plan(course, clock.now + timedelta(hours=1))
    clock.forward(hours=2)
    record(session, safety_follow_up_on=date(2026, 3, 6))
    said = "The follow-up agreed in the session of Mon 2 Mar for Fri 6 Mar is not recorded as done."
    assert said in knock.text(knock.get(world.ada, path(course)))
    clock.forward(days=4)
    assessed(world.maya, world.ada)
    assert said not in knock.text(knock.get(world.ada, path(course)))


def test_an_appointment_ahead_stands_before_it(world: World, course: Course, session: Session) -> None:
    assert "A session is still planned" in knock.text(knock.get(world.ada, path(course)))
    answer = knock.post(world.ada, path(course), {"reason": "moved away"})
    assert answer.status_code == 409
    assert "moved away" in knock.text(answer)


def test_it_is_closed_once(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), {"reason": "first"})
    assert knock.post(world.ada, path(course), {"reason": "second"}).status_code == 409
    course.refresh_from_db()
    assert course.close_reason == "first"


def test_a_session_can_still_be_recorded_afterwards(
    world: World, course: Course, clock: StoppedClock
) -> None:
    session = plan(course, clock.now + timedelta(hours=1))
    clock.forward(hours=2)
    session = record(session)
    knock.post(world.ada, path(course), {"reason": "over"})
    assert record(session, "late").attendance == "late"


def test_bad_input(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course), {"reason": " "}).status_code == 422


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(course)) == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), {"reason": "over"})
    assert knock.written("close_course", course.id) == 1
