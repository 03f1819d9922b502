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
    return [it.rows() for it in pairs.find(pl.Series(courses, dtype=pl.String), scores, SETS)]


@st.composite
def many(draw: st.DrawFn) -> tuple[list[str], Rows]:
    """Courses, and scores of these, of others, and of measures that nobody asks for; in order or not."""
    courses = [f"course {it}" for it in range(draw(st.integers(0, 5)))]
    session = draw(
        st.sampled_from([st.integers(0, 4), st.integers(-2, 300), st.sampled_from([3, 2**31 - 1])])
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
@given(many(), st.sampled_from([1, 7, 2**25]), st.sampled_from([1, 4, 2**15]))
def test_they_are_those_of_one_course_after_the_other(
    service: tuple[list[str], Rows], cells: int, chunk: int
) -> None:
    courses, rows = service
    wanted = [slowly(courses, rows, together) for together in SETS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "CELLS", cells)
        patch.setattr(pairs, "CHUNK", chunk)
        assert told(courses, table(rows)) == wanted


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


def test_sessions_that_are_numbered_high_stand_at_their_rank() -> None:
    rows: Rows = [("a", "phq9", 2**31 - 1, 5.0), ("a", "phq9", 254, 9.0), ("b", "phq9", 255, 1.0)]
    assert told(["a", "b"], table(rows))[0] == [(254, 9_000, 5_000), (None, None, None)]


def test_a_score_too_large_to_be_one_is_refused_and_not_wrapped_round() -> None:
    rows: Rows = [("a", "phq9", 1, 3e6), ("a", "phq9", 2, 3.0)]
    with pytest.raises(pl.exceptions.InvalidOperationError):
        told(["a"], table(rows))


def test_nothing_is_asked_of_nobody() -> None:
    assert pairs.find(pl.Series([1, 2]), table([]).with_columns(course=pl.lit(1)), []) == []
    assert told([], table([])) == [[], [], []]


def test_a_fault_in_the_places_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: rows of a course that stand apart are taken for those of the next one."""
    rows: Rows = [("a", "phq9", 1, 5.0), ("b", "phq9", 1, 9.0), ("a", "phq9", 2, 3.0)]
    assert told(["a", "b"], table(rows))[0] == slowly(["a", "b"], rows, ("phq9",))
    monkeypatch.setattr(pairs, "_places", lambda _, keys: keys.rle_id().to_numpy().astype(np.int32))
    assert told(["a", "b"], table(rows))[0] != slowly(["a", "b"], rows, ("phq9",))


def test_batches_on_several_threads_count_the_same() -> None:
    batches = [
        frames([course(it)], scored(it, "phq9", 20, 9) + scored(it, "gad7", 12, it % 9)) for it in range(9)
    ]
    wanted = outcomes.combine([outcomes.partial(it, ASKED) for it in batches])
    assert outcomes.count(iter(batches), ASKED).equals(wanted)
