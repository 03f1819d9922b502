"""The first weeks: the rule against a slow second version, on every pair of scores."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from amity.core.change import early_response as early

BEGAN = date(2026, 3, 2)
DAYS = st.integers(0, 120).map(lambda days: BEGAN + timedelta(days=days))
SCORES = st.lists(st.tuples(DAYS, st.integers(0, 27)), max_size=12, unique_by=lambda it: it[0])


def slowly(first: int, now: int) -> bool:
    """A point at a time: is the score below 10, or has a fifth of the first score gone?"""
    gone = 0
    while first - gone > now:
        gone += 1
    a_fifth_has_gone = now <= first and gone * 100 >= first * 20
    return not (now < 10 or a_fifth_has_gone)


def test_every_pair_of_scores() -> None:
    for first in range(28):
        for now in range(28):
            assert early.reason_to_talk(first, now) is slowly(first, now), (first, now)


def test_a_fall_of_exactly_a_fifth_is_enough_and_a_hair_less_is_not() -> None:
    assert early.reason_to_talk(20, 16) is False
    assert early.reason_to_talk(20, Fraction(1601, 100)) is True


@given(SCORES)
def test_which_scores_are_compared(scores: list[tuple[date, int]]) -> None:
    found = early.reading(scores)
    by_day = sorted(scores)
    later = [it for it in by_day if 21 <= (it[0] - by_day[0][0]).days <= 41]
    if not later:
        assert found is None
        return
    assert found is not None
    assert (found.first_on, found.first) == by_day[0]
    assert (found.now_on, found.now) == later[-1]
    assert found.applies is early.reason_to_talk(by_day[0][1], later[-1][1])


@given(SCORES)
def test_the_order_does_not_matter(scores: list[tuple[date, int]]) -> None:
    assert early.reading(scores) == early.reading(scores[::-1])


def test_the_arithmetic_that_is_shown() -> None:
    day4 = BEGAN + timedelta(days=21)
    shown = [(19, 20, -5), (20, 17, 15), (16, 13, 19), (27, 0, 100), (0, 12, None)]
    for first, now, percent in shown:
        found = early.reading([(BEGAN, first), (day4, now)])
        assert found is not None
        assert found.fall_percent == percent
