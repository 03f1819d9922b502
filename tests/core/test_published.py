"""The report as it may be shown: what is told together, what is told nowhere, and what never changes it."""

import random
from collections.abc import Collection, Sequence
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.analytics import outcomes, published, simulation
from amity.core.analytics.course_frames import Asked, Courses, Measure
from amity.core.analytics.published import Published, Row, tables
from amity.core.analytics.report import report
from amity.core.disclosure import LEAST, Outcome, Told, decide, is_small
from amity.core.errors import StatisticError
from tests.core.outcomes_cast import PHQ9, course, frames, scored
from tests.counts import count

SPLITS = ("protocol", "problem_area")
GAD7 = Measure("gad7", sd=4.7, reliability=0.92, cutoff=8, gain=4)
ASKED = Asked(measures=(PHQ9, GAD7), by=SPLITS)
ALWAYS = ("paired", "from_start", "case_at_start")  # what these leave over is told, however little


@cache
def service(courses: int, seed: int = 1) -> Courses:
    """Made-up courses, of which a few have no problem area."""
    (block,) = simulation.simulate(courses, seed=seed)
    unknown = pl.col("course") % 40 == 3
    kept = block.seen.courses.with_columns(
        problem_area=pl.when(unknown).then(None).otherwise(pl.col("problem_area"))
    )
    return Courses(kept.collect().lazy(), block.seen.scores.collect().lazy())


@cache
def counted(courses: int, seed: int = 1) -> pl.DataFrame:
    return outcomes.combine([outcomes.partial(service(courses, seed), ASKED)])


def names(row: Row) -> list[str]:
    return [it.name for it in row.report.rates]


def small_numbers(told: Published) -> list[tuple[Any, str, int]]:
    """Every small number of people, or sessions, that is told."""
    found = []
    rows = [*([told.everybody] if told.everybody else []), *(row for it in told.splits for row in it.rows)]
    for row in rows:
        numbers = [(size, getattr(row.report, size)) for size in published.SIZES]
        for rate in row.report.rates:
            numbers += [(rate.name, rate.of)]
            if not rate.name.endswith(ALWAYS):
                numbers += [(rate.name, rate.count), (rate.name, rate.of - rate.count)]
        numbers += [(it.measure, it.sizes.people) for it in row.report.effects if it.sizes]
        numbers += [(it.what, it.of) for it in row.report.spreads]
        found += [(row.groups, name, n) for name, n in numbers if is_small(n)]
    return found


# --- what is told


@pytest.mark.parametrize("courses", [30, 60, 200, 600, 2_000])
def test_no_small_number_is_told_and_rows_add_up(courses: int) -> None:
    for seed in range(1, 4):
        told = tables(counted(courses, seed), ASKED, SPLITS)
        assert small_numbers(told) == []
        assert told.least == LEAST
        assert told.everybody is not None
        for split in told.splits:
            for size in published.SIZES if split.rows else ():
                whole = getattr(told.everybody.report, size)
                assert sum(getattr(row.report, size) for row in split.rows) == whole
            assert len({tuple(names(row)) for row in split.rows}) <= 1


def test_telling_everything_would_tell_small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The helper above finds them: whatever one of the two rules leaves in."""
    everything = tables(counted(200), ASKED, SPLITS, hold_back=False)
    assert small_numbers(everything)
    right = decide

    def nobody_together(*given: Any, **more: Any) -> Told:
        may = right(*given, **more)
        assert may is not None
        return Told(may.of_all, may.by_group, dict.fromkeys(may.together, frozenset()))

    monkeypatch.setattr("amity.core.analytics.published.decide", nobody_together)
    assert small_numbers(tables(counted(200), ASKED, SPLITS))


def test_a_group_told_together_is_counted_as_one() -> None:
    """The twin: the courses themselves are called alike before they are counted."""
    looked = 0
    for seed in (1, 2):
        told = tables(counted(200, seed), ASKED, SPLITS)
        for split in told.splits:
            for row in split.rows:
                mine = pl.col(split.column).is_in(list(row.groups), nulls_equal=True)
                batch = service(200, seed)
                courses = batch.courses.filter(mine)
                own = Courses(courses, batch.scores.join(courses, on="course", how="semi"))
                alone = Asked(measures=ASKED.measures)
                (wanted,) = report(outcomes.partial(own, alone), alone)
                kept = set(names(row))
                assert row.report.rates == tuple(it for it in wanted.rates if it.name in kept)
                assert (row.report.courses, row.report.effects, row.report.spreads) == (
                    wanted.courses,
                    wanted.effects,
                    wanted.spreads,
                )
                looked += len(row.groups) > 1
    assert looked


@pytest.mark.parametrize(("courses", "alone", "rates"), [(200, 5, 40), (600, 6, 100), (2_000, 5, 100)])
def test_enough_is_left_to_read(courses: int, alone: int, rates: int) -> None:
    """Three protocols, four areas and no area; see the table in docs/explanation/outcomes.md."""
    told = tables(counted(courses), ASKED, SPLITS)
    rows = [row for split in told.splits for row in split.rows]
    assert sum(len(row.groups) == 1 for row in rows) >= alone
    assert sum(len(row.report.rates) for row in rows) >= rates
    assert ("talking_therapies.recovery" in names(rows[0])) == (courses > 200)


def test_whoever_has_no_word_is_a_group_like_any_other() -> None:
    told = tables(counted(200), ASKED, SPLITS)
    (area,) = (it for it in told.splits if it.column == "problem_area")
    assert [len(row.groups) for row in area.rows].count(1) == len(area.rows) - 1
    assert None in area.rows[-1].groups
    assert len(area.rows[-1].groups) > 1


def test_the_names_of_groups_told_together_may_be_exchanged() -> None:
    """What is told does not know which of them is which."""
    looked = 0
    for seed in range(1, 9):
        told = tables(counted(200, seed), ASKED, SPLITS)
        for split in told.splits:
            for row in split.rows:
                for one, other in zip(row.groups, row.groups[1:], strict=False):
                    word = pl.col(split.column)
                    exchanged = counted(200, seed).with_columns(
                        pl.when(word.eq_missing(pl.lit(one, pl.String)))
                        .then(pl.lit(other, pl.String))
                        .when(word.eq_missing(pl.lit(other, pl.String)))
                        .then(pl.lit(one, pl.String))
                        .otherwise(word)
                        .alias(split.column)
                    )
                    assert not exchanged.equals(counted(200, seed))
                    assert tables(exchanged, ASKED, SPLITS) == told
                    looked += 1
    assert looked


def test_what_is_rare_in_all_is_told_of_no_group_with_what_it_could_be_taken_from() -> None:
    told = tables(counted(600), ASKED, SPLITS)
    assert told.everybody is not None
    rows = [row for split in told.splits for row in split.rows]
    assert rows
    for row in [told.everybody, *rows]:
        for measure in ("phq9", "gad7"):  # the four add up: of two that are held back only the sum is known
            both = {f"{measure}.unchanged" in row.held_back, f"{measure}.deteriorated" in row.held_back}
            assert len(both) == 1
        assert not set(row.held_back) & set(names(row))
    assert all("phq9.deteriorated" in row.held_back for row in rows)
    assert all("talking_therapies.recovery" in names(row) for row in rows)


def test_every_outcome_is_held_back_with_one_lot_of_others() -> None:
    (whole,) = report(outcomes.combine([counted(200).drop(SPLITS)]), Asked(measures=ASKED.measures))
    lots = [part for it in published._outcomes(ASKED) for part in it.parts]
    for rate in whole.rates:
        assert lots.count(rate.name) == (0 if rate.name.endswith(("paired", "from_start")) else 1)
    numbers = published._numbers(whole)
    assert {*lots, *published._bases(ASKED), *(it.of for it in published._outcomes(ASKED))} <= {*numbers}
    for measure in ("phq9", "gad7"):
        parts = [numbers[f"{measure}.{name}"] for name in ("recovered", "improved", "neither")]
        assert sum(parts) == numbers[f"{measure}.paired"]
    tt = "talking_therapies"
    worse = [numbers[f"{tt}.{name}"] for name in ("reliable_deterioration", "neither")]
    assert sum(worse) == numbers[f"not {tt}.reliable_improvement"]


def test_everything_is_told_to_whoever_holds_the_courses() -> None:
    told = tables(counted(60), ASKED, SPLITS, hold_back=False)
    assert told.least is None
    assert told.everybody is not None
    assert (told.everybody.groups, told.everybody.held_back) == ((), ())
    for column, split in zip(SPLITS, told.splits, strict=True):
        found = [row.report for row in split.rows]
        by = Asked(measures=ASKED.measures, by=(column,))
        wanted = counted(60).select(column, *outcomes.COUNTED)
        assert found == report(outcomes.combine([wanted]), by)
        assert [row.groups for row in split.rows] == [tuple(it.group.values()) for it in found]


def test_a_service_without_an_anxiety_measure_or_splits() -> None:
    asked = Asked(measures=(Measure("ors", 8, 0.9, 25, higher_is="better"),), anxiety=None)
    batch = frames([course(n) for n in range(20)], [])
    told = tables(outcomes.partial(batch, asked), asked, ())
    assert told.everybody is not None
    assert told.splits == ()
    assert not any(
        "gains" in it or "talking" in it for it in (*names(told.everybody), *told.everybody.held_back)
    )


# --- no sum and no difference of what a row tells gives back what it does not

TT = "talking_therapies"
OF_TT = ("case_at_start", "recovery", "reliable_improvement", "reliable_deterioration", "reliable_recovery")
PEOPLE = [  # every kind there can be, by the rates that count them
    set(),
    *(
        {f"{TT}.paired"}
        | ({f"{TT}.from_start"} if early else set())
        | ({f"{TT}.case_at_start"} if case else set())
        | ({f"{TT}.recovery"} if case and recovered else set())
        | ({f"{TT}.reliable_{change}"} if change else set())
        | ({f"{TT}.reliable_recovery"} if case and recovered and change == "improvement" else set())
        for early, case, recovered, change in product(
            (False, True), (False, True), (False, True), ("", "improvement", "deterioration")
        )
    ),
    *({"phq9.paired", f"phq9.{name}"} for name in outcomes.CATEGORIES),
]


def given_away(lots: Sequence[Outcome], told_here: Collection[str]) -> list[str]:
    """The rates that are held back and can be worked out of those told, all told of treated courses."""
    away = {part for it in lots if it.name not in told_here for part in it.parts}
    all_names = [f"{TT}.paired", f"{TT}.from_start", *(f"{TT}.{name}" for name in OF_TT), "phq9.paired"]
    all_names += [f"phq9.{name}" for name in outcomes.CATEGORIES]
    number = {name: [int(name in kind) for kind in PEOPLE] for name in all_names}
    told = [[1] * len(PEOPLE), *(row for name, row in number.items() if name not in away)]
    rank = np.linalg.matrix_rank(told)
    return [it for it in number if it in away and np.linalg.matrix_rank([*told, number[it]]) == rank]


def test_no_sum_or_difference_gives_a_rate_back() -> None:
    lots = [
        it for it in published._outcomes(ASKED) if it.name.startswith((TT, "phq9")) and "gains" not in it.name
    ]
    names = [it.name for it in lots]
    assert names == [TT, f"{TT}.reliable_deterioration", "phq9", "phq9.worse"]
    for chosen in product((False, True), repeat=len(names)):
        told_here = [name for name, yes in zip(names, chosen, strict=True) if yes]
        if all(it.inside in (None, *told_here) for it in lots if it.name in told_here):
            assert given_away(lots, told_here) == []
    alone = [Outcome(name, "phq9.paired", (f"phq9.{name}",)) for name in outcomes.CATEGORIES]
    assert given_away(alone, outcomes.CATEGORIES[:3]) == ["phq9.deteriorated"]


# --- too few


def few(number: int, *, paired: int = 0, **said: Any) -> Published:
    scores = [row for n in range(paired) for row in scored(n, "phq9", 20, 10 + n)]
    batch = frames([course(n, **said) for n in range(number)], scores)
    return tables(outcomes.partial(batch, ASKED), ASKED, SPLITS)


@pytest.mark.parametrize("said", [{}, {"finished": False}, {"sessions_attended": 1}])
def test_of_fewer_than_five_nothing_is_told(said: dict[str, Any]) -> None:
    told = few(4, **said)
    assert told.everybody is None
    assert [split.rows for split in told.splits] == [(), ()]


def test_of_nobody_it_is_told_that_there_is_nobody() -> None:
    told = few(0)
    assert told.everybody is not None
    assert told.everybody.report.courses == 0


def test_means_and_effect_sizes_of_fewer_than_five_are_held_back() -> None:
    told = few(30, paired=4)
    assert told.everybody is not None
    assert {"phq9", "phq9.recovered"} <= {*told.everybody.held_back}
    assert [it.measure for it in told.everybody.report.effects] == ["gad7"]
    (row,) = few(30, paired=6).splits[0].rows
    assert [it.what for it in row.report.spreads] == ["waiting_days", "dose"]
    assert not {"phq9"} & {*row.held_back}
    assert few(30, paired=5).splits[0].rows == ()  # of several splits a group needs one more


def test_days_waited_by_fewer_than_five_are_held_back() -> None:
    batch = frames([course(n, waiting_days=9 if n < 4 else None) for n in range(30)], [])
    told = tables(outcomes.partial(batch, ASKED), ASKED, ())
    assert told.everybody is not None
    assert "waiting_days" in told.everybody.held_back
    assert [it.what for it in told.everybody.report.spreads] == ["dose"]


def test_a_split_of_a_large_and_a_small_group_is_not_told() -> None:
    batch = frames([course(n, protocol="ipt" if n < 40 else "ipc") for n in range(43)], [])
    told = tables(outcomes.partial(batch, ASKED), ASKED, SPLITS)
    assert [len(split.rows) for split in told.splits] == [0, 1]


@pytest.mark.parametrize("splits", [("colour",), ("protocol", "protocol")])
def test_splits_that_were_not_counted_are_refused(splits: tuple[str, ...]) -> None:
    with pytest.raises(StatisticError, match=r"counted by \(protocol, problem_area\), each once; got"):
        tables(counted(30), ASKED, splits)
    with pytest.raises(StatisticError, match=r"counted by \(none\)"):
        tables(counted(30), Asked(), ("protocol",))


# --- however they are cut


@settings(max_examples=min(count(5), 500), deadline=None)
@given(st.integers(1, 3), st.integers(0, 10**6))
def test_batches_and_their_order_change_nothing(seed: int, chance: int) -> None:
    drawn = random.Random(chance)
    batch = service(120, seed)
    ways = drawn.randint(1, 4)
    of = {n: drawn.randrange(ways) for n in range(120)}
    partials = []
    for way in range(ways):
        mine = pl.col("course").is_in([n for n, it in of.items() if it == way])
        partials.append(
            outcomes.partial(Courses(batch.courses.filter(mine), batch.scores.filter(mine)), ASKED)
        )
    drawn.shuffle(partials)
    together = outcomes.combine(partials)
    assert tables(together, ASKED, SPLITS) == tables(counted(120, seed), ASKED, SPLITS)
    assert tables(together.sample(fraction=1, shuffle=True, seed=chance), ASKED, SPLITS) == tables(
        counted(120, seed), ASKED, SPLITS
    )
