"""Where a course stands on one day: the whole answer, from the facts alone."""

from collections.abc import Iterable
from datetime import date

from amity.core.definitions.protocol import Protocol
from amity.core.phases import gates as gate_rules
from amity.core.phases.dues import ending_to_be_named, waiting
from amity.core.phases.facts import CLOSED, NOT_BEGUN, CourseFacts, SessionFact
from amity.core.phases.lengths import layout
from amity.core.phases.moves import moves, titles
from amity.core.phases.place import Place
from amity.core.phases.results import Count, Standing
from amity.core.phases.steps import steps


def count(protocol: Protocol, sessions: Iterable[SessionFact], planned_sessions: int) -> Count:
    """How far a course is, by the protocol's counting rule and its appointments alone, in whatever order."""
    facts = CourseFacts(NOT_BEGUN, planned_sessions, sessions=tuple(sessions))
    place = Place(protocol, facts, date.min)  # no day changes a count
    return Count(place.session, place.of, len(place.held), place.left)


def pace(protocol: Protocol, facts: CourseFacts) -> int:
    """How many days after the last appointment, held or planned, the one that follows is meant to be.

    Raises ValueError if the protocol has no course of that length.
    """
    place = Place(protocol, facts, date.min)
    return place.days_before(len(place.held) + len(place.planned) + 1)


def standing(protocol: Protocol, facts: CourseFacts, *, today: date) -> Standing:
    """Where a course stands, what waits, and which changes of phase are open or why they are not.

    The same facts give the same answer, in whatever order the sessions are handed over. Nothing here ever
    stands in the way of opening or recording a session, a safety note or a measure: moves are of phases only.
    Raises ValueError if the protocol has no such phase, or no course of that length.
    Source: the counting rule, gates and times are the protocol's own, each with its source there.
    """
    known = titles(protocol)
    if facts.phase not in known:
        raise ValueError(f"{protocol.id} has no phase {facts.phase!r}; it has {', '.join(known)}")
    layout(protocol, facts.planned_sessions)
    place = Place(protocol, facts, today)
    found = gate_rules.gates(place)
    items, end = waiting(place, found), projected_end(place)
    return Standing(
        phase=facts.phase,
        phase_title=known[facts.phase],
        session=place.session,
        of=place.of,
        held=len(place.held),
        left=place.left,
        beyond=max(0, len(place.held) - place.of),
        projected_end=end,
        days_left=None if end is None or facts.phase == CLOSED else max(0, (end - today).days),
        due=tuple(item.due for item in items if not item.overdue),
        overdue=tuple(item.due for item in items if item.overdue),
        gates=found,
        moves=moves(place, found),
        counting_rule=protocol.counting.says,
        ending_to_be_named=ending_to_be_named(place),
        steps=steps(place),
    )


def projected_end(place: Place) -> date | None:
    """The day of the last session, held or expected; None while nothing tells it."""
    if place.left == 0 or place.facts.phase == CLOSED:
        return place.held[-1].on if place.held else None
    days = place.expected()
    return days[-1] if days else None
