"""Made-up courses: the same for the same seed, and every outcome finds again what they were drawn from."""

import importlib
import importlib.util
import math
import sys
from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np
import polars as pl
import pytest

from amity.core.analytics import growth, outcomes, simulation
from amity.core.analytics.course_frames import Asked, Courses, Measure, check
from amity.core.analytics.report import Report, report
from amity.core.analytics.simulation import ANXIETY, DEPRESSION, Simulated, Truth, simulate
from amity.core.change import reliable_change, talking_therapies
from amity.core.errors import StatisticError
from tests.core.outcomes_cast import without_gaps

PHQ9 = Measure("phq9", sd=6.1, reliability=0.89, cutoff=10, gain=6)
GAD7 = Measure("gad7", sd=4.7, reliability=0.92, cutoff=8)
ASKED = Asked(measures=(PHQ9, GAD7))
LEVEL = 0.999  # of the intervals that have to hold the truth: many are looked at
SEED = 20260302
NORMAL = NormalDist()
PLAIN = replace(Truth(), whole=False, protocols={"ipt": (16, 1.0)})
FULL = without_gaps(PLAIN)


def block(truth: Truth, seed: int = SEED) -> Simulated:
    (found,) = simulate(simulation.BLOCK, seed=seed, truth=truth)
    return found


def reported(batch: Courses, asked: Asked = ASKED) -> Report:
    (found,) = report(outcomes.partial(batch, asked), asked, level=LEVEL)
    return found


def rate(found: Report, name: str) -> Any:
    return next(it for it in found.rates if it.name == name)


def holds(found: Report, name: str, truth: float) -> bool:
    it = rate(found, name)
    return bool(it.lower <= truth <= it.upper)


@pytest.fixture(scope="module")
def usual() -> Simulated:
    return block(Truth())


@pytest.fixture(scope="module")
def full() -> Report:
    return reported(block(FULL).seen)


# --- what is drawn


def test_the_same_seed_draws_the_same_courses_and_another_draws_others() -> None:
    one, again, other = (next(simulate(40, seed=seed)).seen for seed in (1, 1, 2))
    assert one.scores.collect().equals(again.scores.collect())
    assert one.courses.collect().equals(again.courses.collect())
    assert not one.scores.collect().equals(other.scores.collect())


def test_the_first_courses_do_not_depend_on_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "BLOCK", 16)
    few, many = (list(simulate(number, seed=1)) for number in (20, 40))
    assert [len(it.seen.courses.collect()) for it in many] == [16, 16, 8]
    for frame in ("courses", "scores"):
        one, other = (pl.concat([getattr(it.seen, frame).collect() for it in made]) for made in (few, many))
        assert one.equals(other.filter(pl.col("course") < 20))
    first, second = (it.seen.courses.collect()["waiting_days"].to_list() for it in many[:2])
    assert first != second


def test_no_courses_are_none_and_less_are_refused() -> None:
    assert list(simulate(0, seed=1)) == []
    for courses, seed in ((-1, 1), (1, -1)):
        with pytest.raises(StatisticError, match="courses and seed are numbers from 0 on"):
            simulate(courses, seed=seed)


def test_made_courses_are_courses_and_always_say_that_they_are_made(usual: Simulated) -> None:
    check(usual.seen, replace(ASKED, by=("protocol", "problem_area")))
    courses = usual.seen.courses.collect()
    assert courses["synthetic"].all()
    assert courses["finished"].all()


def test_scores_are_whole_lie_on_the_questionnaire_and_stand_in_order(usual: Simulated) -> None:
    scores = usual.seen.scores.collect()
    assert scores.select("course", "measure", "session").equals(
        scores.select("course", "measure", "session").sort(
            "course", pl.col("measure").replace_strict({"phq9": 0, "gad7": 1}), "session"
        )
    )
    assert scores["score"].dtype == pl.Int16
    highest = scores.group_by("measure").agg(low=pl.min("score"), high=pl.max("score")).sort("measure")
    assert highest.rows() == [("gad7", 0, 21), ("phq9", 0, 27)]


def test_what_was_seen_is_a_part_of_what_is_complete(usual: Simulated) -> None:
    seen, complete = usual.seen.scores.collect(), usual.complete.collect()
    assert complete["score"].null_count() == 0
    both = seen.filter(pl.col("score").is_not_null()).join(complete, on=["course", "measure", "session"])
    assert len(both) == len(seen) - seen["score"].null_count() < len(complete)
    assert (both["score"] == both["score_right"]).all()


# --- what is found again


def test_appointments_ratings_and_waiting(usual: Simulated) -> None:
    truth, found = Truth(), reported(usual.seen)
    assert holds(found, "sessions_attended", truth.attendance)
    for rating in ("resolution_client", "resolution_clinician"):
        assert holds(found, rating, sum(truth.resolution[3:]))
        it = rate(found, rating)
        assert abs(it.missing / (it.of + it.missing) - truth.resolution_unanswered) < 0.01
    waiting, _ = found.spreads
    mean, shape = truth.waiting
    assert waiting.mean is not None
    assert abs(waiting.mean - mean) < 3.3 * mean / math.sqrt(shape * waiting.of)
    assert abs(waiting.missing / found.courses - truth.waiting_unknown) < 0.005


def test_questionnaires_that_were_not_answered(usual: Simulated) -> None:
    truth, scores = Truth(), usual.seen.scores.collect()["score"]
    share = 1 - (1 - truth.unanswered) * (1 - truth.unanswered_all)
    assert abs(scores.null_count() / len(scores) - share) < 0.003


def test_who_stays_to_the_end() -> None:
    """By chance alone, of five sessions after which somebody may leave."""
    truth = replace(Truth(), leaving=0.05, leaving_by_score=0.0, protocols={"ipc": (6, 1.0)})
    assert holds(reported(block(truth).seen), "completed", 0.95**5)


def test_who_leaves_had_higher_scores(usual: Simulated) -> None:
    courses = usual.seen.courses.collect()
    scores = usual.complete.filter(pl.col("measure") == "phq9").collect()
    last = courses.select("course", "completed", session="sessions_attended").cast({"session": pl.Int32})
    means = (
        scores.join(last, on=["course", "session"])
        .group_by("completed")
        .agg(pl.mean("score"))
        .sort("completed")
    )
    assert means["score"][0] > means["score"][1] + 1


@pytest.mark.parametrize(("place", "truth"), [(0, DEPRESSION), (1, ANXIETY)])
def test_the_effect_size(full: Report, place: int, truth: simulation.Growth) -> None:
    found = full.effects[place]
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= -truth.slope * math.log(16) / truth.sd <= found.upper


@pytest.mark.parametrize(("measure", "truth"), [(PHQ9, DEPRESSION), (GAD7, ANXIETY)])
def test_reliable_change(full: Report, measure: Measure, truth: simulation.Growth) -> None:
    """A difference is normal: the slope's part, and the error of two scores."""
    time = math.log(16)
    slopes = truth.slope_sd**2 + truth.slope_by_level**2 * truth.sd**2 * truth.reliability
    spread = math.sqrt(slopes * time**2 + 2 * truth.sd**2 * (1 - truth.reliability))
    moved = NormalDist(truth.slope * time, spread)
    line = reliable_change.threshold(sd=measure.sd, reliability=measure.reliability)
    better = (
        sum(rate(full, f"{measure.id}.{name}").count for name in ("recovered", "improved")) / full.treated
    )
    assert abs(better - moved.cdf(-line)) < 3.3 * math.sqrt(0.25 / full.treated)
    assert holds(full, f"{measure.id}.unchanged", moved.cdf(line) - moved.cdf(-line))
    assert holds(full, f"{measure.id}.deteriorated", 1 - moved.cdf(line))


def test_talking_therapies_outcomes(full: Report) -> None:
    """The truth from the formulas of the model alone, with chance of its own."""
    chance, number, time = np.random.default_rng(1), 400_000, math.log(16)
    start, end = [], []
    together = [math.sqrt(it) * chance.standard_normal(number) for it in FULL.alike[:2]]
    errors = [math.sqrt(FULL.alike[2]) * chance.standard_normal(number) for _ in range(2)]
    for it in (DEPRESSION, ANXIETY):
        level, slope = (
            shared + math.sqrt(1 - alike) * chance.standard_normal(number)
            for shared, alike in zip(together, FULL.alike, strict=False)
        )
        above = it.sd * math.sqrt(it.reliability) * level
        steep = it.slope + it.slope_by_level * above + it.slope_sd * slope
        own = [shared + math.sqrt(1 - FULL.alike[2]) * chance.standard_normal(number) for shared in errors]
        error = [it.sd * math.sqrt(1 - it.reliability) * e for e in own]
        start.append(it.mean + above + error[0])
        end.append(it.mean + above + steep * time + error[1])
    used = (talking_therapies.PHQ9, talking_therapies.MEASURES["gad7"])
    case, still = (
        np.any([row >= float(m.case) for row, m in zip(rows, used, strict=True)], axis=0)
        for rows in (start, end)
    )
    moved = [(b - a, float(m.change)) for a, b, m in zip(start, end, used, strict=True)]
    fell, rose = (np.any([sign * by >= least for by, least in moved], axis=0) for sign in (-1, 1))
    truth = {
        "case_at_start": case.mean(),
        "recovery": (case & ~still).sum() / case.sum(),
        "reliable_improvement": (fell & ~rose).mean(),
        "reliable_deterioration": (rose & ~fell).mean(),
        "reliable_recovery": (case & ~still & fell & ~rose).sum() / case.sum(),
    }
    for name, share in truth.items():
        assert holds(full, f"talking_therapies.{name}", float(share)), name


def test_courses_without_scores_leave_the_truth_between_the_bounds() -> None:
    """Three courses in ten answered nothing: by chance, or because their scores rose."""
    made = block(FULL)
    complete = reported(made.seen)
    rose = made.complete.group_by("course").agg(
        rose=pl.col("score").filter(measure="phq9").last() > pl.col("score").filter(measure="phq9").first()
    )
    for silent in (pl.col("course") % 10 < 3, pl.col("rose")):
        without = made.seen.scores.join(rose, on="course").filter(~silent).drop("rose")
        seen = reported(Courses(made.seen.courses, without))
        for name in ("case_at_start", "reliable_improvement", "reliable_deterioration"):
            it, true = (rate(found, f"talking_therapies.{name}") for found in (seen, complete))
            assert it.missing > 0
            assert it.at_least <= true.share <= it.at_most
    assert (
        rate(seen, "talking_therapies.reliable_deterioration").upper < true.share
    )  # the interval alone errs


def test_a_first_score_that_came_late_makes_cases_look_lighter() -> None:
    """Even by chance alone: so it is said how many pairs begin at the start."""
    made = block(replace(PLAIN, leaving=0.0, unanswered=0.3, unanswered_all=0.2))
    seen, complete = reported(made.seen), reported(Courses(made.seen.courses, made.complete))
    case, begun = "talking_therapies.case_at_start", "talking_therapies.from_start"
    assert rate(seen, case).upper < rate(complete, case).share
    assert rate(complete, begun).share == 1
    assert abs(rate(seen, begun).share - (1 - (1 - 0.8 * 0.7**2) ** 2)) < 0.02


@pytest.mark.parametrize("truth", [DEPRESSION, ANXIETY])
def test_the_expected_response_also_of_courses_that_were_left(truth: simulation.Growth) -> None:
    """Leaving by scores that were seen leaves the fit of these scores as it is; and those of another measure
    nearly so, for they go together."""
    found, model = growth.fit(block(PLAIN, seed=101).seen, truth.id), truth.model
    away = found.centre - model.centre
    assert found.standard_errors is not None
    wanted = (
        model.intercept + model.baseline * away,
        model.baseline,
        model.slope + model.slope_by_baseline * away,
        model.slope_by_baseline,
    )
    names = ("intercept", "baseline", "slope", "slope_by_baseline")
    within = 4 if truth is DEPRESSION else 8
    for name, true, error in zip(names, wanted, found.standard_errors, strict=True):
        assert abs(getattr(found, name) - true) < within * error, name
    for name in ("intercept_variance", "slope_variance", "residual_variance"):
        assert math.isclose(getattr(found, name), getattr(model, name), rel_tol=0.06), name


# --- where nothing changes


def test_where_nothing_changes_reliable_change_is_as_rare_as_it_says() -> None:
    """5 %, of scores that are not rounded."""
    found = reported(block(FULL.without_change()).seen)
    for id in ("phq9", "gad7"):
        assert holds(found, f"{id}.unchanged", 0.95)
        assert holds(found, f"{id}.deteriorated", 0.025)


def test_of_whole_scores_it_is_as_rare_as_whole_numbers_allow() -> None:
    """A change of 6 points stands for all from 5.5 on, a little below the threshold of 5.61."""
    truth = replace(FULL, whole=True).without_change()
    found = reported(block(truth).seen)
    for measure in (PHQ9, GAD7):
        error = reliable_change.error_of_difference(sd=measure.sd, reliability=measure.reliability)
        points = reliable_change.points(sd=measure.sd, reliability=measure.reliability)
        most = 2 * (1 - NORMAL.cdf((points - 0.5) / math.hypot(error, math.sqrt(1 / 6))))
        false = 1 - rate(found, f"{measure.id}.unchanged").share
        assert false <= most
        assert 0.045 < false < 0.066


def test_where_nothing_changes_a_score_lies_above_the_band_as_rarely_as_it_says() -> None:
    truth = FULL.without_change()
    still = truth.measures[0]
    scores = block(truth).seen.scores.filter(pl.col("measure") == "phq9").collect()
    before = scores.filter(pl.col("session") == 0).select("course", baseline="score")
    at = scores.filter(pl.col("session") == 8).join(before, on="course")
    above = [
        still.model.is_above(score, baseline=baseline, session=8)
        for score, baseline in at.select("score", "baseline").rows()
    ]
    assert abs(sum(map(bool, above)) / len(above) - 0.1) < 3.3 * math.sqrt(0.09 / len(above))


def test_who_answers_first_at_session_one_begins_there() -> None:
    """The score to begin with is not fitted as well; and without one there is nothing to fit."""
    made = block(FULL).seen
    late = growth.fit(Courses(made.courses, made.scores.filter(pl.col("session") > 0)), "phq9")
    first = made.scores.filter(pl.col("session") == 1).with_columns(session=pl.lit(0, pl.Int32))
    moved = pl.concat([first, made.scores.filter(pl.col("session") > 1)])
    same = growth.fit(Courses(made.courses, moved), "phq9")
    numbers = ("intercept", "slope", "covariance", "residual_variance", "courses", "scores")
    for name in numbers:  # summed in another order
        assert getattr(late, name) == pytest.approx(getattr(same, name), rel=1e-9)
    with pytest.raises(StatisticError, match="there are 0 of at least 10 courses"):
        growth.fit(Courses(made.courses, made.scores.filter(pl.col("session") > 1)), "phq9")


@pytest.mark.parametrize(
    "module",
    [
        f"amity.core.analytics.{name}"
        for name in ("cross_validation", "pairs", "scoring", "scoring_kernel", "simulation")
    ]
    + ["amity.core.change.reml"],
)
def test_without_numpy_it_says_how_to_get_it(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, *rest: None if name == "numpy" else find(name, *rest)
    )
    monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(ModuleNotFoundError, match=r"This needs numpy\. Install it with: pip install"):
        importlib.import_module(module)
