"""Sudden gains: the worked courses, both readings against a slow twin, and what is missing."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amity.core.change import sudden_gains
from amity.core.change.sudden_gains import Gain, find
from amity.core.errors import StatisticError
from tests.core import slow_change as slowly
from tests.core.change_cast import NO_NUMBERS

FIRST = [19, 18, 20, 17, 10, 9, 11, 8]
SECOND = [19, 18, 14, 17, 10, 12, 7, 8]
STEP = st.sampled_from([0, 0, 0, 1, -1, 2, -2, -7, -9, 6])


@st.composite
def courses(draw: st.DrawFn) -> list[Any]:
    """Courses that fall now and then, with sessions that have no score."""
    at, scores = draw(st.integers(5, 27)), []
    for step in draw(st.lists(STEP, max_size=14)):
        at = max(0, min(27, at + step))
        scores.append(draw(st.sampled_from([at, at, at, at, None, at + 0.5])))
    return scores


@pytest.mark.parametrize("course", [FIRST, SECOND])
def test_the_worked_courses(course: list[int]) -> None:
    assert find(course, points=6) == [Gain(before_session=4, size=7, reversed_at=None)]


def test_the_third_criterion_by_hand() -> None:
    """Means 55/3 and 10; pooled variance (7/3 + 1)/2 = 5/3; 2.776 times its root is 3.584, 8.333 is more."""
    before, after = [Fraction(it) for it in (18, 20, 17)], [Fraction(it) for it in (10, 9, 11)]
    assert sudden_gains._stands_out(before, after, "pooled_sd")
    close = [it + 5 for it in after]  # 3.333 is less
    assert not sudden_gains._stands_out(before, close, "pooled_sd")
    assert sudden_gains._stands_out(before, close, "two_sample_t")  # times √(2/3): 2.926


@given(
    course=courses(),
    points=st.sampled_from([1, 5, 6, 7, 6.5]),
    proportion=st.sampled_from([0, 0.25, 0.5, 1]),
    reading=st.sampled_from(["pooled_sd", "two_sample_t"]),
)
@example(FIRST, 6, 0.25, "pooled_sd")
@example([18, 18, 18, 8, 8, 8], 6, 0.25, "pooled_sd")
def test_both_readings_equal_the_slow_twin(course: Any, points: Any, proportion: Any, reading: Any) -> None:
    found = find(course, points=points, proportion=proportion, reading=reading)
    slow = slowly.gains(course, points, proportion, as_t_test=reading == "two_sample_t")
    assert [(it.before_session, slowly.dec(it.size), it.reversed_at) for it in found] == slow


@given(course=courses())
def test_the_t_test_finds_no_fewer_and_a_larger_least_fall_no_more(course: Any) -> None:
    sessions = {it.before_session for it in find(course, points=6)}
    assert sessions <= {it.before_session for it in find(course, points=6, reading="two_sample_t")}
    assert {it.before_session for it in find(course, points=7)} <= sessions
    assert {it.before_session for it in find(course, points=6, proportion=0.5)} <= sessions


def test_a_fall_of_exactly_the_points_and_the_proportion_counts() -> None:
    course = [24, 24, 24, 18, 18, 18]
    assert [it.before_session for it in find(course, points=6)] == [3]
    assert [it.before_session for it in find([3, 3, 3, 2.2, 2.2, 2.2], points=0.5)] == [3]
    assert find(course, points=6.1) == []
    assert find(course, points=6, proportion=0.26) == []
    assert find([25, 25, 25, 19, 19, 19], points=6) == []  # 24 per cent


def test_a_mean_fall_of_exactly_t_times_the_spread_does_not_count() -> None:
    """Variance 1 before, 0 after, so pooled 1/2 at 4 degrees of freedom; t/√2 is no fraction, so scaled."""
    before, after = [Fraction(it) for it in (-1, 0, 1)], [Fraction(it) for it in (-1, 0, 1)]
    fall = Fraction("2.776")
    moved = [it + fall for it in before]
    assert not sudden_gains._stands_out(moved, after, "pooled_sd")
    assert sudden_gains._stands_out([it + Fraction(1, 10**9) for it in moved], after, "pooled_sd")


@pytest.mark.parametrize(
    ("course", "sessions"),
    [
        ([19, 17, 10, 9], [2]),  # two on each side are enough
        ([17, 10, 9, 11], []),  # one before is not
        ([19, 18, 17, 10], []),  # nor one after
        ([19, None, 17, 10, None, 9], [3]),  # gaps are passed over, not read as 0
        ([19, 18, None, 10, 9, 10], []),  # the session before the fall is missing
        ([19, 18, 17, None, 9, 10], []),
        ([None, None, 17, 10, 9, 9], []),
        ([None] * 6, []),
        ([], []),
        ([12], []),
    ],
)
def test_what_is_missing(course: Any, sessions: list[int]) -> None:
    assert [it.before_session for it in find(course, points=6)] == sessions


@pytest.mark.parametrize(
    ("later", "reversed_at"),
    [([13, 10], None), ([13, 14], 8), ([14, 14], 7), ([None, 15], 8), ([None, None], None)],
)
def test_half_given_back_is_a_reversal(later: list[Any], reversed_at: int | None) -> None:
    course = [18, 18, 18, 10, 10, 10, *later]
    assert find(course, points=6) == [Gain(3, 8, reversed_at)]


def test_the_session_right_after_the_fall_is_no_reversal_and_the_next_one_may_be() -> None:
    assert find([18, 18, 18, 10, 14, 10, 10], points=6)[0].reversed_at == 5


def test_a_size_is_whole_where_it_is_and_exact_elsewhere() -> None:
    whole, part = (find([18, 18, 18, end, end, end], points=6)[0].size for end in (10, 9.9))
    assert (whole, type(whole)) == (8, int)
    assert part == Fraction(81, 10)


@pytest.mark.parametrize("wrong", [it for it in NO_NUMBERS if it is not None], ids=repr)
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    with pytest.raises(StatisticError, match=r"scores\[1\]"):
        find([12, wrong], points=6)
    with pytest.raises(StatisticError, match="points"):
        find(FIRST, points=wrong)
    with pytest.raises(StatisticError, match="proportion"):
        find(FIRST, points=6, proportion=wrong)


def test_numbers_out_of_range_and_other_words_are_refused() -> None:
    for points in (0, -6):
        with pytest.raises(StatisticError, match="points is the least fall that counts, above 0"):
            find(FIRST, points=points)
    for proportion in (-0.1, 1.1, 25):
        with pytest.raises(StatisticError, match="proportion is a part of the score before, 0 to 1"):
            find(FIRST, points=6, proportion=proportion)
    with pytest.raises(StatisticError, match=r"scores\[0\] is a total from 0 on"):
        find([-1, 3], points=6)
    with pytest.raises(StatisticError, match="reading is one of pooled_sd, two_sample_t; got 'welch'"):
        find(FIRST, points=6, reading="welch")  # type: ignore[arg-type]
    with pytest.raises(StatisticError, match="scores is a list"):
        find(None, points=6)  # type: ignore[arg-type]
