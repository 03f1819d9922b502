"""Splits that lie inside one another: what is left of one around another is a subtraction away."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest

from amity.core import disclosure
from amity.core.analytics import outcomes
from amity.core.analytics.course_frames import Asked, Courses, Measure
from amity.core.analytics.published import Published, tables
from tests.core.outcomes_cast import PHQ9, course, frames

SPLITS = ("protocol", "problem_area")
ASKED = Asked(measures=(PHQ9, Measure("gad7", sd=4.7, reliability=0.92, cutoff=8, gain=4)), by=SPLITS)
NESTED = [("ipt", "adult")] * 60 + [("ipt", "young")] * 2 + [("ipt_a", "young")] * 48


def of_kinds(kinds: Sequence[tuple[str, str]]) -> pl.DataFrame:
    rows = [course(n, protocol=one, problem_area=other) for n, (one, other) in enumerate(kinds)]
    return outcomes.partial(frames(rows, []), ASKED)


def sizes(told: Published) -> dict[str, list[int]]:
    return {it.column: [row.report.courses for row in it.rows] for it in told.splits}


def test_what_is_left_of_a_group_around_another_is_no_small_number() -> None:
    """All of IPT-A is young: beside each other, 50 young and 48 of IPT-A would tell of two people."""
    assert sizes(tables(of_kinds(NESTED), ASKED, SPLITS)) == {"protocol": [62, 48], "problem_area": []}
    for alone, told in (("protocol", [62, 48]), ("problem_area", [60, 50])):
        assert sizes(tables(of_kinds(NESTED), ASKED, [alone])) == {alone: told}
    turned = tables(of_kinds(NESTED), ASKED, SPLITS[::-1])
    assert sizes(turned) == {"problem_area": [60, 50], "protocol": []}


def test_a_fault_in_that_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "_leave_few", lambda *_: False)
    told = sizes(tables(of_kinds(NESTED), ASKED, SPLITS))
    assert told == {"protocol": [62, 48], "problem_area": [60, 50]}  # 50 - 48 = 2


def test_groups_that_are_alike_or_leave_enough_are_told_side_by_side() -> None:
    alike = [("ipt", "adult")] * 30 + [("ipt_a", "young")] * 20
    assert sizes(tables(of_kinds(alike), ASKED, SPLITS)) == {"protocol": [30, 20], "problem_area": [30, 20]}
    enough = [*NESTED, *[("ipt", "young")] * 10]
    assert sizes(tables(of_kinds(enough), ASKED, SPLITS)) == {"protocol": [72, 48], "problem_area": [60, 60]}


def test_groups_of_three_splits_that_leave_few_are_not_all_told() -> None:
    """Adults, all of IPT-A and all with grief share nobody, and are all but two."""
    kinds = [("ipt", "adult", "no")] * 40 + [("ipt_a", "young", "no")] * 20 + [("ipt", "young", "grief")] * 20
    kinds += [("ipt", "young", "no")] * 2
    rows = [course(n, protocol=one, problem_area=other) for n, (one, other, _) in enumerate(kinds)]
    words = pl.Series("third", [it for *_, it in kinds])
    batch = frames(rows, [])
    asked = replace(ASKED, by=(*SPLITS, "third"))
    counts = outcomes.partial(Courses(batch.courses.with_columns(words), batch.scores), asked)
    assert sizes(tables(counts, asked, (*SPLITS, "third"))) == {
        "protocol": [62, 20],
        "problem_area": [40, 42],
        "third": [],
    }
    assert sizes(tables(counts, asked, ("problem_area", "third"))) == {
        "problem_area": [40, 42],
        "third": [20, 62],
    }


def test_several_groups_inside_one_are_taken_away_together() -> None:
    kinds = [("ipt", "adult")] * 40 + [("ipc", "young")] * 20 + [("ipt_a", "young")] * 20
    crossing = [*kinds, *[("ipt", "young")] * 3]
    assert sizes(tables(of_kinds(kinds), ASKED, SPLITS))["problem_area"] == [40, 40]
    assert sizes(tables(of_kinds(crossing), ASKED, SPLITS))["problem_area"] == []
