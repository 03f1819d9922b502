"""The ribbon of a course: a numbered place for each session; what was missed stands between, unnumbered."""

from datetime import date

from amity.core.definitions.facts import Attendance
from amity.core.definitions.protocol import Protocol
from amity.core.phases.facts import CourseFacts, SessionFact
from amity.core.phases.lengths import phase_of
from amity.core.phases.place import Place, in_order
from amity.core.phases.results import Cell, CellState

Entry = tuple[int | None, SessionFact | None]


def ribbon(protocol: Protocol, facts: CourseFacts) -> tuple[Cell, ...]:
    """The places of the ribbon, in the order they are drawn.

    Numbers run from 1 without a gap to the agreed number (further, if more were held), so that the place
    marked `now` is the `session` of the standing. An appointment that was cancelled or not attended stands
    where it fell, hatched and without a number: it is seen, and the course is no shorter for it.
    Raises ValueError if the protocol has no course of that length.
    """
    place = Place(protocol, facts, date.min)
    return tuple(_cell(place, number, session, following) for number, session, following in _numbered(place))


def _numbered(place: Place) -> list[tuple[int | None, SessionFact | None, int]]:
    """Each entry with the number of the session at which it stands."""
    found, following = [], 1
    for number, session in _entries(place):
        found.append((number, session, number or following))
        following = number + 1 if number else following
    return found


def _entries(place: Place) -> list[Entry]:
    last = max((it.on for it in place.held if it.on), default=date.min)
    missed = [it for it in in_order(place.facts.sessions) if it not in place.held and it not in place.planned]
    held: list[Entry] = list(enumerate(place.held, start=1))
    past = [*held, *((None, it) for it in missed if (it.on or date.max) <= last)]
    planned: list[Entry] = list(enumerate(place.planned, start=len(held) + 1))
    coming = [*planned, *((None, it) for it in missed if (it.on or date.max) > last)]
    empty: list[Entry] = [(number, None) for number in range(len(held) + len(planned) + 1, place.of + 1)]
    return [*sorted(past, key=_day), *sorted(coming, key=_day), *empty]


def _day(entry: Entry) -> date:
    return (entry[1].on if entry[1] else None) or date.max


def _cell(place: Place, number: int | None, session: SessionFact | None, at: int) -> Cell:
    phase = phase_of(place.protocol, at, place.of)
    attendance = session.attendance if session else None
    return Cell(number, phase, _state(place, number, attendance), session.on if session else None, attendance)


def _state(place: Place, number: int | None, attendance: Attendance | None) -> CellState:
    if number is None:
        return "missed"
    if number <= len(place.held):
        return "done"
    if number == len(place.held) + 1:
        return "now"
    return "planned" if attendance else "to_come"
