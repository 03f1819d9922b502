"""What happened near something else. That two things were near says nothing about why."""

from datetime import date
from typing import Final

from amity.core.timeline.spans import Span

NEAR_DAYS: Final = 183  # half a year either way; Amity decision, so that a glance finds what to talk about


def turns(span: Span) -> tuple[date, ...]:
    """The days on which it happened, or began and ended: the middle of what is known of each.

    What goes on for years is near something only where it began or ended.
    """
    if span.firm_from == span.firm_to:
        return (span.firm_from,)
    began = span.earliest + (span.firm_from - span.earliest) / 2
    return began, span.firm_to + (span.latest - span.firm_to) / 2


def days_apart(one: Span, other: Span) -> int:
    """From a turn of the one to the nearest turn of the other, in days."""
    return min(abs((a - b).days) for a in turns(one) for b in turns(other))


def is_near(one: Span, other: Span) -> bool:
    """Whether a turn of each lies within half a year of the other.

    >>> from amity.core.timeline.dates import Approximate
    >>> from amity.core.timeline.spans import span_of
    >>> spring = span_of(Approximate(date(2019, 3, 1), "season"))
    >>> [is_near(spring, span_of(Approximate(date(2019, month, 1)))) for month in (10, 11)]
    [True, False]
    """
    return days_apart(one, other) <= NEAR_DAYS
