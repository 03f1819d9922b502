"""Change in whole points by chance alone: against made-up people, a slow sum, and what is refused."""

import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.change import reliable_change
from amity.core.change.whole_points import by_chance, least
from amity.core.errors import StatisticError


def slowly(points: int, sd: float, reliability: float, places: int = 400) -> float:
    """One place of the level after the other, and every pair of whole scores around it."""
    error, found = sd * math.sqrt(1 - reliability), 0.0

    def likely(whole: int, level: float) -> float:
        low, high = ((whole + end - level) / (error * math.sqrt(2)) for end in (-0.5, 0.5))
        return (math.erf(high) - math.erf(low)) / 2

    reach = math.ceil(8 * error) + 1
    for place in range(places):
        level = (place + 0.5) / places
        one = {whole: likely(whole, level) for whole in range(-reach, reach + 2)}
        found += sum(
            one[before] * one[after] for before in one for after in one if abs(before - after) >= points
        )
    return found / places


@pytest.mark.parametrize(
    ("points", "sd", "reliability"),
    [(1, 1.0, 0.5), (2, 1.0, 0.5), (4, 4.7, 0.92), (6, 6.1, 0.89), (7, 6.1, 0.89), (3, 2.0, 0.0)],
)
def test_it_is_the_sum_over_every_level_and_every_pair(points: int, sd: float, reliability: float) -> None:
    found = by_chance(points, sd=sd, reliability=reliability)
    assert found == pytest.approx(slowly(points, sd, reliability), abs=2e-5)


def test_made_up_people_who_never_change() -> None:
    chance, people, moved = random.Random(1), 60_000, 0
    error = 4.7 * math.sqrt(0.08)
    for _ in range(people):
        level = chance.uniform(5, 15)
        before, after = (round(level + chance.gauss(0, error)) for _ in range(2))
        moved += abs(before - after) >= 4
    assert moved / people == pytest.approx(by_chance(4, sd=4.7, reliability=0.92), abs=0.003)


@given(sd=st.floats(0.5, 20), reliability=st.floats(0, 0.99), points=st.integers(1, 30))
def test_more_points_are_rarer_and_the_tail_lies_between(sd: float, reliability: float, points: int) -> None:
    found = by_chance(points, sd=sd, reliability=reliability)
    assert 0 <= by_chance(points + 1, sd=sd, reliability=reliability) <= found + 1e-12 <= 1 + 1e-12
    error = reliable_change.error_of_difference(sd=sd, reliability=reliability)
    rarer, oftener = (math.erfc(it / error / math.sqrt(2)) for it in (points, points - 1))
    assert rarer - 1e-12 <= found <= oftener + 1e-12


@given(sd=st.floats(0.5, 20), reliability=st.floats(0, 0.99), most=st.sampled_from([0.01, 0.05, 0.32]))
def test_the_fewest_points_are_the_first_that_are_rare_enough(
    sd: float, reliability: float, most: float
) -> None:
    found = least(sd=sd, reliability=reliability, most=most)
    assert by_chance(found, sd=sd, reliability=reliability) <= most
    assert found == 1 or by_chance(found - 1, sd=sd, reliability=reliability) > most


def test_the_usual_level_is_five_per_cent() -> None:
    assert least(sd=6.1, reliability=0.89) == least(sd=6.1, reliability=0.89, most=0.05) == 7
    assert least(sd=4.7, reliability=0.92) == 5


@pytest.mark.parametrize("points", [0, -1, 5.5, True, None])
def test_points_are_whole_and_at_least_one(points: Any) -> None:
    with pytest.raises(StatisticError, match="points is a whole number from 1 on"):
        by_chance(points, sd=6, reliability=0.9)


@pytest.mark.parametrize("most", [0, 1, 5, -0.1, math.nan])
def test_a_level_is_a_share(most: float) -> None:
    with pytest.raises(StatisticError, match="most is a share"):
        least(sd=6, reliability=0.9, most=most)
