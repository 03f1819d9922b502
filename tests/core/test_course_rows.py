"""A course as one row: whatever becomes of rows on their way, the outcomes are those of the frames."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.analytics import outcomes
from amity.core.analytics.course_frames import Asked, check
from amity.core.analytics.course_rows import courses_of, rows_of
from tests.core.outcomes_cast import ASKED, Row, course, frames, scored, services
from tests.counts import count

FEW = settings(max_examples=min(count(15), 2_000), deadline=None)  # each of several courses, in 50 ms


@FEW
@given(services(), st.randoms(use_true_random=False))
def test_however_rows_are_dealt_out_and_batched_nothing_changes(
    service: tuple[list[Row], list[Row]], chance: Any
) -> None:
    whole = outcomes.partial(frames(*service), ASKED)
    rows = rows_of(frames(*service)).collect()
    partitions: list[list[int]] = [[] for _ in range(chance.randint(1, 3))]
    for place in range(len(rows)):
        chance.choice(partitions).append(place)
    partials = []
    for places in partitions:
        chance.shuffle(places)
        size = chance.randint(2, 5)
        batches = [rows[places[at : at + size]] for at in range(0, len(places), size)]
        partials += [outcomes.partial(courses_of(batch.lazy()), ASKED) for batch in batches]
    partials.append(outcomes.partial(courses_of(rows.lazy().clear()), ASKED))  # a batch of nothing
    chance.shuffle(partials)
    assert outcomes.combine(partials).equals(whole)


@FEW
@given(services())
def test_the_frames_come_back_as_they_were(service: tuple[list[Row], list[Row]]) -> None:
    before = frames(*service)
    after = courses_of(rows_of(before))
    check(after, ASKED)
    for name, keys in (("courses", ["course"]), ("scores", ["course", "measure", "session"])):
        one, other = (getattr(it, name).collect().sort(keys) for it in (before, after))
        assert other.equals(one)
        assert other.schema == one.schema


def test_a_row_holds_its_scores_and_a_course_without_any_has_null() -> None:
    rows = rows_of(frames([course(1), course(2)], scored(1, "phq9", 9, None))).sort("course").collect()
    assert rows["scores"].to_list() == [
        [
            {"measure": "phq9", "session": 1, "score": 9.0},
            {"measure": "phq9", "session": 2, "score": None},
        ],
        None,
    ]


def test_scores_of_no_course_are_refused_afterwards() -> None:
    rows = rows_of(frames([course(1)], scored(1, "phq9", 9) + scored(2, "phq9", 9)))
    with pytest.raises(ValueError, match=r"courses: one of .*finished.* is null \(rows: 1\)"):
        check(courses_of(rows), Asked())


def test_an_empty_list_is_no_score() -> None:
    rows = rows_of(frames([course(1)], scored(1, "phq9", 9))).with_columns(pl.col("scores").list.head(0))
    assert courses_of(rows).scores.collect().is_empty()


def test_a_course_cut_into_two_rows_is_refused_and_would_count_otherwise() -> None:
    """The planted fault: scores dealt out without their course. It is why a course travels as one row."""
    whole = rows_of(frames([course(1)], scored(1, "phq9", 20, 15, 9, 4)))
    inside = pl.col("scores").list
    halves = [courses_of(whole.with_columns(part)) for part in (inside.head(2), inside.tail(2))]
    together = courses_of(pl.concat([whole.with_columns(part) for part in (inside.head(2), inside.tail(2))]))
    with pytest.raises(ValueError, match="a course has more than one row"):
        check(together, ASKED)
    assert not outcomes.combine(outcomes.partial(it, ASKED) for it in halves).equals(
        outcomes.partial(courses_of(whole), ASKED)
    )
