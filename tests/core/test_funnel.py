"""The funnel plot: exact lines, how often chance alone crosses them, the spread between groups, the words."""

import math
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.analytics import funnel as module
from amity.core.analytics.funnel import ASK, Group, between, funnel
from amity.core.errors import StatisticError
from tests.core import slow_funnel as slowly
from tests.counts import count

TAILS = (Fraction(1, 40), Fraction(1, 1_000))
SOME = settings(max_examples=min(count(60), 3_000), deadline=None)


def close(one: float, other: Fraction) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@SOME
@given(of=st.integers(1, 90), hundredths=st.integers(1, 99), part=st.floats(0, 1))
def test_lines_and_places_are_those_of_exact_fractions(of: int, hundredths: int, part: float) -> None:
    target, seen = Fraction(hundredths, 100), round(part * of)
    found = funnel([Group("one", seen, of)], target=hundredths / 100)
    lines = module._lines(of, hundredths / 100, None)
    (low, under), (far_low, _) = (slowly.lower(of, target, tail) for tail in TAILS)
    (high, over), (far_high, _) = (slowly.upper(of, target, tail) for tail in TAILS)
    told = (lines.far_below, lines.below, lines.above, lines.far_above)
    assert all(close(it, other) for it, other in zip(told, (far_low, low, high, far_high), strict=True))
    if Fraction(1, 40) not in (under, over):  # else the line runs through a count, which rounding moves
        assert close(found.by_chance or 0, under + over)
    share = Fraction(seen, of)
    if not any(close(float(share), it) for it in (far_low, low, high, far_high)):
        place = found.points[0].place
        assert (place in ("far below", "below")) == (share < low)
        assert (place == "far below") == (share < far_low)
        assert (place in ("far above", "above")) == (share > high)
        assert (place == "far above") == (share > far_high)
        assert (place == "too few") == (low == 0 and high == 1)


@SOME
@given(of=st.integers(1, 400), target=st.floats(0.01, 0.99))
def test_who_does_not_count_has_the_same_funnel_upside_down(of: int, target: float) -> None:
    one, other = (module._lines(of, it, None) for it in (target, 1 - target))
    assert 0 <= one.far_below <= one.below <= target <= one.above <= one.far_above <= 1
    assert math.isclose(one.below, 1 - other.above, abs_tol=1e-9)
    assert math.isclose(one.far_below, 1 - other.far_above, abs_tol=1e-9)


@pytest.mark.parametrize("of", [2, 5, 12, 40, 150])
@pytest.mark.parametrize("hundredths", [3, 20, 50, 88])
def test_chance_alone_crosses_a_line_at_most_as_often_as_it_says(of: int, hundredths: int) -> None:
    """Summed over every count there could be, each with its exact probability."""
    often: dict[str, Fraction] = dict.fromkeys(module.WORDS, Fraction(0))
    for seen, chance in enumerate(slowly.chances(of, Fraction(hundredths, 100))):
        point = funnel([Group("one", seen, of)], target=hundredths / 100).points[0]
        often[point.place] += chance
    for far, near in (("far below", "below"), ("far above", "above")):
        assert often[far] <= TAILS[1]
        assert often[far] + often[near] <= TAILS[0]
    outside = 1 - often["within"] - often["too few"]
    assert close(funnel([Group("one", 0, of)], target=hundredths / 100).by_chance or 0, outside)


def test_the_normal_limits_are_reached_by_large_groups() -> None:
    lines = module._lines(200_000, 0.5, None)
    assert lines.below == pytest.approx(0.5 - 1.959964 * 0.5 / math.sqrt(200_000), abs=3e-6)
    assert lines.far_above == pytest.approx(0.5 + 3.090232 * 0.5 / math.sqrt(200_000), abs=3e-6)


def test_a_service_of_three_protocols() -> None:
    found = funnel([Group("ipt", 60, 100), Group("ipc", 12, 40), Group("mit", 2, 3)])
    assert found.target == 74 / 143
    assert [(it.name, it.share, it.place) for it in found.points] == [
        ("ipt", 0.6, "within"),
        ("ipc", 0.3, "below"),
        ("mit", 2 / 3, "too few"),
    ]
    assert found.between is None


def test_the_lines_reach_past_the_smallest_and_the_largest_group() -> None:
    found = funnel([Group("a", 10, 20), Group("b", 300, 500)])
    sizes = [it.of for it in found.lines]
    assert sizes == sorted(set(sizes))
    assert (sizes[0], sizes[-1]) == (10, 551)
    assert 40 < len(sizes) <= module.STEPS + 1
    assert funnel([Group("a", 1, 1)], target=0.3).lines[0].of == 1


def test_words_never_rank_and_always_ask() -> None:
    places = {}
    for seen in range(101):
        point = funnel([Group("one", seen, 100)], target=0.5).points[0]
        places[point.place] = point.words
    assert places == {
        "far below": f"far lower than chance alone would give; {ASK}",
        "below": f"lower than chance alone would give; {ASK}",
        "within": "within what chance alone would give",
        "above": f"higher than chance alone would give; {ASK}",
        "far above": f"far higher than chance alone would give; {ASK}",
    }
    few = funnel([Group("one", 2, 2)], target=0.5).points[0].words
    assert few == "too few to tell: with so few, chance alone could give any share"
    told = " ".join([*places.values(), few])
    assert not any(it in told for it in ("better", "worse", "best", "poor", "good", "outlier", "rank"))


@pytest.mark.parametrize("all_of_them", [True, False])
def test_groups_that_are_all_alike_lie_on_the_line(all_of_them: bool) -> None:
    found = funnel([Group(name, 7 * all_of_them, 7) for name in "ab"])
    assert {it.place for it in found.points} == {"within"}
    assert found.by_chance == 0
    assert {(it.below, it.far_above) for it in found.lines} == {(found.target, found.target)}


# --- more than chance between groups


def drawn(sd: float, groups: int, seed: int) -> list[Group]:
    """Groups whose true shares lie around a half, so far apart on the scale of the angle."""
    chance = random.Random(seed)
    made = []
    for number in range(groups):
        share = math.sin(math.pi / 4 + chance.gauss(0, sd)) ** 2
        of = chance.randint(50, 400)
        made.append(Group(str(number), sum(chance.random() < share for _ in range(of)), of))
    return made


def test_the_spread_between_groups_is_found_again() -> None:
    """Winsorising leaves out the tails: of a normal spread about a quarter of the variance goes with them."""
    found = [between(drawn(0.12, 60, seed)).sd for seed in range(5)]
    assert all(0.07 < it < 0.14 for it in found)
    without = [between(drawn(0, 60, seed)) for seed in range(5)]
    assert all(it.sd < 0.03 and it.ratio < 1.3 for it in without)


def test_the_spread_by_hand() -> None:
    """Ten groups of 100, shares 0.3 and 0.7 by turns: every one lies the same angle from a half."""
    groups = [Group(str(n), 30 + 40 * (n % 2), 100) for n in range(10)]
    apart = math.asin(math.sqrt(0.7)) - math.pi / 4
    found = between(groups)
    assert found.ratio == pytest.approx(400 * apart**2)
    assert found.sd == pytest.approx(math.sqrt((10 * 400 * apart**2 - 9) / (4_000 - 400)))


def test_one_group_far_out_does_not_widen_the_lines_for_all() -> None:
    usual = [Group(str(n), 48 + n % 5, 100) for n in range(10)]
    assert between([*usual, Group("far", 99, 100)], target=0.5) == between(
        [*usual, Group("far", 52, 100)], target=0.5
    )
    assert between([*usual, Group("far", 1, 100)], target=0.5).sd == 0


def test_wider_lines_are_never_narrower_and_say_what_they_allow_for() -> None:
    groups = drawn(0.12, 30, 1)
    plain, wide = funnel(groups), funnel(groups, widened=True)
    assert wide.between == between(groups)
    assert wide.by_chance is None
    for one, other in zip(plain.lines, wide.lines, strict=True):
        assert other.far_below <= one.far_below
        assert other.below <= one.below
        assert other.above >= one.above
        assert other.far_above >= one.far_above
    outside = [sum(it.place not in ("within", "too few") for it in found.points) for found in (plain, wide)]
    assert outside[0] > 5 > outside[1]
    (words,) = {it.words for it in wide.points if it.place == "within"}
    assert words == "within what chance and the usual spread between these groups would give"


def test_a_wide_line_is_the_angle_with_both_spreads() -> None:
    lines = module._lines(100, 0.5, module.Between(3, 0.1))
    reach = 1.959963984540054 * math.sqrt(1 / 400 + 0.01)
    assert lines.below == pytest.approx(math.sin(math.pi / 4 - reach) ** 2)
    assert lines.above == pytest.approx(math.sin(math.pi / 4 + reach) ** 2)
    assert module._lines(100, 0.02, module.Between(3, 1)).below == 0
    assert module._lines(100, 0.98, module.Between(3, 1)).above == 1


# --- what is refused


@pytest.mark.parametrize(
    "groups", [[], [Group("a", 1, 0)], [Group("a", -1, 5)], [Group("a", 6, 5)], [Group("a", 0, 0)]]
)
def test_what_is_no_group_is_refused(groups: list[Group]) -> None:
    with pytest.raises(StatisticError, match="of whom 0 to all count"):
        funnel(groups)


@pytest.mark.parametrize("target", [0, 1, 50, -0.1, math.nan])
def test_a_target_is_a_share(target: Any) -> None:
    with pytest.raises(StatisticError, match="target is a share above 0 and below 1"):
        funnel([Group("a", 1, 5)], target=target)


def test_a_spread_between_few_groups_is_refused() -> None:
    with pytest.raises(StatisticError, match="there are 9 of at least 10 groups"):
        funnel([Group(str(n), 3, 9) for n in range(9)], widened=True)
