"""What a statistic takes for a number, and in which words it refuses the rest."""

from fractions import Fraction
from numbers import Rational
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.change import exact
from amity.core.errors import AmityError, StatisticError
from tests.core.change_cast import NO_NUMBERS


@given(st.decimals(-1000, 1000, places=3))
def test_a_float_is_the_decimal_it_is_printed_as(value: Any) -> None:
    assert exact.number("x", float(value)) == Fraction(value)


def test_very_small_and_very_large_floats_are_read_too() -> None:
    assert exact.number("x", 1e-7) == Fraction(1, 10**7)
    assert exact.number("x", -2.5e20) == -25 * 10**19
    assert exact.number("x", 10**400) == 10**400
    assert exact.number("x", Fraction(81, 4)) == Fraction(81, 4)


class Short(int):
    """An integer of another library, which stays one in whatever is done with it and may run over."""

    @property
    def numerator(self) -> "Short":
        return self

    def __mul__(self, other: int) -> "Short":
        return Short(int(self) * int(other))

    def __floordiv__(self, other: int) -> "Short":
        return Short(int(self) // int(other))


@Rational.register
class Half:
    """A half of another library."""

    numerator, denominator = Short(1), Short(2)


def test_numbers_of_other_libraries_become_our_own() -> None:
    found = exact.number("x", Half())
    assert found == Fraction(1, 2)
    assert {type(found.numerator), type(found.denominator)} == {int}


@pytest.mark.parametrize("value", NO_NUMBERS, ids=repr)
def test_what_is_no_number_is_refused_by_its_name(value: Any) -> None:
    with pytest.raises(StatisticError, match=r"before is a finite number; got .* is not 0: leave it out\."):
        exact.number("before", value)


def test_the_refusal_is_a_sentence_for_people_and_a_value_error() -> None:
    assert issubclass(StatisticError, AmityError)
    assert issubclass(StatisticError, ValueError)


@pytest.mark.parametrize("value", [None, 7, "12", b"12", {1: 2}, {1, 2}], ids=repr)
def test_what_has_no_order_is_no_row(value: Any) -> None:
    with pytest.raises(StatisticError, match="after is a list of numbers in order"):
        exact.numbers("after", value, at_least=2)


def test_a_row_says_which_place_is_wrong_and_when_it_is_too_short() -> None:
    with pytest.raises(StatisticError, match=r"after\[1\] is a finite number; got None"):
        exact.numbers("after", [1, None, 3], at_least=2)
    with pytest.raises(StatisticError, match="after has 1 of at least 2 scores"):
        exact.numbers("after", [1], at_least=2)
    assert list(exact.numbers("after", (1, 2), at_least=2)) == [1, 2]


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(StatisticError, match="before has 3 scores and after 2"):
        exact.pairs([1, 2, 3], [1, 2], at_least=2)
    assert [list(it) for it in exact.pairs([1, 2], [3, 4], at_least=2)] == [[1, 3], [2, 4]]


def test_the_limits_of_each_kind() -> None:
    assert exact.standard_deviation("sd", 0.001) == Fraction(1, 1000)
    assert exact.total("score", 0) == 0
    assert exact.reliability(0, zero=True) == 0
    assert exact.reliability(0.01, zero=False) == Fraction(1, 100)
    assert exact.reliability(0.999, zero=False) == Fraction(999, 1000)
    for sd in (0, -1):
        with pytest.raises(StatisticError, match="sd is a standard deviation in points, above 0"):
            exact.standard_deviation("sd", sd)
    with pytest.raises(StatisticError, match="score is a total from 0 on; got -1"):
        exact.total("score", -1)
    for wrong in (-0.1, 1, 1.5):
        with pytest.raises(StatisticError, match="reliability lies at or above 0 and below 1"):
            exact.reliability(wrong, zero=True)
    for wrong in (0, 1):
        with pytest.raises(StatisticError, match="reliability lies above 0 and below 1"):
            exact.reliability(wrong, zero=False)


def test_the_direction_is_one_of_two_words() -> None:
    assert (exact.sign("better"), exact.sign("worse")) == (1, -1)
    with pytest.raises(StatisticError, match='"worse" or "better"; got \'up\''):
        exact.sign("up")


def test_means_and_variances_by_hand() -> None:
    row, other = [Fraction(it) for it in (1, 2, 6)], [Fraction(it) for it in (2, 2, 5)]
    assert exact.mean(row) == 3
    assert exact.variance(row) == 7
    assert exact.covariance(row, other) == exact.covariance(other, row) == Fraction(9, 2)
    with pytest.raises(ValueError, match="shorter"):
        exact.covariance(row, other[:2])
    assert exact.spread("these", row) == 7
    with pytest.raises(
        StatisticError, match="these are the same for everybody, so their standard deviation is 0"
    ):
        exact.spread("these", [Fraction(2), Fraction(2)])
