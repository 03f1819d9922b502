"""Courses to count, and summaries of them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from amity.core import library
from amity.web.base import clock as the_clock
from amity.web.base.audit import SYSTEM
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.measures import actions as measures
from amity.web.outcomes import actions
from amity.web.outcomes.models import Summary
from amity.web.outcomes.queries import steps
from amity.web.people.models import Client, Service, Staff
from tests.cast import World
from tests.conftest import MONDAY, StoppedClock
from tests.web.course.conftest import plan, record, start

LONDON = ZoneInfo("Europe/London")
ITEMS = {id: [it.id for it in library.instrument(id).scored_items] for id in ("phq9", "gad7")}


def day(number: int) -> date:
    """So many days after the Monday of the clock."""
    return MONDAY.date() + timedelta(days=number)


def at(number: int, hour: int = 10) -> datetime:
    return datetime.combine(day(number), time(hour), LONDON)


def scored(client: Client, clinician: Staff, instrument: str, total: int) -> None:
    """One questionnaire that comes to so much, answered now by the client."""
    link = measures.give(client=client, instruments=[instrument], by=clinician.user)
    response = link.responses.get()
    for item in ITEMS[instrument]:
        value = min(3, total)
        total -= value
        measures.answer(
            response=response, item=item, value=value, visit=uuid4(), written_at=the_clock.now(), by=client
        )
    measures.submit(response=response, by=client)


def met(clock: StoppedClock, course: Course, number: int, attendance: str = "attended") -> None:
    """An appointment so many days on, and what came of it."""
    session = plan(course, at(number))
    clock.to(at(number, 12))
    record(session, attendance)


@pytest.fixture
def ended(clock: StoppedClock, world: World) -> Course:
    """Maya's: PHQ-9 and GAD-7 before, at and after, three sessions, one missed, one cancelled; as planned."""
    course = start(world.maya, world.ada)
    clock.to(at(1))
    scored(world.maya, world.ada, "phq9", 20)
    met(clock, course, 3)
    clock.to(at(9))
    scored(world.maya, world.ada, "phq9", 16)
    scored(world.maya, world.ada, "gad7", 14)
    met(clock, course, 10)
    met(clock, course, 17, "dna")
    met(clock, course, 24, "cancelled")
    met(clock, course, 31, "late")
    clock.to(at(33))
    scored(world.maya, world.ada, "phq9", 6)
    scored(world.maya, world.ada, "gad7", 5)
    courses.record_ending(course=course, version=0, said={"disposition": "done"}, by=world.ada.user)
    courses.close_course(course=course, reason="Done.", by=world.ada.user)
    course.refresh_from_db()
    clock.forward(days=1)
    return course


def counted(service: Service, made_up: int | None = None) -> Summary:
    """Everything of a service, at once."""
    summary = actions.recompute(service=service, made_up=made_up, by=SYSTEM)
    while (part := steps.next_part(summary)) is not None:
        actions.keep_part(summary=summary, part=part, by=SYSTEM)
    return actions.finish_summary(summary=summary, shown=steps.found_of(summary), by=SYSTEM)


@pytest.fixture
def made_up(world: World, settings: Any) -> Callable[[int], Summary]:
    """Made-up courses of Northgate, counted."""

    def make(courses: int = 640) -> Summary:
        settings.AMITY_DEMO = True
        found = counted(world.north, courses)
        settings.AMITY_DEMO = False
        return found

    return make


def rows(frame: Any) -> list[dict[str, Any]]:
    """A frame row by row."""
    found: list[dict[str, Any]] = frame.collect().to_dicts()
    return found
