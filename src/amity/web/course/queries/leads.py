"""Where a thing that waits is recorded: what is due, and what a phase still lacks, lead to their page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from amity.core.definitions.facts import Fact
from amity.core.definitions.protocol import Protocol
from amity.core.phases import Due, Gate
from amity.web.course.models import Course, Session
from amity.web.course.queries.places import address, recorded_on

OF_THE_CLIENT = {Fact.VIOLENCE_ASKED: "ask_violence"}  # recorded about the person, whatever the course
OWN_PAGES = {"sick_role_review": "assessment"}  # what waits and stands in no protocol


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that waits, and the page on which it is done; "" where it is done in the session."""

    id: str
    kind: str
    title: str
    why: str
    since: date | None
    url: str


def due_rows(
    course: Course,
    protocol: Protocol,
    gates: Iterable[Gate],
    due: Iterable[Due],
    sessions: Sequence[Session],
) -> list[DueRow]:
    """Each with its page. In a closed course nothing leads anywhere."""
    known = _Known(course, protocol, {gate.id: gate for gate in gates}, sessions)
    return [DueRow(it.id, it.kind, it.title, it.why, it.since, _page_of(known, it)) for it in due]


def page_of(course: Course, fact: Fact | None) -> str:
    """The page on which this fact is recorded; "" where it is ticked or answered."""
    if fact is None or course.closed_at:
        return ""
    if fact in OF_THE_CLIENT:
        return _for_client(OF_THE_CLIENT[fact], course)
    return recorded_on(course, fact)


class _Known(NamedTuple):
    course: Course
    protocol: Protocol
    gates: dict[str, Gate]
    sessions: Sequence[Session]


def _page_of(known: _Known, due: Due) -> str:
    course = known.course
    if course.closed_at:
        return ""
    if due.kind == "measure":
        return _for_client("give_measures", course)
    if due.kind == "appointment":
        return _session_of(known, due) or address("plan_session", course)
    if due.kind == "task":
        own = next((task.records for task in known.protocol.tasks if task.id == due.id), None)
        return page_of(course, own) or address(OWN_PAGES.get(due.id, ""), course)
    if due.kind == "ending":
        return page_of(course, Fact.ENDING_NAMED)
    lacks = known.gates[due.id].missing if due.id in known.gates else ()
    return next(filter(None, (page_of(course, need.fact) for need in lacks)), "")


def _session_of(known: _Known, due: Due) -> str:
    """The session that is to be recorded, by its day; "" where none is to be."""
    waiting = [it for it in known.sessions if it.attendance == Session.Attendance.PLANNED]
    on = [it for it in waiting if it.planned_at.astimezone(it.local).date() == due.since]
    return reverse("session", args=[on[0].id]) if on and due.id != "plan_next" else ""


def _for_client(name: str, course: Course) -> str:
    try:
        return reverse(name, args=[course.client_id])
    except NoReverseMatch:
        return ""
