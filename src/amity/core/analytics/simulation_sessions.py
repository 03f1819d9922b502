"""Made-up appointments: on which day each was, and whether it was kept."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

ATTENDANCE: Final = ("attended", "missed", "cancelled")


@dataclass(frozen=True, slots=True)
class Appointments:
    """How appointments follow each other.

    weekly: the probability that the next is a week later; otherwise it is two weeks later.
    """

    weekly: float = 0.8

    @property
    def days(self) -> float:
        """The mean number of days from one to the next.

        >>> Appointments(weekly=0.8).days
        8.4
        """
        return 7 * (2 - self.weekly)


def draw(chance: np.random.Generator, truth: Appointments, courses: pl.DataFrame) -> pl.DataFrame:
    """The appointments of courses.

    courses: one row per course; columns course, sessions_attended (from 1 on), sessions_missed and
    sessions_cancelled, which the appointments add up to. The last is attended, all others stand in any order.
    Returns one row per appointment, in order: course, appointment (from 1 on), day (since the first that was
    attended; below 0 before it), attendance, session (as in scores; null = not attended).
    """
    attended, missed, cancelled = (courses[f"sessions_{name}"].to_numpy() for name in ATTENDANCE)
    number = attended + missed + cancelled
    course = np.repeat(np.arange(len(number)), number)
    place = np.arange(len(course)) - np.repeat(np.cumsum(number) - number, number)
    last = place == number[course] - 1
    dealt = (place >= attended[course] - 1).astype(np.int64) + (place >= (attended + missed)[course] - 1)
    order = np.lexsort((np.where(last, 2.0, chance.random(len(course))), course))
    what = np.where(last, 0, dealt)[order]
    gaps = np.where(chance.random(len(course)) < truth.weekly, 7, 14)
    day, met = np.cumsum(gaps), np.cumsum(what == 0)
    first = _first(course, what == 0)
    return pl.DataFrame(
        {
            "course": courses["course"].to_numpy()[course],
            "appointment": place + 1,
            "day": day - day[first][course],
            "attendance": pl.Series(ATTENDANCE).gather(what),
            "session": pl.Series(met - met[first][course] + 1).set(pl.Series(what != 0), None),
        }
    ).cast({"appointment": pl.Int32, "day": pl.Int32, "session": pl.Int32})


def _first(course: NDArray[Any], chosen: NDArray[Any]) -> NDArray[Any]:
    """Of each course the first row that is chosen; each has one."""
    rows = np.flatnonzero(chosen)
    _, at = np.unique(course[rows], return_index=True)
    found: NDArray[Any] = rows[at]
    return found
