"""What happened near something else. That two things were near says nothing about why."""

from typing import Final

from amity.core.timeline.spans import Span

NEAR_DAYS: Final = 183  # half a year either way; Amity decision, so that a glance finds what to talk about


def days_apart(one: Span, other: Span) -> int:
    """The fewest days that may lie between two things; 0 when they may have been at once."""
    return max((one.earliest - other.latest).days, (other.earliest - one.latest).days, 0)


def is_near(one: Span, other: Span) -> bool:
    """Whether they may have been within half a year of each other.

    >>> from datetime import date
    >>> from amity.core.timeline.dates import Approximate
    >>> from amity.core.timeline.spans import span_of
    >>> is_near(span_of(Approximate(date(2019, 3, 1), "season")), span_of(Approximate(date(2019, 11, 30))))
    True
    """
    return days_apart(one, other) <= NEAR_DAYS
