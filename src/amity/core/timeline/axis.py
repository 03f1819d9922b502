"""A part of a life on one axis: which days, where each lies, how far in or out, and the dates at its foot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.core.timeline.dates import MONTHS
from amity.core.words import say

SHORT: Final = tuple("Sept" if month == "September" else month[:3] for month in MONTHS)
SHORTEST: Final = 27  # days from the first to the last: four weeks
LONGEST: Final = 36_525  # a hundred years
WEEK_STEPS: Final = (1, 2)
MONTH_STEPS: Final = (1, 2, 3, 6)
YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are shown, both ends with them. Raises ValueError for one that is empty."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first >= self.last:
            raise ValueError("a window ends after it begins")

    @property
    def days(self) -> int:
        """How many days lie between its ends."""
        return (self.last - self.first).days

    def share(self, on: date) -> float:
        """Where a day lies: 0 at the first, 1 at the last, outside beyond them."""
        return (on - self.first).days / self.days

    def clipped(self, on: date) -> date:
        """The day itself, or the edge that it lies beyond."""
        return min(max(on, self.first), self.last)

    def holds(self, first: date, last: date) -> bool:
        """Whether something from `first` to `last` shows in it."""
        return first <= self.last and last >= self.first

    def moved(self, share: float) -> "Window":
        """As long as it is, further on by a share of itself; negative is back."""
        by = timedelta(days=round(self.days * share))
        return Window(self.first + by, self.last + by)

    def zoomed(self, times: float) -> "Window":
        """Around its own middle, `times` as long, between four weeks and a hundred years.

        >>> Window(date(2020, 1, 1), date(2020, 12, 31)).zoomed(0.5)
        Window(first=datetime.date(2020, 4, 1), last=datetime.date(2020, 9, 30))
        """
        days = min(max(round(self.days * times), SHORTEST), LONGEST)
        first = self.first + timedelta(days=(self.days - days) // 2)
        return Window(first, first + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Tick:
    """A day at the foot of the axis and what is written under it."""

    on: date
    label: str


def ticks(window: Window, at_most: int) -> tuple[Tick, ...]:
    """The finest calendar steps of which at most so many fit; the first says its year.

    Steps: one and two weeks from a Monday, 1 to 6 months from a January, 1 to 50 years.

    >>> [it.label for it in ticks(Window(date(2018, 5, 1), date(2021, 6, 1)), 4)]
    ['2019', '2020', '2021']
    """
    found: tuple[Tick, ...] = ()
    for steps, days, begun in (
        (WEEK_STEPS, 7, _weeks),
        (MONTH_STEPS, 31, _months),
        (YEAR_STEPS, 366, _years),
    ):
        for step in steps:
            if window.days // (days * step) > at_most:
                continue  # more than would fit, without looking at each
            found = tuple(_labelled(begun(window, step), days))
            if len(found) <= at_most:
                return found
    return found


def _weeks(window: Window, step: int) -> Iterator[date]:
    on = window.first + timedelta(days=-window.first.weekday() % 7)
    while on <= window.last:
        yield on
        on += timedelta(days=7 * step)


def _months(window: Window, step: int) -> Iterator[date]:
    for year in range(window.first.year, window.last.year + 1):
        for month in range(1, 13, step):
            if window.first <= (on := date(year, month, 1)) <= window.last:
                yield on


def _years(window: Window, step: int) -> Iterator[date]:
    for year in range(window.first.year, window.last.year + 1):
        if year % step == 0 and window.first <= (on := date(year, 1, 1)):
            yield on


def _labelled(starts: Iterator[date], days: int) -> Iterator[Tick]:
    """ "4 Mar", "Mar" or "2019"; a week or a month with its year when it is the first of it."""
    known = None
    for on in starts:
        short = f"{on.day if days == 7 else ''} {say(SHORT[on.month - 1])}".strip()
        label = str(on.year) if days == 366 else short if on.year == known else f"{short} {on.year}"
        yield Tick(on, label)
        known = on.year
