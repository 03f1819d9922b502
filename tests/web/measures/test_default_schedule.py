"""What a course asks without anybody changing it: the weekly set, more at its turns, and after its ending."""

from datetime import timedelta
from typing import Any

import pytest

from amity.core.phases import CLOSED
from amity.web.course import actions as courses
from amity.web.course import queries as course_queries
from amity.web.course.models import Course, PhaseMove
from amity.web.measures import actions
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Link, Occasion
from amity.web.measures.queries import giving
from amity.web.measures.queries.plan_page import asked_when
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, record, start
from tests.web.measures.brought import OF_ITS_OWN, released

WEEKLY = ["phq9", "own_mood", "own_goal", "own_goal"]
MORE = ["own_roles", "own_self_esteem", "own_self_blame", "own_loneliness", "own_closeness"]


def asked_now() -> list[str]:
    """What the newest link asks, in order."""
    link = Link.objects.filter(occasion__isnull=False).latest("made_at")
    return list(link.responses.order_by("place").values_list("instrument", flat=True))


def due(course: Course) -> set[str]:
    standing = course_queries.standing_of(course)
    return {it.id for it in (*standing.due, *standing.overdue) if it.kind == "measure"}


def line(course: Course, world: World, instrument: str, *moments: str) -> None:
    actions.set_plan_line(
        course=course, instrument=instrument, moments=moments, reason="Agreed.", by=world.ada.user
    )


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    return start(world.maya, world.ada)


@pytest.fixture
def perinatal(clock: StoppedClock, world: World) -> Course:
    return start(world.maya, world.ada, protocol="perinatal", planned_sessions=12)


def test_the_first_set_and_the_next(course: Course, clock: StoppedClock, world: World) -> None:
    first = plan(course, clock.now + timedelta(minutes=5))
    jobs_giving.run_due()
    assert asked_now() == ["phq9", "gad7", "own_mood", *MORE, "own_relationship"]
    clock.forward(minutes=70)
    record(first)
    for place, words in enumerate(("Sing again", "Call my sister"), start=1):
        courses.set_goal(course=course, words=words, priority=place, by=world.ada.user)
    plan(course, first.planned_at + timedelta(days=7))
    clock.forward(days=6)
    jobs_giving.run_due()
    assert asked_now() == WEEKLY


def test_what_rides_along_is_never_all_that_is_asked_again(
    course: Course, clock: StoppedClock, world: World
) -> None:
    """PHQ-9 and GAD-7 were given by hand: nobody is written to for the rest alone."""
    plan(course, clock.now + timedelta(days=3))
    actions.give(client=world.maya, instruments=["phq9", "gad7"], by=world.ada.user)
    jobs_giving.run_due()
    assert (Occasion.objects.get().link, Occasion.objects.get().why_not) == (None, "given_by_hand")


def test_what_rides_along_is_asked_alone_where_it_is_all(
    course: Course, clock: StoppedClock, world: World
) -> None:
    for instrument in ("phq9", "gad7"):
        line(course, world, instrument)
    plan(course, clock.now + timedelta(days=3))
    jobs_giving.run_due()
    assert asked_now()[0] == "own_mood"


@pytest.mark.parametrize(("from_phase", "is_asked"), [("ending", True), ("initial", False)])
def test_after_an_ending_that_was_one(
    course: Course, clock: StoppedClock, world: World, from_phase: str, is_asked: bool
) -> None:
    """Whoever ended early is not written to for a year, unless it was agreed."""
    record(plan(course, clock.now))
    courses.close_course(course=course, reason="done", by=world.ada.user)
    PhaseMove.objects.filter(course=course, to_phase=CLOSED).update(from_phase=from_phase)
    clock.forward(days=90, hours=1)
    jobs_giving.run_due()
    assert [it.key for it in Occasion.objects.all()] == ["follow_up:90"] * is_asked
    if is_asked:
        assert asked_now() == ["phq9", "gad7", *MORE, "own_relationship"]
        return
    line(course, world, "phq9", "follow_up:90")
    jobs_giving.run_due()
    assert asked_now() == ["phq9"]


def test_a_form_that_was_brought_meets_what_the_protocol_names(
    perinatal: Course, clock: StoppedClock, world: World
) -> None:
    plan(perinatal, clock.now + timedelta(days=3))
    [(named, instead)] = asked_when(perinatal).named
    assert (named.instrument, instead) == ("epds", "PHQ-9 and GAD-7")
    row = released(world.alex, world.ada, of="alone", said=OF_ITS_OWN | {"short": "EPDS"})
    assert row.instrument == "brought_epds"
    assert asked_when(perinatal).named == []
    assert row.instrument in due(perinatal)
    jobs_giving.run_due()
    assert row.instrument in asked_now()
    line(perinatal, world, row.instrument, "week:8")
    assert row.instrument not in due(perinatal)
    assert row.instrument in {it.instrument for it in giving.planned(perinatal).asked}
    actions.withdraw_instrument(row=row, by=world.alex.user)
    assert row.instrument not in due(perinatal), "nothing is due that cannot be given"


def test_another_spelling_of_the_name_is_the_same(world: World, clock: StoppedClock) -> None:
    course = start(world.maya, world.ada, protocol="eating", planned_sessions=20)
    row = released(world.alex, world.ada, of="alone", said=OF_ITS_OWN | {"short": "EDE-Q"})
    asked = {it.instrument: it.moments for it in giving.planned(course).asked}
    assert (row.instrument, asked[row.instrument][0]) == ("brought_ede_q", "assessment")
    assert giving.planned(start(world.pia, world.ben)).asked[0].instrument == "phq9"


def test_what_is_due_is_what_the_plan_says(course: Course, world: World) -> None:
    assert due(course) == {"phq9", "gad7"}
    line(course, world, "gad7", "week:8")
    line(course, world, "phq2", "each_session")
    line(course, world, "pcl5", "follow_up:90")
    assert due(course) == {"phq9", "phq2"}
    line(course, world, "phq9")
    assert due(course) == {"phq2"}


def test_the_plan_costs_the_course_page_one_query(
    course: Course, world: World, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert giving.measures_asked([course]) == {}
    line(course, world, "phq9", "week:4")
    with django_assert_num_queries(2):
        [asked] = giving.measures_asked([course]).values()
    assert [it.instrument for it in asked] == ["phq9", "gad7"]
