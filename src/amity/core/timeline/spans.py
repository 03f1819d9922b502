"""Where something lies on the axis: from when it may have been to when it may still have been."""

from dataclasses import dataclass
from datetime import date

from amity.core.timeline.dates import Approximate


@dataclass(frozen=True, slots=True)
class Span:
    """Four days in order. Before `firm_from` and after `firm_to` it is not known whether it was so.

    Raises ValueError when they are not in order.
    """

    earliest: date
    firm_from: date
    firm_to: date
    latest: date

    def __post_init__(self) -> None:
        if not self.earliest <= self.firm_from <= self.firm_to <= self.latest:
            raise ValueError("the days of a span stand in order")

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return self.earliest == self.latest


def span_of(began: Approximate, ended: Approximate | None = None) -> Span:
    """A moment somewhere in a season is soft on both sides of its middle; what lasted is firm between.

    >>> from datetime import date
    >>> span_of(Approximate(date(2015, 1, 1), "year"), Approximate(date(2019, 1, 1), "year")).firm_from
    datetime.date(2015, 12, 31)
    """
    latest = max(began.latest, ended.latest) if ended else began.latest
    if ended is not None and began.latest <= ended.earliest:
        return Span(began.earliest, began.latest, ended.earliest, latest)
    middle = began.earliest + (latest - began.earliest) / 2
    return Span(began.earliest, middle, middle, latest)
