"""The page of a session as text."""

import pytest

from amity.web.course import actions
from amity.web.course.models import Course, Session
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record


def path(session: Session) -> str:
    return f"/sessions/{session.id}/copy"


@pytest.fixture
def held(world: World, course: Course, session: Session, clock: StoppedClock) -> Session:
    """The session was held, with a practice agreed and another one planned."""
    clock.forward(hours=3)
    recorded = record(session, since_last="slept badly", summary="the move")
    actions.agree_practice(
        course=course,
        session=session,
        text="ask L. to walk",
        if_then="if it rains, then tea",
        by=world.ada.user,
    )
    plan(course, session.planned_at.replace(day=9))
    return recorded


def test_it_works(world: World, held: Session) -> None:
    page = knock.text(knock.get(world.ada, path(held)))
    for words in (
        "Maya Oyelaran, born 14 February 1992", "Session 1 of 16",
        "2 March 2026, 12:00, 50 minutes, in person",
        "Attendance: attended", "Safety asked: yes", "Since the last session: slept badly",
        "Summary: the move",
        "Practice: ask L. to walk", "When, and if-then: if it rains, then tea",
        "Next appointment: 9 March 2026, 12:00", "Recorded by Ada Whitfield, 2 March 2026, 13:00",
    ):  # fmt: skip
        assert words in page, words
    assert "data-copy" in page


def test_before_anything_is_recorded_it_says_so(world: World, session: Session) -> None:
    page = knock.text(knock.get(world.ada, path(session)))
    assert "Nothing is recorded for this session yet" in page
    assert "data-copy" not in page
    assert "not recorded:" not in page


def test_a_stranger_finds_nothing(world: World, held: Session) -> None:
    assert knock.statuses(knock.strangers(world), path(held)) == {404}


def test_other_roles_are_refused(world: World, held: Session) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(held)) == {403}


def test_it_takes_no_posts(world: World, held: Session) -> None:
    assert knock.post(world.ada, path(held)).status_code == 405


def test_reading_is_audited(world: World, held: Session) -> None:
    knock.get(world.ada, path(held))
    assert knock.reads(world.ada, world.maya.id, "care") == 1
