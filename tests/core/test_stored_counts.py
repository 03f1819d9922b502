"""Courses read row by row, the question by definitions, and partials as text: nothing is lost on the way."""

import json
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings

from amity.core.analytics import asking, growth, outcomes, rows, simulation, stored
from amity.core.analytics.course_frames import Courses, check
from amity.core.analytics.layout import LAYOUT
from amity.core.errors import InputError, StatisticError
from tests.core.outcomes_cast import ASKED, Row, course, frames, services


def partial_of(service: tuple[list[Row], list[Row]]) -> pl.DataFrame:
    return outcomes.partial(frames(*service), ASKED)


@settings(deadline=None)
@given(services(), services())
def test_a_partial_comes_back_as_it_was_and_adds_up_as_before(
    one: tuple[list[Row], list[Row]], other: tuple[list[Row], list[Row]]
) -> None:
    partials = [partial_of(one), partial_of(other)]
    back = [stored.read(stored.text(it)) for it in partials]
    assert all(it.equals(before) for it, before in zip(back, partials, strict=True))
    assert outcomes.combine(back).equals(outcomes.combine(partials))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "{}",
        '{"columns": 3, "rows": []}',
        '{"columns": ["what", "n", "at"], "rows": []}',
        '{"columns": ["what", "at", "n"], "rows": 7}',
        '{"columns": ["what", "at", "n"], "rows": [[1]]}',
        '{"columns": ["what", "at", "n"], "rows": [["finished", 0, "three"]]}',
    ],
)
def test_what_holds_no_counts_is_said_to(text: str) -> None:
    with pytest.raises(InputError, match="Count them again"):
        stored.read(text)


def test_nothing_counted_is_kept_as_nothing() -> None:
    empty = outcomes.combine([partial_of(([], []))])
    assert stored.read(stored.text(empty)).equals(empty)


@pytest.mark.parametrize("measure", ["phq9", "gad7"])
def test_scores_that_were_put_away_are_fitted_as_they_were(measure: str) -> None:
    """Of courses that go on, and of other measures, none is put away."""
    [block] = simulation.simulate(900, seed=3)
    open_too = block.seen.courses.with_columns(finished=pl.col("course") % 3 > 0)
    whole = Courses(open_too, block.seen.scores)
    parts = [rows.between(whole, at, at + 299) for at in range(0, 900, 300)]
    texts = [stored.scores_text(it, measure) for it in parts]
    assert sum(map(len, map(json.loads, texts))) < block.seen.scores.collect().height / 2
    back = stored.read_scores(texts, measure)
    assert growth.fit(back, measure) == growth.fit(whole, measure)
    asked = next(it for it in asking.asked(("phq9", "gad7"), "gad7", ()).measures if it.id == measure)
    assert growth.cross_validate(back, asked) == growth.cross_validate(whole, asked)


def test_no_scores_are_kept_as_none() -> None:
    none = stored.read_scores([], "phq9")
    assert none.scores.collect().height == none.courses.collect().height == 0
    assert stored.scores_text(rows.courses([], []), "phq9") == "[]"
    with pytest.raises(StatisticError, match="there are 0 of at least"):
        growth.fit(none, "phq9")


@pytest.mark.parametrize("text", ["", "7", "{", '["a"]', '[[1, 2, "three"]]', "[[1, 2]]", "null"])
def test_what_holds_no_scores_is_said_to(text: str) -> None:
    with pytest.raises(InputError, match="Read them again"):
        stored.read_scores([text], "phq9")


@settings(deadline=None)
@given(services())
def test_rows_make_the_same_frames_whatever_their_order(service: tuple[list[Row], list[Row]]) -> None:
    of_courses = [dict.fromkeys(rows.TYPES) | it for it in service[0]]
    scores: list[Any] = [
        (it["course"], it["measure"], it["session"], float(it["score"]))
        for it in service[1]
        if it["score"] is not None
    ]
    made = rows.courses(reversed(of_courses), reversed(scores))
    check(made, ASKED)
    assert outcomes.partial(made, ASKED).equals(outcomes.partial(frames(*service), ASKED))


def test_the_frames_are_laid_out_as_the_dictionary_says() -> None:
    row = dict.fromkeys(rows.TYPES) | course(1)
    made = rows.courses([row], [(1, "phq9", 3, 4.0), (1, "phq9", 0, 12.0)])
    for table in ("courses", "scores"):
        columns = [it.column for it in LAYOUT if it.table == table]
        assert getattr(made, table).collect().columns == columns
    assert made.scores.collect()["session"].to_list() == [0, 3]


def test_batches_together_are_all_their_courses() -> None:
    made = [
        rows.courses([dict.fromkeys(rows.TYPES) | course(n)], [(n, "phq9", 1, float(n))]) for n in (1, 2, 3)
    ]
    whole = rows.together(made)
    assert whole.courses.collect()["course"].to_list() == [1, 2, 3]
    assert whole.scores.collect()["score"].to_list() == [1, 2, 3]


def test_a_row_without_a_column_is_a_fault() -> None:
    with pytest.raises(KeyError):
        rows.courses([course(1)], [])


def test_the_question_takes_the_numbers_of_the_definitions() -> None:
    asked = asking.asked(["phq9", "gad7"], "gad7", ["protocol"])
    assert [(it.id, it.sd, it.reliability, it.cutoff, it.gain) for it in asked.measures] == [
        ("phq9", 6.1, 0.89, 10, 6),
        ("gad7", 4.7, 0.92, 8, 4),
    ]
    assert (asked.anxiety, asked.by) == ("gad7", ("protocol",))


def test_a_definition_without_the_numbers_is_left_out_by_whoever_asks() -> None:
    with pytest.raises(InputError, match="epds has no spread"):
        asking.asked(["epds"], None, [])
    with pytest.raises(StatisticError):
        asking.asked(["phq9", "phq9"], None, [])


def test_a_part_of_a_batch_is_whole_courses() -> None:
    of_courses = [dict.fromkeys(rows.TYPES) | course(number) for number in (1, 2, 3)]
    made = rows.courses(of_courses, [(number, "phq9", 1, 9.0) for number in (1, 2, 3)])
    part = rows.between(made, 2, 3)
    assert part.courses.collect()["course"].to_list() == [2, 3]
    assert part.scores.collect()["course"].to_list() == [2, 3]
