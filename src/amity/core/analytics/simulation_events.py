"""Made-up life events: what happened before the illness began, when that was, and what else happened."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

ONSET: Final = "onset"
KIND_OF: Final = {  # the event with which each focus of the work began
    "grief": "loss",
    "role_dispute": "dispute",
    "role_transition": "change",
    "interpersonal_sensitivities": "isolation",
}
GOOD: Final = ("positive",)  # their impact lies above 0, that of all others below


@dataclass(frozen=True, slots=True)
class Events:
    """Everything events are drawn from. Days are counted from the first session on, before it below 0.

    onset: the mean and the spread (shape of a gamma distribution) of days from the onset to the first
        session.
    lag: the mean of days from what happened to the onset, exponential.
    others: the mean number of other events. since: the first day one of them can be; the last day is a week
        for each session that was planned. kinds: the share of each kind of them.
    unasked: the probability that no impact is known; otherwise 1, 2 and 3 points are as likely.
    """

    onset: tuple[float, float] = (150.0, 2.0)
    lag: float = 30.0
    others: float = 3.0
    since: int = -730
    kinds: dict[str, float] = field(
        default_factory=lambda: {
            "loss": 0.15,
            "dispute": 0.2,
            "change": 0.25,
            "isolation": 0.1,
            "treatment": 0.1,
            "positive": 0.2,
        }
    )
    unasked: float = 0.15


def draw(chance: np.random.Generator, truth: Events, courses: pl.DataFrame) -> pl.DataFrame:
    """The life events of courses.

    courses: one row per course; columns course, problem_area, sessions_planned. An area that KIND_OF does not
    know has no event before the onset.
    Returns one row per event, in the order of course and day: course, event (from 1 on), day, kind, mark
    ("onset"; null = another event), impact (-3 to 3; null = not asked).
    """
    number = len(courses)
    mean, shape = truth.onset
    onset = -chance.gamma(shape, mean / shape, number)
    before = onset - chance.exponential(truth.lag, number)
    others = np.repeat(np.arange(number), chance.poisson(truth.others, number))
    last = 7 * courses["sessions_planned"].to_numpy()[others]
    drawn = chance.choice(len(truth.kinds), len(others), p=list(truth.kinds.values()))
    ids, began = courses["course"], courses["problem_area"].replace_strict(KIND_OF, default=None)
    found = pl.concat(
        [
            _events(ids, before, began.cast(pl.String)),
            _events(ids, onset, pl.repeat("illness", number, eager=True), mark=ONSET),
            _events(
                ids.gather(others),
                chance.uniform(truth.since, last),
                pl.Series(list(truth.kinds)).gather(drawn),
            ),
        ]
    )
    points = pl.Series(chance.integers(1, 3, len(found), endpoint=True), dtype=pl.Int8)
    asked = pl.Series(chance.random(len(found)) >= truth.unasked)
    sign = pl.when(pl.col("kind").is_in(GOOD)).then(1).otherwise(-1).cast(pl.Int8)
    return (
        found.with_columns(impact=pl.when(asked).then(sign * points))
        .filter(pl.col("kind").is_not_null())
        .sort("course", "day", maintain_order=True)
        .with_columns(event=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("course"))
        .select("course", "event", "day", "kind", "mark", "impact")
    )


def _events(course: pl.Series, day: np.ndarray, kind: pl.Series, mark: str | None = None) -> pl.DataFrame:
    rows = pl.DataFrame({"course": course, "day": np.floor(day).astype(np.int32), "kind": kind})
    return rows.with_columns(mark=pl.lit(mark, pl.String))
