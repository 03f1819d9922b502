"""Response and remission: at the line, beyond it, and from 0."""

from typing import Any

import pytest

from amity.core.change.response import remitted, responded
from amity.core.errors import StatisticError
from tests.core.change_cast import NO_NUMBERS

HALF: dict[str, Any] = {"percent": 50, "higher_is": "worse"}
FIVE: dict[str, Any] = {"cutoff": 5, "higher_is": "worse"}


def slowly(first: int, now: int) -> bool | None:
    """Two scores as large as the one now fit into the first."""
    return None if first == 0 else now + now <= first


def test_every_pair_of_phq9_scores() -> None:
    for first in range(28):
        for now in range(28):
            assert responded(first, now, **HALF) is slowly(first, now), (first, now)
        assert remitted(first, **FIVE) is (first in (0, 1, 2, 3, 4))


def test_other_parts_count_exactly() -> None:
    fifth: dict[str, Any] = {"percent": 20, "higher_is": "worse"}
    assert responded(15, 12, **fifth) is True
    assert responded(15, 12.1, **fifth) is False
    assert responded(199, 100, **HALF) is False
    assert responded(100, 99, **HALF | {"percent": 1}) is True
    assert responded(7, 0, **HALF | {"percent": 100}) is True
    assert responded(7, 1, **HALF | {"percent": 100}) is False


def test_where_higher_is_better_a_rise_counts() -> None:
    better: dict[str, Any] = {"percent": 50, "higher_is": "better"}
    assert [responded(20, now, **better) for now in (10, 29, 30)] == [False, False, True]
    assert [remitted(now, cutoff=50, higher_is="better") for now in (49, 50, 51)] == [False, False, True]


def test_of_0_there_is_no_part() -> None:
    assert responded(0, 0, **HALF) is None
    assert responded(0, 4, **HALF) is None


@pytest.mark.parametrize("wrong", NO_NUMBERS, ids=repr)
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    for scores, name in (((wrong, 5), "first"), ((12, wrong), "now")):
        with pytest.raises(StatisticError, match=name):
            responded(*scores, **HALF)
    with pytest.raises(StatisticError, match="percent"):
        responded(12, 5, **HALF | {"percent": wrong})
    with pytest.raises(StatisticError, match="now"):
        remitted(wrong, **FIVE)
    with pytest.raises(StatisticError, match="cutoff"):
        remitted(4, **FIVE | {"cutoff": wrong})


@pytest.mark.parametrize("percent", [0, -50, 101])
def test_per_cents_out_of_range_are_refused(percent: int) -> None:
    with pytest.raises(StatisticError, match=f"percent lies above 0 and at most at 100; got {percent}"):
        responded(12, 5, **HALF | {"percent": percent})


def test_scores_below_0_and_other_directions_are_refused() -> None:
    with pytest.raises(StatisticError, match="first is a total from 0 on"):
        responded(-1, 5, **HALF)
    with pytest.raises(StatisticError, match="now is a total from 0 on"):
        responded(5, -1, **HALF)
    with pytest.raises(StatisticError, match="now is a total from 0 on"):
        remitted(-1, **FIVE)
    with pytest.raises(StatisticError, match="higher_is"):
        responded(12, 5, **HALF | {"higher_is": "up"})
    with pytest.raises(StatisticError, match="higher_is"):
        remitted(4, **FIVE | {"higher_is": "up"})
