"""The time axis a second time: day by day and pair by pair, nothing shared with the core's arithmetic."""

from collections.abc import Sequence
from datetime import date, timedelta

from amity.core.timeline import Span

DAY = timedelta(days=1)


def halfway(first: date, last: date) -> date:
    """From both ends, a day at a time, until they meet."""
    while first < last:
        last -= DAY
        if first < last:
            first += DAY
    return first


def days_apart(one: Span, other: Span) -> int:
    """The nearest of all pairs of beginnings and ends, each in the middle of what is known of it."""
    turns = []
    for span in (one, other):
        single = span.firm_from == span.firm_to
        began, ended = halfway(span.earliest, span.firm_from), halfway(span.firm_to, span.latest)
        turns.append([span.firm_from] if single else [began, ended])
    return min(abs((a - b).days) for a in turns[0] for b in turns[1])


def rows_needed(places: Sequence[tuple[float, float]]) -> int:
    """How many lie over each other where most do: it is so at some beginning."""
    return max(
        (sum(begin <= at < end for begin, end in places) for at, _ in places),
        default=0,
    )


def clash(places: Sequence[tuple[float, float]], rows: Sequence[int], gap: float) -> bool:
    """Whether two in one row stand nearer than `gap`, by trying every pair."""
    for at, (begin, end) in enumerate(places):
        for other, (from_, to) in enumerate(places):
            if at != other and rows[at] == rows[other] and begin < to + gap and from_ < end + gap:
                return True
    return False


def starts(first: date, last: date) -> list[list[date]]:
    """By unit and step, the finest first: every day that begins one. Weeks count from the first Monday."""
    days = [first + number * DAY for number in range((last - first).days + 1)]
    mondays = [on for on in days if on.weekday() == 0]
    months = [on for on in days if on.day == 1]
    years = [on for on in months if on.month == 1]
    return [
        *(mondays[::step] for step in (1, 2)),
        *([on for on in months if (on.month - 1) % step == 0] for step in (1, 2, 3, 6)),
        *([on for on in years if on.year % step == 0] for step in (1, 2, 5, 10, 20, 50)),
    ]
