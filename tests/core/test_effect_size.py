"""Effect sizes: the worked group, a slow twin in fifty decimals, and groups that have none."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amity.core.change.effect_size import CORRECTION, hedges, pre_post
from amity.core.errors import StatisticError
from tests.core import slow_change as slowly
from tests.core.change_cast import NO_NUMBERS, groups, near, same_sd

BEFORE = [18, 15, 21, 12, 17, 20, 14, 16]
AFTER = [9, 10, 12, 8, 15, 11, 6, 13]
NAMES = ("d_pre", "g", "d_av", "d_z", "d_rm", "standard_error")


def test_the_worked_group() -> None:
    found = pre_post(BEFORE, AFTER)
    expected = (2.027634, 1.800951, 2.075930, 2.076996, 2.074720, 0.617805)
    assert tuple(round(getattr(found, name), 6) for name in NAMES) == expected
    assert found.people == 8


def test_it_says_which_correction_it_used() -> None:
    assert pre_post(BEFORE, AFTER).correction == CORRECTION
    assert CORRECTION.startswith("exact: Γ(df/2)")
    assert round(hedges(7), 6) == 0.888203
    assert round(2.027634 * (1 - 3 / (4 * 7 - 1)), 6) == 1.802341  # what the usual approximation would give


@given(group=groups())
def test_every_size_equals_the_slow_twin(group: tuple[list[Any], list[Any]]) -> None:
    before, after = group
    assume(not same_sd(before) and not same_sd(after))
    falls = [slowly.dec(a) - slowly.dec(b) for a, b in zip(before, after, strict=True)]
    assume(len(set(falls)) > 1)
    found, slow = pre_post(before, after), slowly.effects(before, after)
    assert {name: near(getattr(found, name), slow[name]) for name in NAMES} == dict.fromkeys(NAMES, True)


@pytest.mark.parametrize("free", [2, 3, 7, 30, 101])
def test_the_correction_equals_the_slow_twin(free: int) -> None:
    assert near(hedges(free), slowly.hedges(free))
    assert abs(hedges(free) - (1 - 3 / (4 * free - 1))) < 0.01


@given(group=groups(), order=st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(group: tuple[list[Any], list[Any]], order: Any) -> None:
    people = list(zip(*group, strict=True))
    order.shuffle(people)
    try:
        found = pre_post(*group)
    except StatisticError:
        return
    assert pre_post(*zip(*people, strict=True)) == found


@given(group=groups(), by=st.integers(-20, 20))
def test_the_zero_of_the_scale_does_not_matter_and_its_direction_turns_the_sign(
    group: tuple[list[Any], list[Any]], by: int
) -> None:
    before, after = ([slowly.dec(it) for it in row] for row in group)
    moved = [[float(it + by) for it in row] for row in (before, after)]
    turned = [[float(-it) for it in row] for row in (before, after)]
    try:
        found = pre_post(*group)
    except StatisticError:
        return
    assert pre_post(*moved) == found
    assert pre_post(*turned).d_pre == -found.d_pre
    assert pre_post(*turned).standard_error == found.standard_error


def test_a_group_that_fell_is_above_0_and_one_that_rose_below() -> None:
    assert pre_post(BEFORE, AFTER).d_pre > 0 > pre_post(AFTER, BEFORE).d_z


def test_opposite_changes_have_a_correlation_below_0() -> None:
    """r = −1, so 2(1 − r) is 4: d_rm is twice d_z."""
    found = pre_post([1, 2, 3], [5, 4, 3])
    assert near(found.d_rm, 2 * found.d_z)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([], [], "before has 0 of at least 3"),
        ([1, 2], [1, 3], "before has 2 of at least 3"),
        ([1, 2, 3], [1, 2], "after has 2 of at least 3"),
        ([1, 2, 3, 4], [1, 2, 3], "before has 4 scores and after 3"),
        ([2, 2, 2], [1, 2, 3], "before are the same for everybody"),
        ([1, 2, 3], [2, 2, 2], "after are the same for everybody"),
        ([4, 5, 6], [1, 2, 3], "the changes are the same for everybody"),
        ("123", [1, 2, 3], "before is a list"),
    ],
)
def test_groups_without_an_effect_size_are_refused(before: Any, after: Any, said: str) -> None:
    with pytest.raises(StatisticError, match=said):
        pre_post(before, after)


@pytest.mark.parametrize("wrong", NO_NUMBERS, ids=repr)
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    with pytest.raises(StatisticError, match=r"before\[1\]"):
        pre_post([1, wrong, 3], [1, 2, 4])
    with pytest.raises(StatisticError, match=r"after\[2\]"):
        pre_post([1, 2, 3], [1, 2, wrong])
