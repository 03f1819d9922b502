"""Which session a questionnaire belongs to."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date


def session_of(on: date, met_on: Sequence[date]) -> int:
    """The session that a questionnaire of this day belongs to: the next, after the last one the last.

    met_on: the days of sessions attended, in order. 0 is before the first.

    >>> days = [date(2026, 3, 2), date(2026, 3, 9)]
    >>> [session_of(date(2026, 3, day), days) for day in (1, 2, 3, 9, 30)]
    [0, 1, 2, 2, 2]
    """
    if not met_on or on < met_on[0]:
        return 0
    return min(bisect_left(met_on, on) + 1, len(met_on))
