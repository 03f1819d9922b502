"""However appointments are planned, moved, cancelled, missed and held, session k of n is right."""

import os
import uuid
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.course import actions, queries
from amity.web.course.models import Course, Session
from amity.web.course.queries.facts import extent_of
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, record, start

EXAMPLES = int(os.environ.get("AMITY_TEST_N", "12"))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["plan", "move", "attended", "late", "dna", "cancelled", "twice"]),
        st.integers(0, 30),
    ),
    max_size=24,
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_the_count_is_right_under_any_interleaving(
    world: World, clock: StoppedClock, steps: list[tuple[str, int]]
) -> None:
    Session.objects.all().delete()
    Course.objects.all().delete()
    course = start(world.maya, world.ada)
    for step, which in steps:
        take(course, step, which)
    said = list(Session.objects.values_list("attendance", flat=True))
    held = said.count("attended") + said.count("late")  # the protocol's counting rule, written a second time
    standing = queries.standing_of(course)
    assert (standing.held, standing.left) == (held, max(0, 16 - held))
    extent = extent_of(course, list(course.sessions.all()))  # what the session page shows, of fewer facts
    assert all(getattr(standing, it.name) == getattr(extent, it.name) for it in fields(extent))
    assert standing.session == held + (1 if held < 16 or "planned" in said else 0)
    numbers = [line.number for line in queries.session_lines(course) if line.number]
    assert sorted(numbers) == list(range(1, held + said.count("planned") + 1))


def take(course: Course, step: str, which: int) -> None:
    """One step of somebody at the desk; what the rules refuse does not happen."""
    by: Any = course.clinician.user
    at = base_clock.now() - timedelta(days=1) + timedelta(minutes=which)
    sessions = list(course.sessions.all())
    try:
        if step == "plan" or not sessions:
            plan(course, at)
        elif step == "twice":
            id = uuid.uuid4()
            for _ in range(2):
                plan(course, at, id=id)
        elif step == "move":
            it = sessions[which % len(sessions)]
            actions.move_session(
                session=it, version=it.version, planned_at=at, zone=it.zone, minutes=50, mode=it.mode, by=by
            )
        else:
            record(sessions[which % len(sessions)], step)
    except Refused:
        return


def test_missed_and_cancelled_sessions_move_the_end_and_not_the_count(
    world: World, clock: StoppedClock
) -> None:
    course = start(world.maya, world.ada)
    before = queries.standing_of(course)
    record(plan(course, clock.now), "dna")
    clock.forward(days=7)
    record(plan(course, clock.now), "cancelled")
    after = queries.standing_of(course)
    assert (after.session, after.left) == (before.session, before.left)
    assert before.projected_end is not None
    assert after.projected_end is not None
    assert (after.projected_end - before.projected_end).days == 14


def test_what_is_not_recorded_is_left_out_and_never_a_no(course: Course, session: Session) -> None:
    named = queries.facts_of([course])[course.id].named
    assert set(named) == {"consent"}


@pytest.mark.parametrize(("asked", "known"), [(True, True), (False, None), (None, None)])
def test_asking_about_safety_is_a_fact_only_when_somebody_asked(
    course: Course, session: Session, clock: StoppedClock, asked: bool | None, known: bool | None
) -> None:
    clock.forward(hours=3)
    record(session, safety_asked=asked)
    assert queries.facts_of([course])[course.id].named.get("safety_asked") is known


def test_a_session_is_on_the_day_it_has_where_it_is_held(course: Course) -> None:
    late = plan(course, datetime.fromisoformat("2026-03-03T23:30+00:00"), zone="Asia/Tokyo")
    assert queries.facts_of([course])[course.id].sessions[0].on == late.planned_at.date() + timedelta(days=1)
