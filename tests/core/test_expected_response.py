"""The expected response: the worked example, two other ways to one fit, known truth, what is refused."""

import importlib
import importlib.util
import math
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest

from amity.core.change import reml
from amity.core.change.expected_response import Bound, Model, fit
from amity.core.errors import StatisticError
from tests.core import slow_growth as slowly
from tests.core.growth_cast import TRUTH, by_hand, drawn
from tests.counts import count

FIXED = ("intercept", "baseline", "slope", "slope_by_baseline")
SPREAD = ("intercept_variance", "covariance", "slope_variance", "residual_variance")
PARAMETERS = (*FIXED, *SPREAD)


def close(found: Model, other: Any, within: float) -> bool:
    """Whether every parameter is the same, relative to its size."""
    return all(math.isclose(getattr(found, name), other[name], rel_tol=within) for name in PARAMETERS)


# --- what a model says


@pytest.mark.parametrize(
    ("session", "expected", "upper"), [(1, 19.0, 23.963), (4, 14.702, 20.057), (12, 11.297, 17.687)]
)
def test_the_worked_example(session: int, expected: float, upper: float) -> None:
    found = TRUTH.bound(20, session)
    assert (round(found.expected, 3), round(found.upper, 3)) == (expected, upper)


def test_a_score_above_the_band_is_said_to_be_and_one_at_its_end_is_not() -> None:
    assert TRUTH.is_above(21, baseline=20, session=4) is True
    assert TRUTH.is_above(20, baseline=20, session=4) is False
    upper = TRUTH.bound(20, 4).upper
    assert TRUTH.is_above(upper, baseline=20, session=4) is False


def test_nothing_is_said_of_the_first_session() -> None:
    assert TRUTH.is_above(27, baseline=20, session=1) is None


def test_a_wider_band_ends_higher_around_the_same_score() -> None:
    narrow, wide = TRUTH.bound(20, 4, level=0.5), TRUTH.bound(20, 4, level=0.95)
    assert narrow.expected == wide.expected
    assert narrow.upper < TRUTH.bound(20, 4).upper < wide.upper


def test_without_spread_between_courses_the_band_is_that_of_the_error() -> None:
    model = Model(10, 0, 0, 0, 10, 0, 0, 0, 0.25)
    assert model.bound(10, 7, level=0.8) == Bound(10, 10 + 0.5 * 1.2815515655446008)


@pytest.mark.parametrize("level", [0, 1, 80, -0.1, math.nan, None])
def test_a_level_is_a_part(level: Any) -> None:
    with pytest.raises(StatisticError, match="level is a"):
        TRUTH.bound(20, 4, level=level)


@pytest.mark.parametrize("session", [0, -1, 1.5, True, None, "4"])
def test_a_session_is_counted_from_1(session: Any) -> None:
    with pytest.raises(StatisticError, match="session is a whole number from 1 on"):
        TRUTH.bound(20, session)


@pytest.mark.parametrize(
    "wrong",
    [
        {"residual_variance": 0},
        {"intercept_variance": -1},
        {"slope_variance": -0.1},
        {"covariance": 4},
        {"intercept_variance": -1, "covariance": 0, "slope_variance": 0},
    ],
)
def test_variances_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    given = {name: getattr(TRUTH, name) for name in (*PARAMETERS, "centre")} | wrong
    with pytest.raises(StatisticError, match="Give the covariance, not the correlation"):
        Model(**given)


def test_a_parameter_that_is_no_number_is_refused_by_its_name() -> None:
    with pytest.raises(StatisticError, match="slope is a finite number"):
        Model(15, 0.8, math.nan, -0.1, 15, 6, -0.5, 2, 9)


# --- fitting


@pytest.mark.parametrize("seed", range(min(count(3), 30)))
def test_the_fit_equals_the_slow_twin(seed: int) -> None:
    data = {name: it.tolist() for name, it in drawn(12, seed=seed, longest=4).items()}
    found = fit(**data)
    slow, deviance = slowly.fit(data)
    tau = (found.intercept_variance, found.covariance, found.slope_variance)
    reached = slowly.deviance(data, tau, found.residual_variance)[0]
    assert reached <= deviance + 1e-6
    assert found.centre == slow["centre"]
    if slow["slope_variance"] > 0.01:  # else the criterion is flat, and the twin walks on for ever
        assert close(found, slow, 1e-3)


# by_hand(60, 8) in statsmodels 0.15.0: MixedLM(score, [1, b, ln t, b·ln t], exog_re=[1, ln t]),
# fit(reml=True, method="bfgs", gtol=1e-8); converged
STATSMODELS = dict(
    zip(
        PARAMETERS,
        (
            17.51985769,
            -0.07734985,
            -5.79863249,
            -0.02789541,
            4.52225938,
            1.72054898,
            13.05822913,
            8.907957655,
        ),
        strict=True,
    )
)
ERRORS = (0.41140525, 0.10949846, 0.5103968, 0.13584577)


def test_the_fit_equals_that_of_statsmodels() -> None:
    found = fit(**by_hand(60, 8))
    assert close(found, STATSMODELS, 1e-5)
    assert found.standard_errors == pytest.approx(ERRORS, rel=1e-5)
    assert (found.courses, found.scores) == (60, 480)


@pytest.mark.skipif(find_spec("statsmodels") is None, reason="statsmodels is not installed: optional")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(min(count(2), 50)))
def test_the_fit_equals_that_of_statsmodels_where_it_is_installed(seed: int) -> None:
    from statsmodels.regression.mixed_linear_model import MixedLM  # type: ignore[import-not-found, import-untyped, unused-ignore]

    data = drawn(150, seed=seed)
    found = fit(**data)
    time, away = np.log(data["session"]), data["baseline"] - found.centre
    fixed = np.stack([np.ones_like(time), away, time, away * time], axis=1)
    model = MixedLM(data["score"], fixed, groups=data["course"], exog_re=fixed[:, [0, 2]])
    theirs = model.fit(reml=True, method="bfgs", gtol=1e-8)
    spread = (theirs.cov_re[0, 0], theirs.cov_re[0, 1], theirs.cov_re[1, 1], theirs.scale)
    assert close(found, dict(zip(PARAMETERS, (*theirs.fe_params, *spread), strict=True)), 1e-3)


def test_the_truth_is_found_again() -> None:
    found = fit(**drawn(4_000, seed=20260302))
    assert found.standard_errors is not None
    away = found.centre - TRUTH.centre  # the fitted curve is told from another middle
    truth = (
        TRUTH.intercept + TRUTH.baseline * away,
        TRUTH.baseline,
        TRUTH.slope + TRUTH.slope_by_baseline * away,
        TRUTH.slope_by_baseline,
    )
    for name, true, error in zip(FIXED, truth, found.standard_errors, strict=True):
        assert abs(getattr(found, name) - true) < 3.3 * error, name
    for name, within in zip(SPREAD, (0.5, 0.3, 0.2, 0.2), strict=True):
        assert abs(getattr(found, name) - getattr(TRUTH, name)) < within, name


def test_one_score_in_ten_of_other_courses_lies_above_the_band() -> None:
    """The nominal level, of courses the model has not seen; never more than that, but for chance."""
    model, other = fit(**drawn(1_000, seed=1)), drawn(2_000, seed=2)
    rows = zip(other["score"].tolist(), other["baseline"].tolist(), other["session"].tolist(), strict=True)
    said = [model.is_above(score, baseline=before, session=at) for score, before, at in rows]
    asked = [it for it in said if it is not None]
    assert abs(sum(asked) / len(asked) - 0.1) < 0.01


def test_a_slope_that_is_the_same_for_everybody_has_no_variance() -> None:
    truth = Model(15, 0.8, -2.6, -0.1, 15, 6, 0, 0, 9)
    fits = [fit(**drawn(40, seed=seed, model=truth)) for seed in range(4)]
    assert all(0 <= found.slope_variance < 1.5 for found in fits)
    assert any(found.intercept_variance * found.slope_variance - found.covariance**2 < 1e-6 for found in fits)


def test_the_order_of_rows_and_the_kind_of_ids_do_not_matter() -> None:
    data = by_hand()
    places = np.random.default_rng(0).permutation(len(data["score"]))
    mixed = {name: np.asarray(column)[places] for name, column in data.items()}
    mixed["course"] = np.array([f"course {number:03}" for number in mixed["course"]])
    assert fit(**data) == fit(**mixed)  # to the last digit: what is told twice is told alike


def test_the_unit_of_the_scores_goes_with_the_parameters() -> None:
    data = by_hand()
    plain, tenfold = fit(**data), fit(**data | {"score": [10 * it for it in data["score"]]})
    wanted = {name: 10 * getattr(plain, name) for name in FIXED}
    wanted |= {name: 100 * getattr(plain, name) for name in SPREAD}
    assert close(tenfold, wanted, 1e-5)


def test_the_unit_of_the_baseline_goes_with_its_parameters() -> None:
    data = by_hand()
    plain, small = fit(**data), fit(**data | {"baseline": [it / 1_000 for it in data["baseline"]]})
    wanted = {name: getattr(plain, name) for name in PARAMETERS}
    wanted |= {name: 1_000 * wanted[name] for name in ("baseline", "slope_by_baseline")}
    assert close(small, wanted, 1e-4)


def test_a_baseline_in_a_far_smaller_unit_is_fitted_as_well() -> None:
    data = by_hand()
    found = fit(**data | {"baseline": [it / 1e6 for it in data["baseline"]]})
    assert found.baseline == pytest.approx(1e6 * fit(**data).baseline, rel=1e-3)


def test_ten_courses_of_three_scores_are_enough() -> None:
    found = fit(**by_hand(10, 3))
    assert (found.courses, found.scores) == (10, 30)


def test_few_looks_at_the_criterion_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many courses there are: each look goes through all of them."""
    look, looks = reml._look, []
    monkeypatch.setattr(reml, "_look", lambda *given: looks.append(0) or look(*given))  # type: ignore[func-returns-value]
    fit(**drawn(400, seed=1))
    assert len(looks) <= 16


def test_the_slope_of_the_criterion_is_what_small_steps_find() -> None:
    data = {name: np.asarray(it) for name, it in by_hand().items()}
    sums = reml.summed(*reml.checked(**data)[1:])[0]
    at, step = np.array([0.9, -0.3, 0.6]), 1e-5
    for place in range(3):
        up, down = (
            reml._look(sums, reml._factor(at + sign * step * np.eye(3)[place])).criterion for sign in (1, -1)
        )
        assert reml._look(sums, reml._factor(at)).slope[place] == pytest.approx(
            (up - down) / (2 * step), rel=1e-5
        )


# --- what is refused


def without(column: str, value: Any, place: int = 7) -> dict[str, Any]:
    data = by_hand()
    data[column][place] = value
    return data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (by_hand() | {"score": [1, 2]}, "rows as long as each other; got course 120, session 120, score 2"),
        (by_hand() | {"course": [[1, 2]], "score": [[1, 2]]}, "rows as long as each other"),
        (without("score", None), "score is a row of finite numbers"),
        (without("score", math.nan), "score is a row of finite numbers"),
        (without("baseline", math.inf), "baseline is a row of finite numbers"),
        (by_hand() | {"score": [True] * 120}, "score is a row of finite numbers"),
        (by_hand() | {"session": ["1"] * 120}, "session is a row of finite numbers"),
        (without("session", 0), "session holds whole numbers from 1 on"),
        (without("session", 2.5), "session holds whole numbers from 1 on"),
        (without("session", 5), "a course has two scores at one session"),
        (without("baseline", 99), "a course has two baselines"),
        (by_hand(9), "there are 9 of at least 10 courses with 3 scores or more"),
        (by_hand(24, 2), "there are 0 of at least 10 courses"),
        (by_hand() | {"baseline": [12] * 120}, "baselines, or sessions, are the same"),
        (by_hand() | {"baseline": [15.3] * 120}, "baselines, or sessions, are the same"),  # but for rounding
    ],
)
def test_what_cannot_be_fitted_is_refused(data: dict[str, Any], said: str) -> None:
    with pytest.raises(StatisticError, match=said):
        fit(**data)


def test_no_scores_at_all_are_refused() -> None:
    with pytest.raises(StatisticError, match="there are 0 of at least 10 courses"):
        fit(course=[], session=np.array([], dtype=int), score=np.array([]), baseline=np.array([]))


def test_scores_without_error_are_refused() -> None:
    data = by_hand()
    data["score"] = [
        3 + c % 5 - c % 3 * math.log(t) for c, t in zip(data["course"], data["session"], strict=True)
    ]
    with pytest.raises(StatisticError, match="nothing is left to error"):
        fit(**data)


@pytest.mark.parametrize("places", [None, 5])
def test_scores_that_rounding_alone_moves_are_refused(places: int | None) -> None:
    data = by_hand()
    exact = [3 + c % 5 - c % 3 * math.log(t) for c, t in zip(data["course"], data["session"], strict=True)]
    scores = [0.0] * len(exact) if places is None else [round(it, places) for it in exact]
    with pytest.raises(StatisticError, match="nothing is left to error"):
        fit(**data | {"score": scores})


def test_a_search_that_finds_no_end_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reml, "MOST_STEPS", 1)
    with pytest.raises(StatisticError, match="1 steps led to no end"):
        fit(**by_hand())


def test_a_search_that_only_rounding_moves_ends_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A criterion that rises whichever way its slope points: what rounding does near the end."""
    looks = iter(range(1_000))
    monkeypatch.setattr(
        reml,
        "_look",
        lambda sums, factor: reml.Look(next(looks), np.ones(3), np.ones(4), np.eye(4), 1.0),
    )
    factor, found = reml._lowest(None)  # type: ignore[arg-type]
    assert factor.tolist() == [[1, 0], [0, 1]]
    assert found.criterion == 0


def looked(monkeypatch: pytest.MonkeyPatch, *looks: tuple[float, float]) -> tuple[Any, float]:
    """A search that sees these criteria, each with its slope in all directions; where it ends."""
    seen = iter(looks)

    def look(sums: Any, factor: Any) -> reml.Look:
        criterion, slope = next(seen)
        return reml.Look(criterion, slope * np.ones(3), np.ones(4), np.eye(4), 1.0)

    monkeypatch.setattr(reml, "_look", look)
    factor, found = reml._lowest(None)  # type: ignore[arg-type]
    return factor[1, 0], found.criterion


@pytest.mark.parametrize("slope", [2.0, 1.0])
def test_a_curve_that_bends_the_other_way_is_left_out(slope: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """One step along which the slope does not fall: the search goes on with the curve that it had."""
    assert looked(monkeypatch, (5, 1), (4, slope), (3, 0), (3, 0))[1] == 3


def test_a_step_that_lowers_the_criterion_too_little_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Down 1.7 for each step at first: a hair less is not worth a whole step, and enough for a half one."""
    place, criterion = looked(monkeypatch, (0, 1), (-1e-5, 1), (-2e-4, 0), (-2e-4, 0))
    assert criterion == -2e-4
    assert place == pytest.approx(-0.5 / math.sqrt(3))


@pytest.mark.parametrize(
    ("criterion", "slope", "ends"), [(-1e6, 1e-4, True), (-1, 1e-4, False), (0.5, 0.7e-6, False)]
)
def test_how_flat_is_flat_goes_with_the_size_of_the_criterion(
    criterion: float, slope: float, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower = criterion - 0.1
    found = looked(monkeypatch, (criterion, slope), (lower, 0), (lower, 0))[1]
    assert found == (criterion if ends else lower)


def test_without_numpy_the_solver_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.delitem(sys.modules, reml.__name__)
    with pytest.raises(ModuleNotFoundError, match="This needs numpy"):
        importlib.import_module(reml.__name__)


WITHOUT_NUMPY = """
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "numpy" else find(name, *rest)
from amity.core.change.expected_response import Model, fit
print(Model(15, 0.8, -2.6, -0.1, 15, 6, -0.5, 2, 9).bound(20, 1).expected)
assert "numpy" not in sys.modules
fit(course=[], session=[], score=[], baseline=[])
"""


def test_a_model_needs_no_numpy_and_fitting_says_how_to_get_it() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_NUMPY], capture_output=True, text=True, timeout=60)
    assert done.stdout == "19.0\n"
    assert "This needs numpy. Install it with: pip install 'amity[analytics]'" in done.stderr
