"""Meeting now and then: scores that stay high, or an open flag, ask for an acute review."""

from uuid import uuid4

import pytest

from amity.core.phases import Fact
from amity.web.base import clock as base_clock
from amity.web.course import queries
from amity.web.course.models import Course, Review
from amity.web.measures import actions as measures
from amity.web.measures import queries as measures_queries
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.safety.conftest import said


@pytest.fixture
def monthly(clock: StoppedClock, world: World) -> Course:
    """Maya's visits, every four weeks, a year long."""
    return start(world.maya, world.ada, protocol="ipt_m", planned_sessions=12, interval_days=28)


def answer(course: Course, total: int) -> None:
    """A PHQ-9 with this total, item 9 left at nought."""
    link = measures.give(client=course.client, instruments=["phq9"], by=course.clinician.user)
    response, visit = link.responses.get(), uuid4()
    items = measures_queries.newest("phq9").items
    values = dict.fromkeys((it.id for it in items), 0)
    for it in items[:8]:
        values[it.id] = min(3, total)
        total -= values[it.id]
    for item, value in values.items():
        measures.answer(
            response=response,
            item=item,
            value=value,
            visit=visit,
            written_at=base_clock.now(),
            by=course.client,
        )
    measures.submit(response=response, by=course.client)


def gate(course: Course) -> tuple[str, bool]:
    """How the acute review stands, and whether it is due."""
    standing = queries.standing_of(course)
    waiting = {due.id for due in (*standing.due, *standing.overdue)}
    state = next(it.state for it in standing.gates if it.id == "acute_review")
    return state, "acute_review" in waiting


def review(course: Course) -> None:
    Review.objects.create(
        course=course, kind=Review.Kind.ACUTE, on=base_clock.today(course.client.service.zone),
        at=base_clock.now(), by=course.clinician.user.id,
    )  # fmt: skip


def test_two_high_scores_in_a_row_ask_for_it(monthly: Course, clock: StoppedClock) -> None:
    answer(monthly, 12)
    assert gate(monthly)[1] is False
    clock.forward(hours=24 * 28)
    answer(monthly, 11)
    assert gate(monthly)[1] is True


def test_a_review_settles_the_scores_up_to_its_day_and_none_after(
    monthly: Course, clock: StoppedClock
) -> None:
    for total in (12, 11):
        answer(monthly, total)
        clock.forward(hours=24 * 28)
    review(monthly)
    assert gate(monthly) == ("passed", False)
    clock.forward(hours=24 * 28)
    answer(monthly, 13)
    assert gate(monthly)[1] is True


def test_a_low_score_between_them_does_not(monthly: Course, clock: StoppedClock) -> None:
    for total in (12, 4, 12):
        answer(monthly, total)
        clock.forward(hours=24 * 28)
    assert gate(monthly)[1] is False


def test_an_open_flag_asks_for_it(monthly: Course, world: World) -> None:
    assert said(world.maya) is not None
    assert gate(monthly)[1] is True


def test_nothing_of_it_in_a_course_that_watches_for_nothing(course: Course, world: World) -> None:
    assert said(world.maya) is not None
    review(course)
    named = queries.facts_of([course])[course.id].named
    assert Fact.RELAPSE_SIGNS not in named
