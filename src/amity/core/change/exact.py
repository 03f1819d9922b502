"""Numbers as the statistics of change take them: exact, or refused in words."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from numbers import Rational, Real
from typing import Final, Literal

from amity.core.errors import StatisticError

Number = int | float | Fraction
HigherIs = Literal["worse", "better"]
BETTER: Final[dict[str, int]] = {"worse": -1, "better": 1}  # the sign of a change for the better


def number(name: str, value: object) -> Fraction:
    """A finite number, exactly; a float counts as the decimal it is printed as, so 0.1 is one tenth.

    Raises StatisticError, which calls it `name`, for everything else: None, NaN, infinity, text, True.

    >>> number("score", 0.1), number("score", 12)
    (Fraction(1, 10), Fraction(12, 1))
    """
    if type(value) is int:  # as most scores are: the ways below end the same, and take three times as long
        return Fraction(value)
    if isinstance(value, Rational) and not isinstance(value, bool):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value):
        return Fraction(repr(float(value)))
    raise StatisticError(
        f"{name} is a finite number; got {value!r}. Give an int, a float or a Fraction. What is missing is "
        "not 0: leave it out."
    )


def numbers(name: str, values: object, *, at_least: int) -> tuple[Fraction, ...]:
    """A row of numbers, each of which `number` takes.

    Raises StatisticError if it is no sequence, shorter than `at_least`, or holds what is no finite number.
    """
    row = tuple(number(f"{name}[{place}]", value) for place, value in enumerate(row_of(name, values)))
    if len(row) < at_least:
        raise StatisticError(
            f"{name} has {len(row)} of at least {at_least} scores; with fewer there is no spread to measure. "
            "Give the scores of more people."
        )
    return row


def row_of(name: str, values: object) -> tuple[object, ...]:
    """What stands in a row. Raises StatisticError for what has no order, or is text."""
    if isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping | Set):
        return tuple(values)
    raise StatisticError(f"{name} is a list of numbers in order; got {values!r}. Give a list or a tuple.")


def pairs(before: object, after: object, *, at_least: int) -> list[tuple[Fraction, Fraction]]:
    """The two scores of each person. Raises StatisticError as `numbers`, and for rows of unequal length."""
    first, last = (
        numbers(name, it, at_least=at_least) for name, it in (("before", before), ("after", after))
    )
    if len(first) != len(last):
        raise StatisticError(
            f"before has {len(first)} scores and after {len(last)}; those at one place are one person's. "
            "Leave out, from both, whoever has one score only."
        )
    return list(zip(first, last, strict=True))


def total(name: str, value: object) -> Fraction:
    """A score on a scale that begins at 0. Raises StatisticError below it."""
    score = number(name, value)
    if score < 0:
        raise StatisticError(
            f"{name} is a total from 0 on; got {value!r}. A part of a score means nothing on a scale that "
            "goes below 0. Add what it lacks to every score."
        )
    return score


def standard_deviation(name: str, value: object) -> Fraction:
    """A standard deviation in points. Raises StatisticError at 0 and below."""
    sd = number(name, value)
    if sd <= 0:
        raise StatisticError(
            f"{name} is a standard deviation in points, above 0; got {value!r}. Take the one that the source "
            "of the measure gives for its group."
        )
    return sd


def reliability(value: object, *, zero: bool) -> Fraction:
    """A reliability below 1, and above 0 unless `zero` may be. Raises StatisticError outside."""
    found = number("reliability", value)
    if 0 < found < 1 or (zero and found == 0):
        return found
    lowest = "at or above 0" if zero else "above 0"
    raise StatisticError(
        f"reliability lies {lowest} and below 1; got {value!r}. At 1 nothing would be left to error. Take "
        "the one that the source of the measure gives."
    )


def sign(higher_is: str) -> int:
    """1 where a higher score is better, -1 where it is worse. Raises StatisticError for another word."""
    if higher_is not in BETTER:
        raise StatisticError(
            f'higher_is says what a higher score means, "worse" or "better"; got {higher_is!r}. '
            "The definition of the measure says which."
        )
    return BETTER[higher_is]


def mean(row: Sequence[Fraction]) -> Fraction:
    """The mean of a row that is not empty."""
    return sum(row, Fraction(0)) / len(row)


def covariance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """The covariance of two rows as long as each other, with n - 1; of a row with itself, its variance."""
    centre = mean(other)  # taking one middle out is enough: nothing here is rounded
    products = (a * (b - centre) for a, b in zip(one, other, strict=True))
    return sum(products, Fraction(0)) / (len(one) - 1)


def variance(row: Sequence[Fraction]) -> Fraction:
    """The variance of a row, with n - 1."""
    return covariance(row, row)


def spread(name: str, row: Sequence[Fraction]) -> Fraction:
    """The variance of a row that differs. Raises StatisticError where it is 0."""
    return differing(name, variance(row))


def differing(name: str, variance: Fraction) -> Fraction:
    """A variance above 0. Raises StatisticError, about the scores it is of, where it is 0."""
    if variance:
        return variance
    raise StatisticError(
        f"{name} are the same for everybody, so their standard deviation is 0 and nothing can be divided by "
        "it. Give a group that differs, or say the change in points."
    )
