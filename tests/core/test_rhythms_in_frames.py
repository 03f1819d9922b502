"""Many weeks at once: the frames count what one week at a time counts, twice over."""

import random
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import rhythms as one_at_a_time
from amity.core.analytics import rhythms
from amity.core.analytics.rhythms import DAY_COLUMNS, activities, check, entries_of, srm
from amity.core.errors import StatisticError
from tests.core import slow_rhythms
from tests.counts import count

FEW = settings(max_examples=min(count(60), 5_000), deadline=None)
TIMES = st.none() | st.integers(-1440, 2879) | st.integers(400, 520)
Week = dict[str, list[int | None]]
WEEKS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.lists(TIMES, max_size=7), min_size=1), max_size=6
)


def assert_same(weeks: list[Week]) -> None:
    entries = entries_of(weeks)
    check(entries)
    scored = {row["week"]: row for row in srm(entries).collect(engine="streaming").to_dicts()}
    parts = activities(entries).collect().to_dicts()
    assert [(it["week"], it["activity"]) for it in parts] == [
        (n, id) for n, week in enumerate(weeks) for id in week
    ]
    assert len(scored) == len(weeks)
    for n, week in enumerate(weeks):
        found, slow, row = one_at_a_time.srm(week), slow_rhythms.srm(week), scored[n]
        assert (row["hits"], row["qualifying"]) == (found.hits, found.qualifying)
        assert row["days_recorded"] == found.days_recorded == slow["days"]
        assert row["value"] == (None if found.value is None else float(found.value))
        for part in (it for it in parts if it["week"] == n):
            it = found.activities[part["activity"]]
            assert (part["times"], part["hits"]) == (it.times, it.hits)
            assert part["hits"] == slow["hits"].get(part["activity"])
            if it.habitual_minutes is None:
                assert part["habitual_minutes"] is part["habitual_of"] is None
            else:
                assert part["habitual_minutes"] == it.habitual_minutes * part["habitual_of"]


@FEW
@given(WEEKS)
def test_every_week_is_scored_as_one_at_a_time(weeks: list[Week]) -> None:
    assert_same(weeks)


def test_weeks_around_the_lines_are_scored_as_one_at_a_time() -> None:
    chance = random.Random(20261123)
    made: list[Week] = []
    for _ in range(min(count(1_000), 20_000)):
        wide = chance.choice((20, 60, 120, 600))
        rows = {id: [chance.choice((None, *[chance.randrange(wide)] * 4)) for _ in range(7)] for id in "abc"}
        made.append(rows)
    for first in range(0, len(made), 200):
        assert_same(made[first : first + 200])


def test_the_columns_are_told() -> None:
    entries = entries_of([{"dinner": [870, 880, 890]}])
    assert srm(entries).collect().columns == list(rhythms.WEEK_COLUMNS)
    assert activities(entries).collect().columns == list(rhythms.ACTIVITY_COLUMNS)
    assert set(srm(entries).collect_schema().dtypes()) == {pl.Int64, pl.Float64}


def test_no_weeks_have_no_rows() -> None:
    assert srm(entries_of([])).collect().rows() == []
    assert srm(entries_of([{}])).collect().rows() == []


def test_keys_and_widths_may_be_others() -> None:
    """Small whole numbers are not multiplied in their own width; days that are all null need no type."""
    entries = entries_of([{"a": [2879] * 4 + [2700] * 2, "b": [-1440] * 3}, {"a": [0, None, 0, 0]}])
    usual = srm(entries).sort("week").collect()
    texts = pl.col("week").cast(pl.String) + " of somebody"
    other = entries.with_columns(
        texts.alias("week"),
        pl.col("activity").cast(pl.Categorical),
        pl.col(DAY_COLUMNS[6]).cast(pl.Null),
        pl.col("day_1").cast(pl.Int32),
    )
    check(other)
    assert srm(other).sort("week").collect().drop("week").equals(usual.drop("week"))


def test_a_week_that_is_none_is_refused_before_it_is_in_a_frame() -> None:
    with pytest.raises(StatisticError, match="a: 2880"):
        entries_of([{"a": [2880]}])


GOOD = entries_of([{"a": [600, 610, 620]}, {"a": [600]}])
Spoil = Callable[[pl.LazyFrame], pl.LazyFrame]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda it: it.with_columns(pl.lit(None, pl.Int64).alias("week")),
            "week or activity is null (rows: 2)",
        ),
        (
            lambda it: it.with_columns(pl.lit(None, pl.String).alias("activity")),
            "week or activity is null (rows: 2)",
        ),
        (lambda it: it.with_columns(pl.lit(7).alias("week")), "an activity more than once (rows: 1)"),
        (lambda it: it.with_columns(pl.lit(2880).alias("day_7")), "day_7 is not within a day of its day"),
        (lambda it: it.with_columns(pl.lit(-1441).alias("day_1")), "day_1 is not within a day of its day"),
        (lambda it: it.drop("day_3"), "there is no column day_3"),
        (lambda it: it.with_columns(pl.lit(1.5).alias("day_2")), "day_2 cannot be Float64"),
        (lambda it: it.with_columns(pl.lit("07:00").alias("day_2")), "day_2 cannot be String"),
        (lambda it: it.with_columns(pl.lit(3).alias("activity")), "activity cannot be Int32"),
        (lambda it: it.with_columns(pl.lit(None).alias("week")), "week cannot be Null"),
    ],
)
def test_a_frame_that_holds_no_weeks_is_refused_and_named(spoil: Spoil, said: str) -> None:
    check(GOOD)
    with pytest.raises(ValueError, match="holds no weeks") as refused:
        check(spoil(GOOD))
    assert said in str(refused.value)


def test_every_kind_of_fault_is_said_at_once() -> None:
    both: Any = GOOD.with_columns(pl.lit(7).alias("week"), pl.lit(2880).alias("day_7"))
    with pytest.raises(ValueError, match=r"more than once \(rows: 1\); day_7 .* \(rows: 2\)"):
        check(both)
