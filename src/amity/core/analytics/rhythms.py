"""The Social Rhythm Metric of very many weeks at once, in frames. `core.rhythms.srm` counts the same of one.

A frame of entries has one row for each week and activity, in memory (`frame.lazy()`) or still to be read
(`pl.scan_parquet`); columns week (its key, of any one type), activity, day_1 to day_7 (whole minutes after
the start of the day lived, null = not recorded). A week of which nothing was noted may have rows of nulls.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add
from typing import Any, Final

import polars as pl

from amity.core.rhythms import DAYS, LEAST_TIMES, WINDOW, Week
from amity.core.rhythms.regularity import EARLIEST, LATEST, check_times

DAY_COLUMNS: Final = tuple(f"day_{day}" for day in range(1, DAYS + 1))
ENTRIES: Final[dict[str, Any]] = {"week": pl.Int64, "activity": pl.String} | dict.fromkeys(
    DAY_COLUMNS, pl.Int16
)
ACTIVITY_COLUMNS: Final = ("week", "activity", "times", "hits", "habitual_minutes", "habitual_of")
WEEK_COLUMNS: Final = ("week", "value", "hits", "qualifying", "days_recorded")


def entries_of(weeks: Iterable[Week]) -> pl.LazyFrame:
    """The frame of weeks as `core.rhythms.srm` takes them; their keys are their numbers, 0 for the first.

    A week without activities has no row. Raises StatisticError as `srm` does.

    >>> entries_of([{"dinner": [870, None]}]).select("week", "activity", "day_1", "day_2").collect().rows()
    [(0, 'dinner', 870, None)]
    """
    rows = [
        (number, id, *checked, *[None] * (DAYS - len(checked)))
        for number, week in enumerate(weeks)
        for id, times in week.items()
        for checked in [check_times(id, times)]
    ]
    return pl.DataFrame(rows, schema=ENTRIES, orient="row").lazy()


def check(entries: pl.LazyFrame) -> None:
    """Look through a frame for what is no week. `srm` and `activities` take it as it is.

    Raises ValueError that names every kind of wrong row with how many there are of it; or the columns that
    are not there or hold something else.

    >>> check(entries_of([{"dinner": [870, 880, 890]}]))
    """
    wrong = list(_wrong_columns(entries.collect_schema()))
    if not wrong:
        rules = list(_rules(entries))
        found = pl.collect_all([rows.select(pl.len()) for _, rows in rules], engine="streaming")
        counts = [(what, number.item()) for (what, _), number in zip(rules, found, strict=True)]
        wrong = [f"{what} (rows: {number})" for what, number in counts if number]
    if wrong:
        raise ValueError(f"This frame holds no weeks: {'; '.join(wrong)}. Correct it and check again.")


def activities(entries: pl.LazyFrame) -> pl.LazyFrame:
    """Each activity of each week.

    entries: as `check` lets them pass.
    Returns the same rows in the same order; columns ACTIVITY_COLUMNS: times, hits (null with fewer than three
    times), and the habitual time, exact, as habitual_minutes added up of habitual_of times; both null with
    fewer than three.

    >>> found = activities(entries_of([{"dinner": [870, 900, 885, 990, 870, 880], "nap": [600]}]))
    >>> found.select("times", "hits", "habitual_minutes", "habitual_of").collect().rows()
    [(6, 5, 4405, 5), (1, None, None, None)]
    """
    return _counted(entries).select(ACTIVITY_COLUMNS)


def srm(entries: pl.LazyFrame) -> pl.LazyFrame:
    """The score of each week.

    entries: as `check` lets them pass.
    Returns one row per week, in any order; columns WEEK_COLUMNS. Exact, the score is hits for each qualifying
    activity; value is that as a float. Both hits and value are null where no activity qualifies: never 0.

    >>> found = srm(entries_of([{"dinner": [870, 900, 885, 990, 870, 880], "nap": [600]}, {"nap": [600]}]))
    >>> found.sort("week").collect().rows()
    [(0, 5.0, 5, 1, 6), (1, None, None, 0, 1)]
    """
    scored = pl.when(pl.col("qualifying") > 0)
    return (
        _counted(entries)
        .group_by("week")
        .agg(
            pl.col("hits").sum(),
            pl.col("hits").count().cast(pl.Int64).alias("qualifying"),
            pl.col("recorded").bitwise_or().bitwise_count_ones().cast(pl.Int64).alias("days_recorded"),
        )
        .with_columns(
            scored.then(pl.col("hits") / pl.col("qualifying")).alias("value"),
            scored.then("hits").alias("hits"),
        )
        .select(WEEK_COLUMNS)
    )


def _counted(entries: pl.LazyFrame) -> pl.LazyFrame:
    """`_kept` and `_activity` of `core.rhythms.regularity`, a column a day; whole numbers throughout."""
    day = [pl.col(name).cast(pl.Int64) for name in DAY_COLUMNS]
    squared = [pl.col(f"squared_{name}") for name in DAY_COLUMNS]
    times, qualifies = pl.col("times"), pl.col("times") >= LEAST_TIMES
    kept = [4 * (times - 1) * one <= pl.col("most") for one in squared]
    minutes, of = pl.col("kept_minutes"), pl.col("kept_times")
    return (
        entries.with_columns(
            _sum(one.is_not_null() for one in day).alias("times"),
            _sum(day).alias("total"),
            _sum(one.is_not_null().cast(pl.Int64) * 2**n for n, one in enumerate(day)).alias("recorded"),
        )
        .with_columns(
            ((times * one - pl.col("total")) ** 2).alias(f"squared_{name}")
            for name, one in zip(DAY_COLUMNS, day, strict=True)
        )
        .with_columns((9 * _sum(squared)).alias("most"))
        .with_columns(
            _sum(kept).alias("kept_times"),
            _sum(pl.when(near).then(one) for near, one in zip(kept, day, strict=True)).alias("kept_minutes"),
        )
        .with_columns(
            pl.when(qualifies)
            .then(_sum((of * one - minutes).abs() <= WINDOW * of for one in day))
            .alias("hits"),
            pl.when(qualifies).then(minutes).alias("habitual_minutes"),
            pl.when(qualifies).then(of).alias("habitual_of"),
        )
    )


def _sum(parts: Iterable[pl.Expr]) -> pl.Expr:
    """Of what is there, in Int64; null counts for nothing."""
    return reduce(add, [part.cast(pl.Int64).fill_null(0) for part in parts])


def _wrong_columns(there: pl.Schema) -> Iterator[str]:
    for column, wanted in ENTRIES.items():
        if column not in there:
            yield f"there is no column {column}"
        elif not _fits(there[column], wanted, column):
            yield f"{column} cannot be {there[column]}"


def _fits(found: pl.DataType, wanted: Any, column: str) -> bool:
    """Whole numbers of any width; days on which nothing was noted need no type."""
    if wanted == pl.Int16:
        return found.is_integer() or found == pl.Null
    if column == "activity":
        return isinstance(found, pl.String | pl.Categorical | pl.Enum)
    return found != pl.Null


def _rules(entries: pl.LazyFrame) -> Iterator[tuple[str, pl.LazyFrame]]:
    yield "week or activity is null", entries.filter(pl.any_horizontal(pl.col("week", "activity").is_null()))
    again = entries.group_by("week", "activity").len("times").filter(pl.col("times") > 1)
    yield "a week has an activity more than once", again
    for column in DAY_COLUMNS:
        rows = entries.filter(~pl.col(column).is_between(EARLIEST, LATEST))
        yield f"{column} is not within a day of its day, {EARLIEST} to {LATEST} minutes", rows
