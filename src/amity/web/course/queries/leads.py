"""Where a thing that waits is recorded: what is due, and what a phase still lacks, lead to their page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from amity.core.definitions.facts import Fact
from amity.core.definitions.protocol import Protocol
from amity.core.phases import Due, Gate
from amity.web.course.models import Course
from amity.web.course.queries.places import RECORDED_ON, address

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


def due_rows(course: Course, protocol: Protocol, gates: Iterable[Gate], due: Iterable[Due]) -> list[DueRow]:
    """Each with its page. In a closed course nothing leads anywhere."""
    states = {gate.id: gate for gate in gates}
    return [
        DueRow(it.id, it.kind, it.title, it.why, it.since, _page_of(course, protocol, states, it))
        for it in due
    ]


def page_of(course: Course, fact: Fact | None) -> str:
    """The page on which this fact is recorded; "" where it is ticked or answered."""
    name = RECORDED_ON.get(fact) if fact else None
    return address(name, course) if name and not course.closed_at else ""


def _page_of(course: Course, protocol: Protocol, gates: dict[str, Gate], due: Due) -> str:
    if course.closed_at:
        return ""
    if due.kind == "measure":
        return _for_client("give_measures", course)
    if due.id == "plan_next":
        return address("plan_session", course)
    if due.kind == "task":
        own = next((task.records for task in protocol.tasks if task.id == due.id), None)
        return page_of(course, own) or address(OWN_PAGES.get(due.id, ""), course)
    if due.kind == "ending":
        return page_of(course, Fact.ENDING_NAMED)
    lacks = [page_of(course, need.fact) for need in gates[due.id].missing] if due.id in gates else []
    return next(filter(None, lacks), "")


def _for_client(name: str, course: Course) -> str:
    try:
        return reverse(name, args=[course.client_id])
    except NoReverseMatch:
        return ""
