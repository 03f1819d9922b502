"""Two rulers: days along the foot, points up the side. Both are true to scale."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

Value = int | Fraction

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
SHORTEST = timedelta(days=28)  # a first score alone still stands on a month, not on a single day
WEEKS = (7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True)
class Tick:
    """A place on a ruler and what is written there."""

    at: float
    label: str


@dataclass(frozen=True)
class Days:
    """Where a day falls between two edges, in drawing units."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def spanning(cls, days: Iterable[date], left: float, right: float) -> "Days":
        known = sorted(days)
        return cls(known[0], max(known[-1], known[0] + SHORTEST), left, right)

    def at(self, on: date) -> float:
        part = (on - self.first) / (self.last - self.first)
        return self.left + part * (self.right - self.left)

    def ticks(self, apart: float) -> tuple[Tick, ...]:
        """The finest row of dates whose neighbours are at least `apart`."""
        per_day = (self.right - self.left) / (self.last - self.first).days
        for days in WEEKS:
            if days * per_day >= apart:
                return tuple(
                    Tick(self.at(on), f"{on.day} {MONTHS[on.month - 1]}") for on in self._every(days)
                )
        months = next((step for step in MONTH_STEPS if step * 28 * per_day >= apart), MONTH_STEPS[-1])
        return tuple(Tick(self.at(on), _month(on)) for on in self._month_starts(months))

    def _every(self, days: int) -> Iterator[date]:
        on = self.first
        while on <= self.last:
            yield on
            on += timedelta(days=days)

    def _month_starts(self, step: int) -> Iterator[date]:
        month = self.first.year * 12 + self.first.month - (1 if self.first.day == 1 else 0)
        while (on := date(month // 12, month % 12 + 1, 1)) <= self.last:
            if month % step == 0:
                yield on
            month += 1


@dataclass(frozen=True)
class Points:
    """Where a value falls on the whole of its scale, never on a part of it."""

    low: int
    high: int
    top: float
    foot: float

    def at(self, value: Value) -> float:
        part = float(value - self.low) / (self.high - self.low)
        return self.foot - part * (self.foot - self.top)

    def ticks(self, marks: Iterable[int], apart: float) -> tuple[Tick, ...]:
        """Both ends always; of the marks between, those with room."""
        kept = [Tick(self.at(self.low), str(self.low)), Tick(self.at(self.high), str(self.high))]
        for mark in sorted(set(marks) - {self.low, self.high}):
            if all(abs(self.at(mark) - other.at) >= apart for other in kept):
                kept.append(Tick(self.at(mark), str(mark)))
        return tuple(sorted(kept, key=lambda tick: -tick.at))


def _month(on: date) -> str:
    return f"{MONTHS[on.month - 1]} {on.year}" if on.month == 1 else MONTHS[on.month - 1]
