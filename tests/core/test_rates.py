"""Intervals of shares: published numbers, what they cover, and what is refused."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.analytics.rates import rate, wilson, worth
from amity.core.errors import StatisticError


@pytest.mark.parametrize(
    ("count", "of", "expected"),
    [  # Newcombe 1998, Stat Med 17(8):857-872, table I, method 3
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_the_published_intervals(count: int, of: int, expected: tuple[float, float]) -> None:
    assert tuple(round(it, 4) for it in wilson(count, of)) == expected


@given(of=st.integers(1, 5_000), part=st.floats(0, 1), level=st.sampled_from([0.5, 0.8, 0.95, 0.998]))
def test_an_interval_solves_its_equation_and_turns_round_with_the_share(
    of: int, part: float, level: float
) -> None:
    """Wilson: the shares p at which the count lies z standard errors of p away."""
    count = round(part * of)
    low, high = wilson(count, of, level=level)
    assert 0 <= low <= count / of <= high <= 1
    other = wilson(of - count, of, level=level)
    assert math.isclose(1 - other[1], low, abs_tol=1e-12)
    inside = wilson(count, of, level=level / 2)
    assert low <= inside[0] <= inside[1] <= high
    for end in {low, high} - {0.0, 1.0}:
        apart = abs(count / of - end) / math.sqrt(end * (1 - end) / of)
        assert math.isclose(math.erf(apart / math.sqrt(2)), level, rel_tol=1e-6)


def test_it_covers_the_truth_about_as_often_as_it_says() -> None:
    """Exactly, from the binomial: on average over shares near 95 %, and never far below."""
    of = 40
    covered = []
    for hundredths in range(5, 96):
        p = hundredths / 100
        held = 0.0
        for count in range(of + 1):
            low, high = wilson(count, of)
            if low <= p <= high:
                held += math.comb(of, count) * p**count * (1 - p) ** (of - count)
        covered.append(held)
    assert 0.945 < sum(covered) / len(covered) < 0.96
    assert min(covered) > 0.90


@pytest.mark.parametrize("wrong", [(1, 0), (-1, 5), (6, 5), (math.nan, 5), (1, math.inf)])
def test_what_is_no_part_is_refused(wrong: Any) -> None:
    with pytest.raises(StatisticError, match="Where there is nobody there is no share"):
        wilson(*wrong)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_a_part(level: float) -> None:
    with pytest.raises(StatisticError, match="at a level above 0 and below 1"):
        wilson(1, 2, level=level)


def test_a_rate_says_what_the_missing_could_change() -> None:
    found = rate("recovery", 15, 50, missing=50)
    assert (found.share, found.at_least, found.at_most) == (0.3, 0.15, 0.65)
    assert (found.lower, found.upper) == wilson(15, 50)


def test_nobody_has_no_rate_and_only_missing_could_be_all_or_none() -> None:
    nobody, unknown = rate("recovery", 0, 0), rate("recovery", 0, 0, missing=3)
    assert (nobody.share, nobody.lower, nobody.at_least, nobody.at_most) == (None, None, None, None)
    assert (unknown.share, unknown.at_least, unknown.at_most) == (None, 0.0, 1.0)


def sums(rows: list[tuple[int, int]]) -> dict[str, int]:
    return {
        "parts_squared": sum(part * part for part, _ in rows),
        "wholes_squared": sum(whole * whole for _, whole in rows),
        "products": sum(part * whole for part, whole in rows),
        "people": len(rows),
    }


def weighed(rows: list[tuple[int, int]]) -> float:
    return worth(sum(part for part, _ in rows), sum(whole for _, whole in rows), **sums(rows))


def test_sessions_that_go_together_are_worth_less() -> None:
    assert weighed([(10, 10), (0, 10), (10, 10), (0, 10)]) == pytest.approx(0.075)
    assert weighed([(5, 10)] * 4) == 1  # everybody alike: nothing says that sessions go together
    assert weighed([(9, 10), (8, 10), (10, 10), (9, 10)]) == 1


def test_one_person_and_a_share_of_all_or_none_are_left_as_they_are() -> None:
    assert weighed([(5, 10)]) == weighed([]) == weighed([(0, 10), (0, 5)]) == weighed([(3, 3), (4, 4)]) == 1
