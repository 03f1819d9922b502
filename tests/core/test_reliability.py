"""Cronbach's alpha: by hand, against a slow twin, and what it refuses."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.change.reliability import alpha
from amity.core.errors import StatisticError
from tests.core import slow_change as slowly
from tests.core.change_cast import NO_NUMBERS, near

ANSWER = st.sampled_from([0, 1, 2, 3])


@st.composite
def answers(draw: st.DrawFn, missing: bool = True) -> list[list[Any]]:
    """One row for each item."""
    people, items = draw(st.integers(2, 8)), draw(st.integers(2, 5))
    one = st.one_of(ANSWER, ANSWER, ANSWER, st.none()) if missing else ANSWER
    return draw(st.lists(st.lists(one, min_size=people, max_size=people), min_size=items, max_size=items))


def test_by_hand() -> None:
    """Variances 1 and 4 of the items; totals 3, 6, 9 with 9: 2 · (1 − 5/9) = 8/9."""
    assert alpha([[1, 2, 3], [2, 4, 6]]) == 8 / 9


def test_items_that_are_equal_hang_together_wholly() -> None:
    assert alpha([[0, 1, 3], [0, 1, 3], [0, 1, 3]]) == 1


def test_items_that_contradict_each_other_go_below_0() -> None:
    assert alpha([[0, 1, 3], [3, 2, 1]]) < 0


@given(items=answers())
def test_equals_the_slow_twin(items: list[list[Any]]) -> None:
    slow = slowly.alpha(items)
    if slow is None:
        with pytest.raises(StatisticError):
            alpha(items)
        return
    assert near(alpha(items), slow)
    assert alpha(items) <= 1


@given(items=answers(missing=False), order=st.randoms(use_true_random=False))
def test_neither_the_order_of_items_nor_of_people_matters(items: list[list[Any]], order: Any) -> None:
    try:
        found = alpha(items)
    except StatisticError:
        return
    people = [list(person) for person in zip(*items, strict=True)]
    order.shuffle(people)
    mixed = [list(row) for row in zip(*people, strict=True)]
    order.shuffle(mixed)
    assert alpha(mixed) == found


def test_whoever_left_one_answer_out_is_left_out() -> None:
    whole = [[1, 2, 3, 0], [2, 4, 6, 1]]
    with_gaps: list[list[Any]] = [[1, 3, 2, 3, 0], [2, None, 4, 6, 1]]
    assert alpha(with_gaps) == alpha(whole)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], "items has 0 of at least 2 rows"),
        ([[1, 2, 3]], "items has 1 of at least 2 rows"),
        ([[1, 2, 3], [1, 2]], "items are rows of the same people; got 3, 2 answers"),
        ([[], []], "0 people answered every item"),
        ([[1, None, 3], [1, 2, None]], "1 people answered every item"),
        ([[1, 1, 1], [2, 2, 2]], "the totals are the same for everybody"),
        ([[1, 2, 3], "123"], r"items\[1\] is a list"),
        (None, "items is a list"),
    ],
)
def test_what_says_nothing_is_refused(items: Any, said: str) -> None:
    with pytest.raises(StatisticError, match=said):
        alpha(items)


@pytest.mark.parametrize("wrong", [it for it in NO_NUMBERS if it is not None], ids=repr)
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    with pytest.raises(StatisticError, match=r"items\[1\]\[2\] is a finite number"):
        alpha([[1, 2, 3], [1, 2, wrong]])
