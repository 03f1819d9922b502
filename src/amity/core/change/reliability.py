"""How well the items of a measure hang together in one group: Cronbach's alpha."""

from collections.abc import Sequence
from fractions import Fraction

from amity.core.change import exact
from amity.core.change.exact import Number
from amity.core.errors import StatisticError


def alpha(items: Sequence[Sequence[Number | None]]) -> float:
    """Cronbach's alpha, k/(k − 1) · (1 − Σ variances of the items / variance of the total), with n − 1.

    items: one row for each item, in it the answer of each person, in the same order, already turned round
        where an item is reversed; None where it was not answered. Two items at least.
    A person with an answer missing is left out of all of it; two people at least must be complete.
    Returns a number without unit, 1 at most; below 0 where the items contradict each other.
    Raises StatisticError for fewer items or people, rows of unequal length, what is no number, and totals
    that are the same for everybody.
    Source: Cronbach 1951, Psychometrika 16(3):297-334.

    >>> round(alpha([[2, 3, 1, 0, 3], [1, 3, 1, 0, 2], [2, 2, 0, 1, 3]]), 4)
    0.8972
    """
    rows = [exact.row_of(f"items[{place}]", row) for place, row in enumerate(exact.row_of("items", items))]
    if len(rows) < 2:
        raise StatisticError(
            f"items has {len(rows)} of at least 2 rows; one item has nothing to hang together with. "
            "Give one row of answers for each item."
        )
    if len({len(row) for row in rows}) > 1:
        raise StatisticError(
            f"items are rows of the same people; got {', '.join(str(len(row)) for row in rows)} answers. "
            "Put None where somebody did not answer."
        )
    people = [
        tuple(exact.number(f"items[{item}][{place}]", it) for item, it in enumerate(answers))
        for place, answers in enumerate(zip(*rows, strict=True))
        if None not in answers
    ]
    if len(people) < 2:
        raise StatisticError(
            f"{len(people)} people answered every item, and 2 at least are needed for a variance. "
            "Give the answers of more people."
        )
    return float(_alpha(people))


def _alpha(people: Sequence[tuple[Fraction, ...]]) -> Fraction:
    total = exact.variance([sum(answers, Fraction(0)) for answers in people])
    if not total:
        raise StatisticError(
            "the totals are the same for everybody, so their variance is 0 and nothing can be divided by it. "
            "Give a group whose totals differ."
        )
    parts = [exact.variance(item) for item in zip(*people, strict=True)]
    return Fraction(len(parts), len(parts) - 1) * (1 - sum(parts, Fraction(0)) / total)
