"""Which session a questionnaire belongs to."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date


def session_of(on: date, met_on: Sequence[date], *, is_open: bool) -> int:
    """The session that a questionnaire of this day belongs to: the next; of an ended course at most the last.

    met_on: the days of sessions attended, in order. is_open: whether the course goes on, so that a next one
    is to come. 0 is before the first.

    >>> days = [date(2026, 3, 2), date(2026, 3, 9)]
    >>> [session_of(date(2026, 3, day), days, is_open=False) for day in (1, 2, 3, 9, 30)]
    [0, 1, 2, 2, 2]
    >>> [session_of(date(2026, 3, day), days, is_open=True) for day in (9, 15, 16, 30)]
    [2, 3, 3, 3]
    """
    if not met_on or on < met_on[0]:
        return 0
    following = bisect_left(met_on, on) + 1
    return following if is_open else min(following, len(met_on))
