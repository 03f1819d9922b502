"""The occasions of one course: what is asked at each, from when, for when, and until when it is open.

Windows begin and end with days of the client's own clock, so that they agree with what `phases` calls due.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from amity.core.definitions.facts import Attendance
from amity.core.giving.made import NUMBER, Made, held_moments, owed_moments, place_of
from amity.core.giving.moments import DAYS_BEFORE, EACH_SESSION, Asked
from amity.core.giving.wall import day_begins, day_of
from amity.core.phases.dates import week_begins
from amity.core.phases.facts import Pause

DAY: Final = timedelta(days=1)
FIRST_DAYS: Final = 7  # the first set opens so long before: what was answered earlier is no beginning
DAYS_AFTER: Final = 2  # so long after a session its questions may still be answered
FOLLOW_UP_DUE, FOLLOW_UP_OPEN = timedelta(days=7), timedelta(days=14)
Span = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting, by the id of its row. at: aware."""

    id: str
    at: datetime
    attendance: Attendance = Attendance.PLANNED


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of the time of one course.

    planned_sessions: how many were agreed. counts: which appointments take a number. begun_at: when the
    course was made. zone: the client's. away: days on which the course stands still. pauses: instants between
    which nothing is asked; the end is None while nobody knows it.
    """

    planned_sessions: int
    counts: frozenset[Attendance]
    begun_at: datetime
    zone: ZoneInfo
    sessions: tuple[Appointment, ...] = ()
    away: tuple[Pause, ...] = ()
    pauses: tuple[Span, ...] = ()
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time at which a course asks.

    key: what it is for, the same however the rest changes: "session:<id>", "week:4", "follow_up:90".
    moments: all that it stands for. instruments: in order; not_given: asked, but nothing here can give it.
    number: that which its session has or would have.
    It opens at `opens_at`, is meant for `due_at`, and cannot be answered any more from `closes_at` on.
    """

    key: str
    moments: tuple[str, ...]
    instruments: tuple[str, ...]
    not_given: tuple[str, ...]
    opens_at: datetime
    due_at: datetime
    closes_at: datetime
    number: int | None = None

    @property
    def to_keep(self) -> list[str]:
        """What is written down when it is made: its moments, and which number its session had then."""
        number = [] if self.number is None else [f"{NUMBER}{self.number}"]
        return list(dict.fromkeys([*self.moments, *number]))


class Window(NamedTuple):
    """From when and until when, for when, which moments, and the number of its session."""

    key: str
    moments: tuple[str, ...]
    opens_at: datetime
    due_at: datetime
    closes_at: datetime
    number: int | None = None


def occasions(
    asked: Sequence[Asked],
    times: Times,
    *,
    may_be_given: Collection[str],
    made: Mapping[str, Made] = MappingProxyType({}),
    now: datetime | None = None,
) -> tuple[Occasion, ...]:
    """Every occasion of the course as it is known now, past ones too, by the time they open.

    Of an open course: each appointment that was not cancelled, and each week with nothing to ride with. Of a
    closed one: what follows the ending. A set of which nothing can be given is left out.
    may_be_given: instruments with wording. made: what was given already, by key; what it asked is not asked
    again, as `made` says. now: what closed before without being given carries no more than is its own.
    Of two appointments on one day the first asks.
    """
    still = tuple(_still(times))
    windows = _follow_ups(asked, times) if times.closed_at else _within_course(asked, times, made, still, now)
    found = (_occasion(asked, it, may_be_given) for it in (_after_pauses(each, still) for each in windows))
    laid_out = [it for it in found if it.instruments and it.opens_at < it.due_at]
    return tuple(sorted(laid_out, key=lambda it: (it.opens_at, it.due_at, it.key)))


def is_paused(times: Times, now: datetime) -> bool:
    """Whether nothing is asked by itself at this instant."""
    return any(_lies_in(now, span) for span in _still(times))


def _within_course(
    asked: Sequence[Asked],
    times: Times,
    made: Mapping[str, Made],
    still: Sequence[Span],
    now: datetime | None,
) -> Iterator[Window]:
    sessions = _sessions(asked, times)
    holding = {key: it for key, it in made.items() if it.holds}
    numbered = {f"session:{it.id}" for it in times.sessions if _takes_a_number(it, times)}
    known = held_moments(made, numbered, times.planned_sessions)
    free = [it for it in sessions if it.key not in holding and _will_ask(it, still, now)]
    unknown = [it for it in sessions if it.key in holding and not holding[it.key].moments]
    riding: dict[str, list[str]] = {it.key: [] for it in sessions}
    for moment in sorted(owed_moments(made, numbered, times.planned_sessions)):
        place = place_of(moment, times.planned_sessions) or 0
        carrier = next((it for it in free if (it.number or 0) >= place), None)
        if carrier is not None:
            riding[carrier.key].append(moment)
    for number in _numbers(asked, "week:"):
        span = _week(times, number)
        if span is None:
            continue
        moment = f"week:{number}"
        begins, ends = (day_begins(day, times.zone) for day in span)
        carrier = next((it for it in (*unknown, *free) if begins <= it.due_at < ends), None)
        if moment in holding or (moment not in known and carrier is None):
            yield Window(moment, (moment,), begins, ends, ends)
        elif moment not in known and carrier is not None:
            riding[carrier.key].append(moment)
    for it in sessions:
        own = (moment for moment in it.moments if moment not in known)
        found = holding[it.key].moments if it.key in holding else ()
        yield it._replace(moments=found or tuple(dict.fromkeys([*own, *riding[it.key]])))


def _will_ask(window: Window, still: Sequence[Span], now: datetime | None) -> bool:
    """Whether it opens before its session, and has not closed."""
    return _after_pauses(window, still).opens_at < window.due_at and (now is None or now < window.closes_at)


def _week(times: Times, number: int) -> tuple[date, date] | None:
    """The first day of a week and of the one after it, counted from the first session held."""
    held = [it.at for it in times.sessions if it.attendance in times.counts]
    if not held:
        return None
    first = day_of(min(held), times.zone)
    begins, ends = (week_begins(first, it, times.away) for it in (number, number + 1))
    return None if begins is None or ends is None else (begins, ends)


def _sessions(asked: Sequence[Asked], times: Times) -> list[Window]:
    """The window of each appointment, without what rides with it: each ends where the next begins."""
    zone = times.zone
    found: list[Window] = []
    before: date | None = None
    for appointment, number in _numbered(times):
        day = day_of(appointment.at, zone)
        moments = _moments(number, times.planned_sessions)
        opens = day - timedelta(days=_lead(asked, moments) if before else FIRST_DAYS)
        opens_at = max(day_begins(max(opens, before + DAY) if before else opens, zone), times.begun_at)
        before = day
        if opens_at < appointment.at:
            closes_at = day_begins(day + (DAYS_AFTER + 1) * DAY, zone)
            key = f"session:{appointment.id}"
            found.append(Window(key, moments, opens_at, appointment.at, closes_at, number))
    for place, following in enumerate(found[1:]):
        closes_at = min(found[place].closes_at, following.opens_at)
        found[place] = found[place]._replace(closes_at=closes_at)
    return found


def _numbered(times: Times) -> Iterator[tuple[Appointment, int]]:
    """The appointments in order with the number each has or would have; a missed one may take none."""
    taken = 0
    for it in sorted(times.sessions, key=lambda it: (it.at, it.id)):
        if it.attendance is not Attendance.CANCELLED:
            yield it, taken + 1
            taken += _takes_a_number(it, times)


def _takes_a_number(appointment: Appointment, times: Times) -> bool:
    return appointment.attendance is Attendance.PLANNED or appointment.attendance in times.counts


def _moments(number: int, of: int) -> tuple[str, ...]:
    named = (it for it in ("assessment", "midpoint", "end") if place_of(it, of) == number)
    return (EACH_SESSION, *named, f"{NUMBER}{number}")


def _lead(asked: Sequence[Asked], moments: Sequence[str]) -> int:
    return max((it.days_before for it in asked if {*it.moments} & {*moments}), default=DAYS_BEFORE)


def _follow_ups(asked: Sequence[Asked], times: Times) -> Iterator[Window]:
    assert times.closed_at is not None
    ended = day_of(times.closed_at, times.zone)
    for days in _numbers(asked, "follow_up:"):
        moment, begins = f"follow_up:{days}", ended + timedelta(days=days)
        due, ends = (day_begins(begins + it, times.zone) for it in (FOLLOW_UP_DUE, FOLLOW_UP_OPEN))
        yield Window(moment, (moment,), day_begins(begins, times.zone), due, ends)


def _numbers(asked: Iterable[Asked], kind: str) -> list[int]:
    """The numbers of all the moments of a kind, in order."""
    return sorted(
        {int(moment.removeprefix(kind)) for it in asked for moment in it.moments if moment.startswith(kind)}
    )


def _still(times: Times) -> Iterator[Span]:
    """All the time in which nothing is asked. A closed course does not stand still."""
    yield from times.pauses
    if times.closed_at is None:
        for first, last in times.away:
            ends = None if last is None else day_begins(last + DAY, times.zone)
            yield day_begins(first, times.zone), ends


def _after_pauses(window: Window, still: Sequence[Span]) -> Window:
    """It opens once it lies in no pause; where nobody knows when that is, never."""
    opens_at = window.opens_at
    while inside := [span for span in still if _lies_in(opens_at, span)]:
        ends = inside[0][1]
        opens_at = window.closes_at if ends is None else min(ends, window.closes_at)
        if opens_at == window.closes_at:
            break
    return window._replace(opens_at=opens_at)


def _lies_in(moment: datetime, span: Span) -> bool:
    return span[0] <= moment and (span[1] is None or moment < span[1])


def _occasion(asked: Sequence[Asked], window: Window, may_be_given: Collection[str]) -> Occasion:
    here = [it.instrument for it in asked if {*it.moments} & {*window.moments}]
    named = {moment for it in asked if it.instrument in may_be_given for moment in it.moments}
    return Occasion(
        key=window.key,
        moments=tuple(it for it in window.moments if it in named),
        instruments=tuple(it for it in here if it in may_be_given),
        not_given=tuple(it for it in here if it not in may_be_given),
        opens_at=window.opens_at,
        due_at=window.due_at,
        closes_at=window.closes_at,
        number=window.number,
    )
