"""Case mix: what one course at a time expects, the truth of made-up services, what is thin or refused."""

import random
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.analytics import outcomes, simulation
from amity.core.analytics.bands import banded
from amity.core.analytics.case_mix import LEAST, Adjusted, Cell, adjust, between, standardise
from amity.core.analytics.course_frames import Asked, Courses, Measure, check
from amity.core.analytics.rates import wilson
from amity.core.analytics.report import report
from amity.core.analytics.simulation import Truth, simulate
from amity.core.errors import StatisticError
from tests.core import slow_case_mix as slowly
from tests.core.outcomes_cast import ASKED, PHQ9, course, frames, scored, services
from tests.counts import count

EDGES = (10, 15, 20)
BY = Asked(measures=(PHQ9,), by=("protocol", "first_phq9", "problem_area"))
MANY = settings(max_examples=min(count(60), 3_000), deadline=None)
FEW = settings(max_examples=min(count(12), 1_000), deadline=None)
NAMES = st.sampled_from("abc")
COURSES = st.lists(st.tuples(NAMES, NAMES, st.sampled_from([None, False, True])), max_size=40)


def cells(courses: list[slowly.Course]) -> list[Cell]:
    """Courses as counts."""
    found: dict[tuple[str, str], Cell] = {}
    for group, stratum, did in courses:
        old = found.get((group, stratum), Cell((group,), (stratum,), 0, 0, 0))
        found[group, stratum] = replace(
            old,
            count=old.count + (did is True),
            of=old.of + (did is not None),
            missing=old.missing + (did is None),
        )
    return list(found.values())


@MANY
@given(COURSES)
def test_what_is_expected_is_what_one_course_at_a_time_expects(courses: list[slowly.Course]) -> None:
    found = standardise(cells(courses), ("team",))
    assert [it.group["team"] for it in found] == sorted({group for group, _, _ in courses})
    known = [did for _, _, did in courses if did is not None]
    for it in found:
        own = [did for group, _, did in courses if group == it.group["team"]]
        assert (it.count, it.of, it.missing) == tuple(
            sum(map(test, own)) for test in (bool, lambda did: did is not None, lambda did: did is None)
        )
        wanted = slowly.expected(courses, it.group["team"] or "")
        assert it.expected == float(wanted)
        assert it.share == (it.count / it.of if it.of else None)
        if wanted:
            assert it.ratio == float(it.count / wanted)
            assert it.adjusted == pytest.approx(min(1, it.count / wanted * sum(known) / len(known)))
            low, high = wilson(it.count, it.of)
            assert it.lower == pytest.approx(low * it.of / float(wanted))
            assert it.upper == pytest.approx(high * it.of / float(wanted))
        else:
            assert (it.ratio, it.lower, it.upper, it.adjusted) == (None,) * 4
    assert sum(it.expected for it in found) == pytest.approx(sum(it.count for it in found))


@MANY
@given(COURSES, st.randoms(use_true_random=False))
def test_the_order_of_cells_changes_nothing(courses: list[slowly.Course], chance: Any) -> None:
    row = cells(courses)
    mixed = row[:]
    chance.shuffle(mixed)
    assert standardise(row, ("team",)) == standardise(mixed, ("team",))


def test_a_group_without_other_cases_is_its_own_crude_rate() -> None:
    """One stratum: the ratio is the share over the share of everybody, and nothing is adjusted."""
    found = standardise([Cell(("a",), ("x",), 30, 50, 0), Cell(("b",), ("x",), 10, 50, 5)], ("team",))
    assert [(it.ratio, it.adjusted, it.missing) for it in found] == [(1.5, 0.6, 0), (0.5, 0.2, 5)]


def test_a_share_is_at_most_everybody() -> None:
    row = [Cell(("a",), ("hard",), 10, 10, 0), Cell(("b",), ("hard",), 10, 90, 0)]
    row.append(Cell(("b",), ("light",), 100, 100, 0))
    one = standardise(row, ("team",))[0]
    assert (one.ratio, one.adjusted) == (5, 1)


def test_thin_strata_and_courses_compared_with_themselves_are_told() -> None:
    row = [
        Cell(("a",), ("x",), 5, LEAST - 7, 0),
        Cell(("b",), ("x",), 5, 7, 0),
        Cell(("a",), ("y",), 1, 3, 0),
        Cell(("b",), ("y",), 0, LEAST - 4, 9),
        Cell(("b",), ("z",), 20, 30, 0),
        Cell(("a",), ("z",), 0, 0, 4),
    ]
    one, other = standardise(row, ("team",))
    assert (one.thin, one.alone) == (3, 0)
    assert (other.thin, other.alone) == (LEAST - 4, 30)


# --- the bands


@pytest.mark.parametrize(
    ("rows", "band"),
    [
        (scored(1, "phq9", 9.9, 27, start=0), "below 10"),
        (scored(1, "phq9", 10, 0, start=0), "10 to below 15"),
        (scored(1, "phq9", None, 15, start=0), "15 to below 20"),
        (scored(1, "phq9", 20), "20 and above"),
        (scored(1, "phq9", None, 12), None),
        (scored(1, "gad7", 12), None),
        ([], None),
    ],
)
def test_the_band_is_of_the_score_before_or_at_the_first_session(rows: Any, band: str | None) -> None:
    chance = random.Random(1)
    chance.shuffle(rows)
    found = banded(frames([course(1)], rows), "phq9", EDGES)
    assert found.courses.collect()["first_phq9"].to_list() == [band]


def test_bands_may_begin_between_points() -> None:
    batch = frames([course(1), course(2)], scored(1, "gad7", 7.5) + scored(2, "gad7", 7.25))
    found = banded(batch, "gad7", [7.5]).courses.sort("course").collect()
    assert found["first_gad7"].to_list() == ["7.5 and above", "below 7.5"]


@pytest.mark.parametrize("edges", [(), (15, 10), (10, 10)])
def test_edges_that_do_not_rise_are_refused(edges: Any) -> None:
    with pytest.raises(StatisticError, match="each above the one before"):
        banded(frames([], []), "phq9", edges)


# --- from courses


@FEW
@given(services(12), st.randoms(use_true_random=False))
def test_batches_and_their_order_change_nothing(service: Any, chance: Any) -> None:
    courses, scores = service
    whole = outcomes.partial(banded(frames(courses, scores), "phq9", EDGES), BY)
    pots: list[list[Any]] = [[] for _ in range(4)]
    for one in courses:
        chance.choice(pots).append(one)
    partials = []
    for pot in pots:
        mine = {one["course"] for one in pot}
        batch = frames(pot, [it for it in scores if it["course"] in mine])
        check(banded(batch, "phq9", EDGES), BY)
        partials.append(outcomes.partial(banded(batch, "phq9", EDGES), BY))
    chance.shuffle(partials)
    together = outcomes.combine(partials)
    for name in ("phq9.recovered", "completed"):
        assert adjust(together, BY, name, group=("protocol",)) == adjust(whole, BY, name, group=("protocol",))
    plain = replace(ASKED, measures=(PHQ9,), by=("protocol",))
    rates = {
        tuple(one.group.items()): next(it for it in one.rates if it.name == "phq9.recovered")
        for one in report(outcomes.partial(frames(courses, scores), plain), plain)
    }
    found = adjust(whole, BY, "phq9.recovered", group=("protocol",))
    assert {tuple(it.group.items()): (it.count, it.of, it.missing) for it in found} == {
        words: (it.count, it.of, it.missing) for words, it in rates.items()
    }


@FEW
@given(services(12), st.lists(st.sampled_from(["ipt", "ipc", None]), min_size=1, unique=True))
def test_groups_taken_as_one_are_a_group_of_all_their_courses(service: Any, words: Any) -> None:
    courses, scores = service
    asked = replace(BY, by=("protocol", "first_phq9", "problem_area"))
    whole = outcomes.partial(banded(frames(courses, scores), "phq9", EDGES), asked)
    named = [one | {"protocol": "here" if one["protocol"] in words else "elsewhere"} for one in courses]
    renamed = outcomes.partial(banded(frames(named, scores), "phq9", EDGES), asked)
    counted = renamed.select("protocol", "first_phq9", *outcomes.COUNTED)
    by = replace(asked, by=("protocol", "first_phq9"))
    wanted = {it.group["protocol"]: it for it in adjust(counted, by, "phq9.recovered", group=("protocol",))}
    if "here" in wanted:
        found = between(
            whole, asked, "phq9.recovered", column="protocol", words=tuple(words), strata=("first_phq9",)
        )
        assert found == wanted["here"]


@pytest.fixture(scope="module")
def made() -> Courses:
    """Courses of one length and one kind, so that nothing but the cases can differ."""
    truth = replace(Truth(), protocols={"ipt": (16, 1.0)})
    (block,) = simulate(simulation.BLOCK, seed=20260302, truth=truth)
    return banded(block.seen, "phq9", EDGES)


def sent(made: Courses, to_hard: dict[str | None, float]) -> Courses:
    """The same courses, sent to one of two protocols by chance that goes with their first score."""
    chance = random.Random(5)
    courses = made.courses.collect()
    names = ["hard" if chance.random() < to_hard[band] else "usual" for band in courses["first_phq9"]]
    return Courses(courses.with_columns(protocol=pl.Series(names)).lazy(), made.scores)


HARDER: dict[str | None, float] = {
    "below 10": 0.05,
    "10 to below 15": 0.2,
    "15 to below 20": 0.5,
    "20 and above": 0.8,
    None: 0.3,
}
ASKS = Asked(measures=(Measure("phq9", sd=6.1, reliability=0.89, cutoff=10),), by=("protocol", "first_phq9"))


def both(batch: Courses, name: str) -> tuple[Adjusted, Adjusted]:
    hard, usual = adjust(outcomes.partial(batch, ASKS), ASKS, name, group=("protocol",), level=0.999)
    return hard, usual


@pytest.mark.parametrize("name", ["talking_therapies.recovery", "phq9.improved", "completed"])
def test_who_gets_harder_cases_differs_in_the_crude_rate_and_not_in_the_adjusted(
    name: str, made: Courses
) -> None:
    hard, usual = both(sent(made, HARDER), name)
    crude = [wilson(it.count, it.of, level=0.999) for it in (hard, usual)]
    assert crude[0][1] < crude[1][0] or crude[1][1] < crude[0][0]  # by far, whichever way
    for it in (hard, usual):
        assert it.lower is not None
        assert it.upper is not None
        assert it.lower < 1 < it.upper
    assert hard.adjusted is not None
    assert usual.adjusted is not None
    assert hard.share is not None
    assert usual.share is not None
    assert abs(hard.adjusted - usual.adjusted) < 0.3 * abs(hard.share - usual.share)


def test_a_difference_that_is_there_is_not_adjusted_away(made: Courses) -> None:
    """Of the usual protocol every third recovery is taken back, whatever the case was."""
    rows: list[slowly.Course] = []
    chance = random.Random(3)
    cases = sent(made, HARDER).courses.collect()
    for protocol, band in cases.select("protocol", "first_phq9").rows():
        likely = {"20 and above": 0.3, "15 to below 20": 0.5}.get(band or "", 0.7)
        did = chance.random() < likely * (1 if protocol == "hard" else 2 / 3)
        rows.append((protocol, str(band), did))
    hard, usual = standardise(cells(rows), ("protocol",), level=0.999)
    assert hard.lower is not None
    assert usual.upper is not None
    assert hard.lower > 1 > usual.upper


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """A small group beside a large one, with its own mix, and as good as everybody: 1 is held."""
    chance, held = random.Random(8), 0
    mix = {"light": (10, 300, 0.7), "middle": (20, 200, 0.5), "hard": (20, 100, 0.25)}
    services = 400
    for _ in range(services):
        row = []
        for stratum, (small, large, likely) in mix.items():
            for group, of in (("small", small), ("rest", large)):
                did = sum(chance.random() < likely for _ in range(of))
                row.append(Cell((group,), (stratum,), did, of, 0))
        one = standardise(row, ("group",))[1]
        assert one.lower is not None
        assert one.upper is not None
        held += one.lower <= 1 <= one.upper
    assert 0.94 < held / services < 0.985


# --- what is refused


@pytest.mark.parametrize("group", [(), ("protocol", "first_phq9", "problem_area"), ("team",)])
def test_groups_that_were_not_asked_by_or_leave_no_stratum(group: tuple[str, ...]) -> None:
    counted = outcomes.partial(banded(frames([course(1)], []), "phq9", EDGES), BY)
    with pytest.raises(StatisticError, match="leaves one or more to adjust for"):
        adjust(counted, BY, "phq9.recovered", group=group)


@pytest.mark.parametrize("name", ["gad7.recovered", "sessions_attended", "sessions_cancelled"])
def test_rates_that_cannot_be_adjusted(name: str) -> None:
    counted = outcomes.partial(banded(frames([course(1)], []), "phq9", EDGES), BY)
    with pytest.raises(StatisticError, match=f"{name} cannot be adjusted"):
        adjust(counted, BY, name, group=("protocol",))


def test_no_courses_have_no_groups() -> None:
    counted = outcomes.partial(banded(frames([], []), "phq9", EDGES), BY)
    assert adjust(counted, BY, "phq9.recovered", group=("protocol",)) == []
