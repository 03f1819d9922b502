"""Sudden gains of very many courses at once. `core.change.sudden_gains.find` finds the same in one."""

from functools import reduce
from operator import and_
from typing import Final

import polars as pl

from amity.core.change.sudden_gains import CRITICAL, LEAST, WINDOW

COLUMNS: Final = ("course", "gains", "reversed")
WIDE: Final = pl.Int128  # squares of squares of thousandths outgrow 64 bits


def find(scores: pl.LazyFrame, *, least: int) -> pl.LazyFrame:
    """The courses in which a sudden gain could be found, and how many were.

    scores: one row per score there is, of one measure; columns course, session (whole, each once in a
    course), score (whole, 0 or above; of any unit, such as thousandths of a point). least: the smallest fall
    that counts, in that unit.
    Returns one row for each course with two neighbouring sessions and two scores on either side, in any
    order; columns COLUMNS: how many gains, and how many of these were reversed. The reading is "pooled_sd"
    and the proportion a quarter, as `find` has them unless it is told otherwise.
    Source: Tang & DeRubeis 1999, J Consult Clin Psychol 67(6):894-904.

    >>> scores = [19, 18, 20, 17, 10, 9, 11, 8]
    >>> find(pl.LazyFrame({"course": 1, "session": range(1, 9), "score": scores}), least=6).collect().rows()
    [(1, 1, 0)]
    """
    placed = _placed(scores)
    large = (pl.col("fall") >= least) & (4 * pl.col("fall") >= pl.col("score"))
    found = placed.filter(large).filter(_stands_out())  # the first is cheap, and few are left for the second
    later = scores.select("course", "session", "score")
    back = (
        found.select("course", at="session", half_way=2 * pl.col("score") - pl.col("fall"))
        .join(later, on="course")
        .filter(pl.col("session") > pl.col("at") + 1, 2 * pl.col("score") >= pl.col("half_way"))
        .select("course", "at")
        .unique()
        .group_by("course")
        .agg(reversed=pl.len().cast(pl.Int64))
    )
    counted = found.group_by("course").agg(gains=pl.len().cast(pl.Int64))
    return (
        placed.select("course")
        .unique()
        .join(counted, on="course", how="left")
        .join(back, on="course", how="left")
        .with_columns(pl.col("gains", "reversed").fill_null(0))
        .select(COLUMNS)
    )


def _placed(scores: pl.LazyFrame) -> pl.LazyFrame:
    """Each score with a neighbour at the next session and two scores on both sides, and the scores around it.

    Columns before_0 to before_2 and after_0 to after_2, from the gap outwards; null beyond the window.
    """
    row = scores.select("course", "session", pl.col("score").cast(pl.Int64)).sort("course", "session")
    around = {f"before_{n}": n for n in range(WINDOW)} | {f"after_{n}": -1 - n for n in range(WINDOW)}
    session = pl.col("session")

    def near(steps: int) -> pl.Expr:
        there = session.shift(steps)
        inside = there > session - WINDOW if steps >= 0 else there <= session + WINDOW
        return (pl.col("course") == pl.col("course").shift(steps)) & inside

    return (
        row.with_columns(
            *(
                pl.when(near(steps)).then(pl.col("score").shift(steps)).alias(name)
                for name, steps in around.items()
            ),
            neighbour=(session.shift(-1) == session + 1) & near(-1),
        )
        .filter(
            "neighbour",
            *(pl.col(f"{side}_{LEAST - 1}").is_not_null() for side in ("before", "after")),
        )
        .with_columns(fall=pl.col("score") - pl.col("after_0"))
    )


def _stands_out() -> pl.Expr:
    """The third criterion, squared and without fractions, so that nothing is rounded."""
    number, total, spread = {}, {}, {}
    for side in ("before", "after"):
        row = [pl.col(f"{side}_{n}").cast(WIDE) for n in range(WINDOW)]
        number[side] = pl.sum_horizontal(it.is_not_null().cast(WIDE) for it in row)
        total[side] = pl.sum_horizontal(it.fill_null(0) for it in row)
        squares = pl.sum_horizontal((it * it).fill_null(0) for it in row)
        spread[side] = number[side] * squares - total[side] * total[side]
    one, other = number["before"], number["after"]
    apart = total["before"] * other - total["after"] * one  # the fall of the mean, times one · other
    within = one * other * (other * spread["before"] + one * spread["after"])  # likewise of the squares
    free = one + other - 2
    critical = free.replace_strict(
        {df: int(1_000_000 * t**2) for df, t in CRITICAL.items()}, return_dtype=pl.Int64
    ).cast(WIDE)
    return reduce(and_, [apart > 0, 1_000_000 * free * apart * apart > critical * within])
