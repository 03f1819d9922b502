"""Change of each person in a group: against a slow twin, and where it says nothing."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amity.core.change import hageman_arrindell as hageman
from amity.core.errors import StatisticError
from tests.core import slow_change as slowly
from tests.core.change_cast import DIRECTION, NO_NUMBERS, RELIABILITY, SCORES, SD, groups, near, same_sd

NUMBERS: dict[str, Any] = {
    "reliability": 0.89,
    "functional_mean": 3.24,
    "functional_sd": 4.24,
    "higher_is": "worse",
}
BEFORE = [18, 9, 21, 12, 17, 24, 14, 10]
AFTER = [4, 10, 12, 8, 17, 6, 6, 16]


def test_one_group_worked_through_by_hand() -> None:
    """s1² = 197.875/7, SEM² = 0.11 s1², the variance of the changes 453.5/7, M2 − M1 = −5.75."""
    found = hageman.classify(BEFORE, AFTER, **NUMBERS)
    assert round(found.error, 6) == 1.763367
    assert round(found.reliability_of_change, 6) == 0.904008
    assert [round(it, 4) for it in found.index[:3]] == [-5.5705, 0.1485, -3.6642]


@given(group=groups(), reliability=RELIABILITY, well=SCORES, sd=SD, higher_is=DIRECTION)
def test_every_person_equals_the_slow_twin(
    group: tuple[list[Any], list[Any]], reliability: float, well: Any, sd: Any, higher_is: Any
) -> None:
    before, after = group
    assume(not same_sd(before))
    numbers: dict[str, Any] = {"functional_mean": well, "functional_sd": sd, "higher_is": higher_is}
    assume(any(a - b != before[0] - after[0] for a, b in zip(before, after, strict=True)))
    slow = slowly.hageman(before, after, reliability, well, sd, higher_is)
    if slow is None:
        with pytest.raises(StatisticError, match="the changes"):
            hageman.classify(before, after, reliability=reliability, **numbers)
        return
    found = hageman.classify(before, after, reliability=reliability, **numbers)
    for person, (index, beyond, category) in zip(found, slow, strict=True):
        assert near(person.index, index)
        assert (person.beyond is None) == (beyond is None)
        assert person.beyond is None or near(person.beyond, beyond)
        assert person.category == category


@given(group=groups(), order=st.randoms(use_true_random=False))
def test_each_keeps_their_own_result_in_any_order(group: tuple[list[Any], list[Any]], order: Any) -> None:
    try:
        found = hageman.classify(*group, **NUMBERS)
    except StatisticError:
        return
    places = list(range(len(found)))
    order.shuffle(places)
    mixed = hageman.classify(*([row[place] for place in places] for row in group), **NUMBERS)
    assert list(mixed) == [found[place] for place in places]


@given(group=groups())
def test_a_scale_turned_round_gives_the_same_words(group: tuple[list[Any], list[Any]]) -> None:
    turned = NUMBERS | {"higher_is": "better", "functional_mean": -3.24}
    try:
        found = hageman.classify(*group, **NUMBERS)
    except StatisticError:
        return
    other = hageman.classify(*([-it for it in row] for row in group), **turned)
    assert [it.category for it in other] == [it.category for it in found]
    assert other.index == tuple(-it for it in found.index)


def test_a_group_is_a_row_of_people_and_a_column_of_indices() -> None:
    found = hageman.classify(BEFORE, AFTER, **NUMBERS)
    assert len(found) == 8
    assert found[:2] == (found[0], found[1])
    assert found.index == tuple(person.index for person in found)


def test_recovered_needs_a_start_on_the_clinical_side() -> None:
    found = hageman.classify([5, *BEFORE], [-4, *AFTER], **NUMBERS)
    assert found.cutoff is not None
    assert found.cutoff > 5
    assert found[0].beyond is not None
    assert found[0].beyond < -hageman.CRITERION
    assert (found[0].category, found[1].category) == ("improved", "recovered")


@pytest.mark.parametrize(
    ("after", "change"), [([5] * 8, {}), ([5] * 7 + [6], {}), (AFTER, {"functional_sd": 1.76})]
)
def test_without_a_true_cutoff_nobody_is_called_recovered(after: list[int], change: dict[str, Any]) -> None:
    found = hageman.classify(BEFORE, after, **NUMBERS | change)
    assert found.cutoff is None
    assert {person.beyond for person in found} == {None}
    assert {person.category for person in found} <= {"improved", "unchanged", "deteriorated"}
    assert found[0].category == "improved"


@pytest.mark.parametrize("reliability", [0, 1, -0.5, None])
def test_a_reliability_out_of_range_is_refused(reliability: Any) -> None:
    with pytest.raises(StatisticError, match="reliability"):
        hageman.classify(BEFORE, AFTER, **NUMBERS | {"reliability": reliability})


def test_a_group_that_says_nothing_is_refused() -> None:
    with pytest.raises(StatisticError, match="before are the same for everybody"):
        hageman.classify([12] * 8, AFTER, **NUMBERS)
    with pytest.raises(StatisticError, match="the changes are the same for everybody"):
        hageman.classify(BEFORE, [it - 3 for it in BEFORE], **NUMBERS)
    with pytest.raises(StatisticError, match="the changes differ no more than error of measurement"):
        hageman.classify(BEFORE, [it - 3 for it in BEFORE[:7]] + [8], **NUMBERS)
    with pytest.raises(StatisticError, match="before has 0 of at least 2"):
        hageman.classify([], [], **NUMBERS)
    with pytest.raises(StatisticError, match="before has 8 scores and after 7"):
        hageman.classify(BEFORE, AFTER[1:], **NUMBERS)
    assert len(hageman.classify([20, 10], [5, 20], **NUMBERS)) == 2


@pytest.mark.parametrize("wrong", NO_NUMBERS, ids=repr)
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    for before, after, name in (
        ([wrong, *BEFORE[1:]], AFTER, r"before\[0\]"),
        (BEFORE, [*AFTER[:7], wrong], r"after\[7\]"),
    ):
        with pytest.raises(StatisticError, match=name):
            hageman.classify(before, after, **NUMBERS)
    for name in ("functional_mean", "functional_sd"):
        with pytest.raises(StatisticError, match=name):
            hageman.classify(BEFORE, AFTER, **NUMBERS | {name: wrong})


def test_a_spread_of_nothing_and_another_direction_are_refused() -> None:
    with pytest.raises(StatisticError, match="functional_sd is a standard deviation"):
        hageman.classify(BEFORE, AFTER, **NUMBERS | {"functional_sd": 0})
    with pytest.raises(StatisticError, match="higher_is"):
        hageman.classify(BEFORE, AFTER, **NUMBERS | {"higher_is": "up"})


@pytest.mark.parametrize("after", [[4, 0], [3, 2, 1]])
def test_a_spread_of_exactly_the_error_leaves_no_true_cutoff(after: list[int]) -> None:
    """Error 1: with two people that of people who are well is 1, with three that of the scores after."""
    two = len(after) == 2
    before, numbers = ([0, 2], {"reliability": 0.5}) if two else ([0, 2, 4], {"reliability": 0.75})
    found = hageman.classify(before, after, **NUMBERS | numbers | {"functional_sd": 1 if two else 5})
    assert (found.error, found.cutoff) == (1, None)


def test_changes_that_spread_exactly_as_error_would_are_refused() -> None:
    with pytest.raises(StatisticError, match="the changes differ no more than error"):
        hageman.classify([0, 2], [0, 4], **NUMBERS | {"reliability": 0.5})


@pytest.mark.parametrize(
    ("index", "category"), [(1.65, "unchanged"), (-1.65, "unchanged"), (1.6501, "improved")]
)
def test_an_index_at_the_criterion_is_not_reliable(index: float, category: str) -> None:
    assert hageman._category(index, crossed=False) == category
