"""How often the expected response would have been wrong: the same counts again, truth, guards."""

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from amity.core.analytics import growth
from amity.core.analytics.course_frames import Courses, Measure
from amity.core.analytics.cross_validation import CrossValidated, cross_validate, dealt
from amity.core.analytics.simulation import Truth, simulate
from amity.core.change import clinical_significance, reml
from amity.core.change.expected_response import fit
from amity.core.errors import StatisticError
from tests.core import slow_cross_validation as slowly
from tests.core.growth_cast import TRUTH, drawn
from tests.core.outcomes_cast import ORS, course, frames, scored, without_gaps
from tests.counts import count

PHQ9 = Measure("phq9", sd=6.1, reliability=0.89, cutoff=10)
LEVEL = 0.999  # of the intervals that have to hold the truth: many are looked at


def made(courses: int, seed: int, **more: Any) -> dict[str, Any]:
    """Courses of a growth model that is known; they did well if they ended six points lower."""
    data = drawn(courses, seed=seed, **more)
    last = dict(zip(data["course"], data["score"], strict=True))
    first = dict(zip(data["course"], data["baseline"], strict=True))
    well = np.array([last[one] <= first[one] - 6 for one in data["course"]])
    return data | {"score": data["score"].round(), "well": well}


def with_gaps(data: dict[str, Any], *, seed: int) -> dict[str, Any]:
    """The same without every fourth score, so that some courses have none between the first and the last."""
    kept = np.random.default_rng(seed).random(len(data["score"])) < 0.75
    return {name: it[kept] for name, it in data.items()}


def shares(found: CrossValidated) -> dict[str, tuple[int, int]]:
    return {it.name: (it.count, it.of) for it in (found.false_alarms, found.missed, found.wrong_calls)}


@pytest.mark.parametrize("seed", range(min(count(2), 30)))
def test_it_is_what_fitting_every_fold_from_nothing_finds(seed: int) -> None:
    data = with_gaps(made(320, seed=seed, longest=7), seed=seed)
    number = len(set(data["course"].tolist()))
    found = cross_validate(**data, folds=3, seed=seed)
    lists = {name: it.tolist() for name, it in data.items()}
    fold = dict(zip(sorted(set(lists["course"])), dealt(number, 3, seed).tolist(), strict=True))
    slow = slowly.counted(lists, slowly.said(lists, fold, 0.8))
    assert shares(found) == {name: slow[name] for name in shares(found)}
    assert [(it.session, it.above.count, it.above.of) for it in found.sessions] == slow["sessions"]
    assert found.could_not_be_called == slow["could_not_be_called"] > 0
    assert (found.courses, found.folds, found.seed, found.level) == (number, 3, seed, 0.8)
    assert found.nominal == pytest.approx(0.1)


def test_the_order_of_rows_and_the_kind_of_ids_change_nothing() -> None:
    data = made(200, seed=4, longest=6)
    places = np.random.default_rng(1).permutation(len(data["score"]))
    mixed = {name: it[places] for name, it in data.items()}
    mixed["course"] = np.array([f"{one:05}" for one in mixed["course"]])
    assert cross_validate(**data) == cross_validate(**mixed)


def test_another_seed_deals_otherwise_and_every_fold_is_as_large() -> None:
    one, other = dealt(203, 10, 0), dealt(203, 10, 1)
    assert one.tolist() == dealt(203, 10, 0).tolist() != other.tolist()
    assert sorted(np.bincount(one).tolist()) == [20] * 7 + [21] * 3


def test_no_course_is_read_by_a_model_that_saw_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(200, seed=4, longest=6)
    saw = []
    fitted = reml.fitted

    def watched(sums: Any, centre: float, first: Any) -> Any:
        saw.append(set((sums.away + centre).round(6).tolist()))
        return fitted(sums, centre, first)

    monkeypatch.setattr(reml, "fitted", watched)
    data["baseline"] = data["baseline"] + data["course"] / 1_000  # so that everybody's is their own
    cross_validate(**data, folds=5)
    assert [len(it) for it in saw] == [160] * 5
    own = set(data["baseline"].round(6).tolist())
    assert all(sum(one not in it for it in saw) == 1 for one in own)


@pytest.mark.parametrize(("place", "calls"), [(0, 0), (1, 1), (2, 1), (-1, 0)])
def test_a_call_counts_after_the_first_session_and_before_the_last(
    place: int, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody far below the band but for one score of one course; the model is given."""
    monkeypatch.setattr(reml, "fitted", lambda *summed: TRUTH)
    data = made(200, seed=9, longest=6)
    (one, *_) = [it for it in range(200) if (data["course"] == it).sum() >= 4]
    data["score"] = data["score"] - 100
    data["score"][np.flatnonzero(data["course"] == one)[place]] += 200
    found = cross_validate(**data)
    assert found.wrong_calls.of == calls
    assert sum(it.above.count for it in found.sessions) == (place != 0)


def test_who_has_no_score_in_between_is_neither_called_nor_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty courses more of one or two scores, the last far above the band; the model is given."""
    monkeypatch.setattr(reml, "fitted", lambda *summed: TRUTH)
    data = made(200, seed=9, longest=6)
    sessions = [session for n in range(40) for session in ((6,) if n % 2 else (1, 5))]
    courses = [1_000 + n for n in range(40) for _ in range(1 if n % 2 else 2)]
    added: dict[str, Any] = {
        "course": courses,
        "session": sessions,
        "score": [90.0] * 60,
        "baseline": [15.0] * 60,
    }
    added["well"] = [n % 3 == 0 for n in courses]
    more: dict[str, Any] = {name: np.append(it, added[name]) for name, it in data.items()}
    without, found = cross_validate(**data), cross_validate(**more)
    assert (without.could_not_be_called, found.could_not_be_called) == (0, 40)
    assert found.courses == without.courses + 40
    assert shares(found) == shares(without)


# --- what is true


def test_one_score_in_ten_lies_above_the_band_at_every_session() -> None:
    found = cross_validate(**made(4_000, seed=11), interval=LEVEL)
    assert [it.session for it in found.sessions] == list(range(2, 17))
    for it in found.sessions:
        assert it.above.lower is not None
        assert it.above.upper is not None
        assert it.above.lower <= found.nominal <= it.above.upper


def test_other_courses_are_called_as_often_as_it_said() -> None:
    """Cross-validated on some, held against many more that come later, by the model of the first."""
    some, later = made(800, seed=21), made(24_000, seed=22)
    found = cross_validate(**some, interval=LEVEL)
    model = fit(**{name: some[name] for name in slowly.NAMES})
    bounds = {}
    above = []
    for score, before, at in zip(later["score"], later["baseline"], later["session"], strict=True):
        if (before, at) not in bounds:
            bounds[before, at] = model.bound(float(before), int(at)).upper
        above.append(bool(score > bounds[before, at]))
    truth = slowly.counted({name: it.tolist() for name, it in later.items()}, above)
    for it in (found.false_alarms, found.missed, found.wrong_calls):
        some_of_them, of = truth[it.name]
        assert it.lower is not None
        assert it.upper is not None
        assert it.lower <= some_of_them / of <= it.upper


@pytest.mark.parametrize("whole", [False, True])
def test_where_nobody_changes_no_more_are_above_the_band_than_it_says(whole: bool) -> None:
    truth = without_gaps(replace(Truth(), whole=whole, protocols={"ipt": (16, 1.0)})).without_change()
    (block,) = simulate(4_000, seed=2, truth=truth)
    found = growth.cross_validate(block.seen, PHQ9)
    for it in found.sessions:
        assert it.above.lower is not None
        assert it.above.lower <= found.nominal
    everybody = sum(it.above.count for it in found.sessions) / sum(it.above.of for it in found.sessions)
    assert everybody < 0.105
    assert found.false_alarms.of + found.missed.of == 4_000
    assert found.false_alarms.of / 4_000 < 0.035  # reliably better by chance alone: one tail


# --- from frames


@pytest.fixture(scope="module")
def service() -> Courses:
    (block,) = simulate(400, seed=7)
    return block.seen


@pytest.mark.parametrize("end", ["improved", "recovered"])
def test_who_did_well_is_who_is_classed_so(service: Courses, end: Any) -> None:
    found = growth.cross_validate(service, PHQ9, end=end)
    rows = service.scores.filter(pl.col("measure") == "phq9", pl.col("score").is_not_null())
    well = could = courses = 0
    for _, one in rows.collect().sort("session").group_by("course", maintain_order=True):
        if one["session"][0] <= 1 and len(one) > 1:
            courses += 1
            if not any(1 < session < one["session"][-1] for session in one["session"]):
                continue
            could += 1
            category = clinical_significance.classify(
                one["score"][0], one["score"][-1], sd=6.1, reliability=0.89, cutoff=10, higher_is="worse"
            )
            well += category in growth.ENDS[end]
    assert (found.courses, found.false_alarms.of) == (courses, well)
    assert (found.missed.of, found.could_not_be_called) == (could - well, courses - could)
    assert courses > could
    assert 0 < well < courses
    assert found == growth.cross_validate(service, PHQ9, end=end, level=0.8, folds=10, seed=0)


def test_a_level_further_out_calls_fewer(service: Courses) -> None:
    usual, far = (growth.cross_validate(service, PHQ9, level=it) for it in (0.8, 0.95))
    assert far.wrong_calls.of < usual.wrong_calls.of
    assert far.nominal == pytest.approx(0.025)


# --- what is refused


@pytest.mark.parametrize(("measure", "end"), [(PHQ9, "well"), (ORS, "improved")])
def test_measures_and_ends_that_cannot_be(service: Courses, measure: Measure, end: Any) -> None:
    with pytest.raises(StatisticError, match="end is improved or recovered, of a measure"):
        growth.cross_validate(service, measure, end=end)


def test_too_few_courses_are_refused_with_how_many_there_are() -> None:
    batch = frames([course(1)], scored(1, "phq9", 10, 9, 8, start=0))
    with pytest.raises(StatisticError, match="there are 0 of at least 10"):
        growth.cross_validate(batch, PHQ9)
    with pytest.raises(StatisticError, match=r"there are 199 of at least 200 finished courses .* stays off"):
        cross_validate(**made(199, seed=1))


@pytest.mark.parametrize("wrong", [{"folds": 1}, {"folds": 51}, {"level": 0}, {"level": 1}, {"level": 80}])
def test_another_number_of_folds_or_level(wrong: dict[str, Any]) -> None:
    with pytest.raises(StatisticError, match="folds is a number from 2 to 50 and level a part"):
        cross_validate(**made(200, seed=1, longest=4), **wrong)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda well: well[:-1], "well is a row of true and false"),
        (lambda well: well.astype(int), "well is a row of true and false"),
        (lambda well: [*well[:-1].tolist(), None], "well is a row of true and false"),
        (lambda well: np.append(~well[:1], well[1:]), "a course did well and did not"),
    ],
)
def test_an_end_is_true_or_false_and_one_for_each_course(change: Any, said: str) -> None:
    data = made(200, seed=1, longest=4)
    with pytest.raises(StatisticError, match=said):
        cross_validate(**data | {"well": change(data["well"])})


def test_a_fold_without_any_spread_left_is_refused() -> None:
    """One course alone has another baseline: without it nothing tells what a baseline does."""
    data = made(200, seed=1, longest=4)
    data["baseline"] = np.where(data["course"] == 0, 20.0, 15.0)
    with pytest.raises(StatisticError, match="are the same for everybody or go together"):
        cross_validate(**data)
