"""The times of working days beside those of the weekend."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Final

from amity.core.errors import StatisticError
from amity.core.rhythms.regularity import Minutes, check_time, whole

WEEKEND: Final = frozenset({5, 6})  # Saturday and Sunday, as `date.weekday` counts
EVENINGS_BEFORE: Final = frozenset({4, 5})  # Friday and Saturday: for going to bed, which the next day frees


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle of some times. times: how many; mean and median: exact, None where there is none."""

    times: int
    mean: Minutes | None
    median: Minutes | None


@dataclass(frozen=True, slots=True)
class WeekdayWeekend:
    """The two beside each other.

    later_by: how many minutes later the median of the weekend is; negative: earlier; None where one has none.
    """

    weekday: Middle
    weekend: Middle

    @property
    def later_by(self) -> Minutes | None:
        if self.weekday.median is None or self.weekend.median is None:
            return None
        return whole(Fraction(self.weekend.median) - self.weekday.median)


def weekday_weekend(
    times: Mapping[date, int | None], *, weekend: Collection[int] = WEEKEND
) -> WeekdayWeekend:
    """Means and medians of one activity's times, on weekdays and at the weekend.

    times: by day lived, minutes after its start; None where nothing was noted.
    weekend: the days of the week that are free, 0 for Monday; somebody who works on Saturdays has others.
        For going to bed take EVENINGS_BEFORE.
    Raises StatisticError for a time more than a day from its day, or a day of the week that is none.
    Source: Amity decision; a description, with no line above which it means something.

    >>> up = {date(2026, 3, 5): 180, date(2026, 3, 6): 190, date(2026, 3, 7): 300, date(2026, 3, 8): None}
    >>> found = weekday_weekend(up)
    >>> found.weekday.median, found.weekend.median, found.later_by
    (185, 300, 115)
    """
    if wrong := [day for day in weekend if day not in range(7)]:
        raise StatisticError(f"{wrong[0]!r} is no day of the week. They run from 0, Monday, to 6, Sunday.")
    noted = {day: check_time(day.isoformat(), time) for day, time in times.items() if time is not None}
    return WeekdayWeekend(
        weekday=_middle(time for day, time in noted.items() if day.weekday() not in weekend),
        weekend=_middle(time for day, time in noted.items() if day.weekday() in weekend),
    )


def _middle(times: Iterable[int]) -> Middle:
    exact = [Fraction(time) for time in times]
    if not exact:
        return Middle(0, None, None)
    return Middle(len(exact), whole(sum(exact, Fraction()) / len(exact)), whole(Fraction(median(exact))))
