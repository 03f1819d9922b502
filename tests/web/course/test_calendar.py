"""The calendar: dates, attendance and who waits, and nothing that was said."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.web.base import clock as base_clock
from amity.web.course import actions, queries
from amity.web.course.models import Course, Session
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record

PATH = "/calendar"


def test_a_coordinator_sees_the_week_of_the_service(world: World, session: Session) -> None:
    page = knock.text(knock.get(world.cora, PATH))
    assert "Maya" in page
    assert "12:00" in page
    assert f"/clients/{world.maya.id}" in page
    assert f"/sessions/{session.id}" not in page


def test_attendance_and_nothing_that_was_said(world: World, session: Session, clock: StoppedClock) -> None:
    clock.forward(hours=3)
    record(session, "late", since_last="the canary", summary="the canary")
    page = knock.text(knock.get(world.cora, PATH))
    assert "came late" in page
    assert "canary" not in page


def test_a_day_gone_by_says_that_nothing_is_recorded(
    world: World, session: Session, clock: StoppedClock
) -> None:
    clock.forward(hours=24)
    assert "not recorded yet" in knock.text(knock.get(world.cora, PATH))


def test_whoever_waits_stands_below(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.cora, PATH))
    assert "no appointment is planned" in page
    assert "waits for a course to begin" in page  # Omar


def test_the_longest_wait_stands_first(world: World, course: Course) -> None:
    since = [it.since for it in queries.week_of(world.cora, base_clock.today(world.north.zone)).waiting]
    assert since == sorted(since)
    assert len(since) > 1


def test_whoever_is_away_does_not_wait(world: World, course: Course) -> None:
    today = base_clock.today(world.north.zone)
    actions.pause_course(course=course, first_on=today, last_on=None, reason="away", by=world.ada.user)
    assert world.maya not in [it.client for it in queries.week_of(world.cora, today).waiting]


def test_a_clinician_sees_their_own_clients(world: World, session: Session) -> None:
    assert f"/sessions/{session.id}" in knock.text(knock.get(world.ada, PATH))
    assert "Maya" not in knock.text(knock.get(world.ben, PATH))


def test_another_service_sees_nothing(world: World, session: Session) -> None:
    assert "Maya" not in knock.text(knock.get(world.col, PATH))


def test_other_roles_are_refused(world: World) -> None:
    others = (world.sam, world.lena, world.rosa, world.alex)
    assert knock.statuses(others, PATH) == {403}


def test_weeks_before_and_after(world: World, course: Course, clock: StoppedClock) -> None:
    plan(course, clock.now + timedelta(days=8))
    assert "Maya" in knock.text(knock.get(world.cora, f"{PATH}?week=2026-03-11"))
    assert "nothing planned" in knock.text(knock.get(world.cora, f"{PATH}?week=2026-03-18"))


@pytest.mark.parametrize("given", ["", "tomorrow", "9999-12-31", "0001-01-01", "2026-02-30"])
def test_a_week_that_is_none_is_this_week(world: World, session: Session, given: str) -> None:
    assert "Maya" in knock.text(knock.get(world.cora, f"{PATH}?week={given}"))


def test_it_asks_few_questions_however_full_the_week(
    world: World, course: Course, clock: StoppedClock
) -> None:
    browser = signed_in(world.cora)
    browser.get(PATH)  # the first page of a sign-in notes that they are there
    asked = []
    for more in (1, 12):
        for number in range(more):
            plan(course, clock.now + timedelta(hours=more + number))
        with CaptureQueriesContext(connection) as queries_asked:
            browser.get(PATH)
        asked.append(len(queries_asked))
    assert asked[0] == asked[1] <= 25
