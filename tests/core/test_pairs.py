"""First and last scores of many courses: as one course after the other has them, however the rows stand."""

from collections import defaultdict
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.analytics import outcomes, pairs
from amity.core.analytics.course_frames import Courses
from amity.core.errors import StatisticError
from tests.core.outcomes_cast import ASKED, course, frames, scored
from tests.counts import count

SETS = [("phq9",), ("phq9", "gad7"), ("ors", "phq9", "gad7")]
SCHEMA: dict[str, Any] = {"course": pl.String, "measure": pl.String, "session": pl.Int32, "score": pl.Float64}
Rows = list[tuple[str, str, int, float | None]]
Ends = tuple[int | None, ...]


def slowly(courses: list[str], rows: Rows, together: tuple[str, ...]) -> list[Ends]:
    """One course after the other, in whole numbers."""
    of: dict[str, dict[tuple[str, int], float]] = defaultdict(dict)
    for key, measure, session, score in rows:
        if score is not None:
            of[key][measure, session] = score
    found: list[Ends] = []
    for key in courses:
        at = sorted({it for _, it in of[key] if all((name, it) in of[key] for name in together)})
        if len(at) < 2:
            found.append((None,) * (1 + 2 * len(together)))
            continue
        ends = [round(1_000 * Fraction(of[key][name, it])) for name in together for it in (at[0], at[-1])]
        found.append((at[0], *ends))
    return found


def table(rows: Rows) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def told(courses: list[str], scores: pl.DataFrame) -> list[list[Ends]]:
    return [_told(it) for it in pairs.find(pl.Series(courses, dtype=pl.String), scores.lazy(), SETS)]


def _told(found: pairs.Pairs) -> list[Ends]:
    columns = [found.since, *(end[name] for name in found.first for end in (found.first, found.last))]
    rows = zip(*(it.tolist() for it in columns), strict=True)
    return [row if it else (None,) * len(columns) for it, row in zip(found.there.tolist(), rows, strict=True)]


@st.composite
def many(draw: st.DrawFn) -> tuple[list[str], Rows]:
    """Courses, and scores of these, of others, and of measures that nobody asks for; in order or not."""
    courses = [f"course {it}" for it in range(draw(st.integers(0, 5)))]
    session = draw(
        st.sampled_from(
            [st.integers(0, 4), st.integers(0, 63), st.integers(-2, 300), st.sampled_from([3, 2**31 - 1])]
        )
    )
    one = st.tuples(
        st.sampled_from([*courses, "somebody else"]),
        st.sampled_from(["phq9", "gad7", "ors", "another"]),
        session,
        st.one_of(st.none(), st.integers(0, 27).map(float), st.integers(0, 108).map(lambda it: it / 4)),
    )
    rows: Rows = draw(st.lists(one, max_size=30, unique_by=lambda it: it[:3]))
    if draw(st.booleans()):
        rows = sorted(it for it in rows if it[0] in courses)
        courses = [it for it in courses if any(it == row[0] for row in rows)]
    return courses, rows


@settings(max_examples=min(count(150), 5_000), deadline=None)
@given(many())
def test_they_are_those_of_one_course_after_the_other(service: tuple[list[str], Rows]) -> None:
    courses, rows = service
    assert told(courses, table(rows)) == [slowly(courses, rows, together) for together in SETS]


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt16, pl.Int64, pl.Float32, pl.Float64])
def test_scores_of_any_width(dtype: Any) -> None:
    rows: Rows = [("a", "phq9", 1, 27.0), ("a", "phq9", 2, None), ("a", "phq9", 3, 4.0)]
    found = told(["a"], table(rows).with_columns(pl.col("score").cast(dtype)))
    assert found[0] == [(1, 27_000, 4_000)]


def test_what_is_finer_than_a_thousandth_is_rounded_score_by_score() -> None:
    rows: Rows = [("a", "phq9", 1, 2 / 3), ("a", "phq9", 2, 0.0004)]
    assert told(["a"], table(rows))[0] == [(1, 667, 0)]


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["phq9", "other"])])
def test_measures_in_categories(dtype: Any) -> None:
    rows: Rows = [("a", "phq9", 1, 5.0), ("a", "other", 1, 9.0), ("a", "phq9", 2, 3.0)]
    found = told(["a"], table(rows).with_columns(pl.col("measure").cast(dtype)))
    assert found[0] == [(1, 5_000, 3_000)]
    assert found[1] == [(None,) * 5]


@pytest.mark.parametrize("late", [63, 64, 2**31 - 1])
def test_sessions_of_any_number(late: int) -> None:
    rows: Rows = [("a", "phq9", 2, 9.0), ("a", "phq9", late, 5.0), ("b", "phq9", late, 1.0)]
    assert told(["a", "b"], table(rows))[0] == [(2, 9_000, 5_000), (None, None, None)]


@pytest.mark.parametrize("late", [3, 64])
@pytest.mark.parametrize("score", [3e6, -3e6, float("inf"), float("nan")])
def test_a_number_that_can_be_no_score_is_refused(score: float, late: int) -> None:
    rows: Rows = [("a", "phq9", 1, score), ("a", "phq9", late, 3.0)]
    with pytest.raises(StatisticError, match="not a number below"):
        told(["a"], table(rows))


def test_nothing_is_asked_of_nobody() -> None:
    nobody = table([]).with_columns(course=pl.lit(1)).lazy()
    assert pairs.find(pl.Series([1, 2]), nobody, []) == []
    assert told([], table([])) == [[], [], []]


APART: Rows = [("a", "phq9", 1, 5.0), ("b", "phq9", 1, 9.0), ("a", "phq9", 2, 3.0)]
BACK: Rows = [("a", "phq9", 2, 5.0), ("a", "phq9", 1, 9.0), ("a", "phq9", 3, 3.0)]


LATE: Rows = [("a", "phq9", 1, 5.0), ("a", "phq9", 3, 9.0), ("a", "phq9", 64, 3.0)]


@pytest.mark.parametrize("rows", [APART, BACK, LATE])
def test_rows_that_stand_otherwise_are_grouped(rows: Rows) -> None:
    courses = sorted({row[0] for row in rows})
    assert told(courses, table(rows)) == [slowly(courses, rows, together) for together in SETS]


@pytest.mark.parametrize(
    ("rows", "name", "blind"),
    [(APART, "_stand_apart", lambda *_: False), (BACK, "_go_back", lambda *_: False), (LATE, "BITS", 999)],
    ids=["apart", "back", "late"],
)
def test_a_blind_eye_for_how_rows_stand_is_noticed(
    rows: Rows, name: str, blind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted faults: rows that stand in another way are taken for runs."""
    courses = sorted({row[0] for row in rows})
    monkeypatch.setattr(pairs, name, blind)
    assert told(courses, table(rows))[0] != slowly(courses, rows, ("phq9",))


def test_a_fault_in_the_places_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: who has no scores is taken for the next one."""
    rows: Rows = [("b", "phq9", 1, 5.0), ("b", "phq9", 2, 3.0)]
    assert told(["a", "b"], table(rows))[0] == slowly(["a", "b"], rows, ("phq9",))
    monkeypatch.setattr(pairs, "_places", lambda _, keys: np.arange(len(keys)))
    assert told(["a", "b"], table(rows))[0] != slowly(["a", "b"], rows, ("phq9",))


def test_columns_of_nothing_are_counted_as_nothing() -> None:
    batch = frames([course(1)], scored(1, "phq9", 20, 9))
    nothing = pl.lit(None)
    plain = Courses(
        batch.courses.with_columns(completed=nothing, waiting_days=nothing, resolution_client=nothing),
        batch.scores,
    )
    assert outcomes.partial(plain, ASKED).equals(outcomes.partial(batch, ASKED))


def test_batches_on_several_threads_count_the_same() -> None:
    batches = [
        frames([course(it)], scored(it, "phq9", 20, 9) + scored(it, "gad7", 12, it % 9)) for it in range(9)
    ]
    wanted = outcomes.combine([outcomes.partial(it, ASKED) for it in batches])
    assert outcomes.count(iter(batches), ASKED).equals(wanted)
