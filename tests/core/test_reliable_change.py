"""Jacobson & Truax against their own worked case, and the thresholds in use."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import library
from amity.core.change import reliable_change as change

SD = st.floats(0.1, 50)
RELIABILITY = st.floats(0, 0.999)
SCORE = st.floats(-1000, 1000)


def test_the_worked_case_of_the_paper() -> None:
    assert round(change.index(32.5, 47.5, sd=7.5, reliability=0.80), 4) == 3.1623
    assert round(change.threshold(sd=7.5, reliability=0.80), 4) == 9.2971
    assert change.points(sd=7.5, reliability=0.80) == 10


@pytest.mark.parametrize(
    ("sd", "reliability", "threshold", "points"),
    [(6.1, 0.89, 5.61, 6), (4.7, 0.92, 3.68, 4), (7.7, 0.90, 6.75, 7)],
)
def test_thresholds_in_use(sd: float, reliability: float, threshold: float, points: int) -> None:
    assert round(change.threshold(sd=sd, reliability=reliability), 2) == threshold
    assert change.points(sd=sd, reliability=reliability) == points


@pytest.mark.parametrize("reliability", [0.0, 0.1, 0.5, 0.75, 0.84, 0.9, 0.99])
def test_a_threshold_of_exactly_six_needs_seven(reliability: float) -> None:
    sd = 6 / 1.96 / math.sqrt(2 * (1 - reliability))
    assert math.isclose(change.threshold(sd=sd, reliability=reliability), 6)
    assert change.points(sd=sd, reliability=reliability) == 7


def test_a_hair_below_or_above_six_is_not_six() -> None:
    sd = 6 / 1.96 / math.sqrt(2)
    assert change.points(sd=sd * (1 - 1e-9), reliability=0) == 6
    assert change.points(sd=sd * (1 + 1e-9), reliability=0) == 7


@given(sd=SD, reliability=RELIABILITY)
def test_points_are_the_first_whole_number_above(sd: float, reliability: float) -> None:
    points, threshold = (
        change.points(sd=sd, reliability=reliability),
        change.threshold(sd=sd, reliability=reliability),
    )
    assert points - 1 <= threshold * (1 + 1e-9)
    assert threshold < points


@given(before=SCORE, after=SCORE, sd=SD, reliability=RELIABILITY)
def test_the_way_back_is_the_same_with_the_other_sign(
    before: float, after: float, sd: float, reliability: float
) -> None:
    there = change.index(before, after, sd=sd, reliability=reliability)
    assert there == -change.index(after, before, sd=sd, reliability=reliability)


@given(before=st.integers(0, 27), after=st.integers(0, 27))
def test_index_and_points_agree_about_the_phq9(before: int, after: int) -> None:
    numbers = library.instrument("phq9").reliable_change
    assert numbers is not None
    assert numbers.sd is not None
    assert numbers.reliability is not None
    index = change.index(before, after, sd=numbers.sd, reliability=numbers.reliability)
    assert (abs(index) > change.CRITERION) == (abs(after - before) >= numbers.points)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"sd": sd} for sd in (0, -1, math.nan, math.inf)),
        *({"reliability": reliability} for reliability in (1, -0.1, math.nan)),
    ],
)
def test_impossible_numbers_are_refused(wrong: dict[str, Any]) -> None:
    given_numbers = {"sd": 6.0, "reliability": 0.8} | wrong
    name = next(iter(wrong))
    with pytest.raises(ValueError, match=name):
        change.index(1, 2, **given_numbers)
    with pytest.raises(ValueError, match=name):
        change.points(**given_numbers)


@pytest.mark.parametrize("score", [math.nan, math.inf])
def test_a_score_that_is_no_number_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="before is a finite number"):
        change.index(score, 1, sd=6, reliability=0.8)
    with pytest.raises(ValueError, match="after is a finite number"):
        change.index(1, score, sd=6, reliability=0.8)


@given(before=SCORE, after=SCORE, sd=SD, reliability=RELIABILITY)
def test_a_reliable_change_is_larger_than_its_threshold(
    before: float, after: float, sd: float, reliability: float
) -> None:
    found = change.is_reliable(before, after, sd=sd, reliability=reliability)
    assert found is change.is_reliable(after, before, sd=sd, reliability=reliability)
    index = abs(change.index(before, after, sd=sd, reliability=reliability))
    assert found is (index > change.CRITERION) or math.isclose(index, change.CRITERION)


@given(sd=SD, reliability=RELIABILITY)
def test_the_points_are_the_first_that_are_reliable(sd: float, reliability: float) -> None:
    points = change.points(sd=sd, reliability=reliability)
    assert change.is_reliable(0, points, sd=sd, reliability=reliability)
    assert not change.is_reliable(0, points - 1, sd=sd, reliability=reliability)


def test_a_change_of_the_threshold_itself_is_not_reliable() -> None:
    sd = 6 / 1.96 / math.sqrt(2)
    assert not change.is_reliable(10, 4, sd=sd, reliability=0)
    assert change.is_reliable(10, 3, sd=sd, reliability=0)


@pytest.mark.parametrize(("after", "reaches"), [(11, False), (10, True), (9, True), (21, False), (22, True)])
def test_points_that_a_source_gives_count_from_there_on(after: int, reaches: bool) -> None:
    assert change.reaches(16, after, points=6) is reaches
    assert change.reaches(after, 16, points=6) is reaches


def test_points_and_scores_are_numbers() -> None:
    for wrong in ((None, 1, 6), (1, None, 6), (1, 1, None)):
        with pytest.raises(ValueError, match="is a finite number"):
            change.reaches(wrong[0], wrong[1], points=wrong[2])  # type: ignore[arg-type]
