"""Courses of the cast: Maya's is under way with Ada, Pia's with Ben."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from amity.web.base import clock as base_clock
from amity.web.course import actions, queries
from amity.web.course.models import Course, Session
from amity.web.people.models import Client, Staff
from tests.cast import World
from tests.conftest import StoppedClock

FIRST = date(2026, 3, 2)  # the Monday on which the clock stands
MakeCourse = Callable[..., Course]


def start(client: Client, clinician: Staff, **changes: Any) -> Course:
    """A weekly course of sixteen sessions that begins today."""
    given: dict[str, Any] = {
        "protocol": "ipt",
        "planned_sessions": 16,
        "started_on": base_clock.today(clinician.service.zone),
        "interval_days": 7,
        "minutes": 50,
    }
    return actions.start_course(client=client, clinician=clinician, by=clinician.user, **given | changes)


def plan(course: Course, at: datetime, **changes: Any) -> Session:
    """An appointment on London's clock."""
    given: dict[str, Any] = {"zone": "Europe/London", "minutes": 50, "mode": "in_person"}
    return actions.plan_session(course=course, planned_at=at, by=course.clinician.user, **given | changes)


def record(session: Session, attendance: str = "attended", **changes: Any) -> Session:
    """What came of it, in the words of its clinician."""
    given: dict[str, Any] = {"tasks_done": [], "safety_asked": True}
    by = session.course.clinician.user
    return actions.record_session(
        session=session, version=session.version, attendance=attendance, by=by, **given | changes
    )


def choose(course: Course, **changes: Any) -> Any:
    """A role transition, in the client's words."""
    given: dict[str, Any] = {
        "area": "role_transition",
        "words": "I moved here and I know nobody",
        "why": "began with the move",
    }
    return actions.choose_problem_area(course=course, by=course.clinician.user, **given | changes)


def agree(course: Course, answer: str = "yes") -> Any:
    """The formulation: written, said in the room, and answered there."""
    by = course.clinician.user
    newest = queries.newest_formulation(course)
    written = actions.write_formulation(
        course=course, base=newest.number if newest else 0, text="You moved, and it began.", by=by
    )
    given = (
        written if written.given_on else actions.give_formulation(formulation=written, how="spoken", by=by)
    )
    return actions.answer_formulation(
        formulation=given, answer=answer, words="That is it.", how="spoken", by=by
    )


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    """Maya's course, begun this morning."""
    return start(world.maya, world.ada)


@pytest.fixture
def session(course: Course) -> Session:
    """Its first session, in two hours."""
    return plan(course, base_clock.now() + timedelta(hours=2))
