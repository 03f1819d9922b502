"""Change of each person in a group, with what regresses to the mean taken out. Hageman & Arrindell 1999."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, overload

from amity.core.change import clinical_significance, exact
from amity.core.change.clinical_significance import Category
from amity.core.change.exact import HigherIs, Number
from amity.core.errors import StatisticError

CRITERION: Final = 1.65  # one-sided 5 %, Hageman & Arrindell 1999


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the group.

    index: RC_indiv, the change in standard errors; signed, negative means the score fell.
    beyond: CS_indiv, how many standard errors the last score lies above the true cut-off; signed. None where
    the group has no true cut-off: then nobody can be called recovered.
    """

    index: float
    beyond: float | None
    category: Category


@dataclass(frozen=True, slots=True)
class People:
    """A group, one `Person` after the other as they were given; `index` is the column of their indices.

    error: standard error of measurement, in points. reliability_of_change: r_dd, 0 to 1.
    cutoff: c_true, in points: the cut-off c between true scores, whose spread is without error. None where
    the scores after, or those of people who are well, differ no more than error alone would make them.
    """

    people: tuple[Person, ...]
    error: float
    reliability_of_change: float
    cutoff: float | None

    @property
    def index(self) -> tuple[float, ...]:
        """RC_indiv of each person."""
        return tuple(person.index for person in self.people)

    def __iter__(self) -> Iterator[Person]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)

    @overload
    def __getitem__(self, place: int) -> Person: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Person, ...]: ...
    def __getitem__(self, place: int | slice) -> Person | tuple[Person, ...]:
        return self.people[place]


def classify(
    before: Sequence[Number],
    after: Sequence[Number],
    *,
    reliability: Number,
    functional_mean: Number,
    functional_sd: Number,
    higher_is: HigherIs,
) -> People:
    """What became of each person of a group between two scores.

    before, after: one score for each person, in points, in the same order; two people at least.
    reliability: of the measure in this group before treatment, 0 < r < 1.
    functional_mean, functional_sd: of people who are well, in points; sd > 0.
    higher_is: "worse" or "better".
    Returns a sequence of `Person`. Reliably better is an index beyond 1.65 in that direction; "recovered" is
    also on the clinical side of the true cut-off at the start and more than 1.65 errors beyond it at the end.
    Raises StatisticError for what is no number, unequal lengths, scores before that are all the same, and
    changes that differ no more than error alone would make them.
    Source: Hageman & Arrindell 1999, Behav Res Ther 37(12):1169-1193. The reliabilities after treatment and
    of people who are well follow from one error of measurement for all.

    >>> group = classify(
    ...     [18, 9, 21, 12, 17, 24, 14, 10],
    ...     [4, 10, 12, 8, 17, 6, 6, 16],
    ...     reliability=0.89,
    ...     functional_mean=3.24,
    ...     functional_sd=4.24,
    ...     higher_is="worse",
    ... )
    >>> [round(person.index, 2) for person in group]
    [-5.57, 0.15, -3.66, -1.76, -0.23, -7.1, -3.28, 2.05]
    >>> group[0].category, group[1].category, group[2].category, group[7].category
    ('recovered', 'unchanged', 'improved', 'deteriorated')
    """
    better = exact.sign(higher_is)
    scores = exact.pairs(before, after, at_least=2)
    first, last = zip(*scores, strict=True)
    error = exact.spread("before", first) * (1 - exact.reliability(reliability, zero=False))  # squared
    steady = _steady(scores, error)
    cutoff = _true_cutoff(first, last, error, functional_mean, functional_sd)
    middle, spread = exact.mean(last), exact.variance(last)
    shift = (middle - exact.mean(first)) * (1 - steady)

    def person(start: Fraction, end: Fraction) -> Person:
        index = float((end - start) * steady + shift) / math.sqrt(steady * 2 * error)
        if cutoff is None:
            return Person(index, None, _category(better * index, crossed=False))
        true = 1 - error / spread
        beyond = (float(middle + (end - middle) * true) - cutoff) / math.sqrt(true * error)
        clinical = clinical_significance.is_clinical(start, cutoff=cutoff, higher_is=higher_is)
        crossed = clinical and better * beyond > CRITERION
        return Person(index, beyond, _category(better * index, crossed=crossed))

    return People(tuple(person(*it) for it in scores), math.sqrt(error), float(steady), cutoff)


def _steady(scores: Sequence[tuple[Fraction, Fraction]], error: Fraction) -> Fraction:
    """r_dd: s1² r1 + s2² r2 − 2 s1 s2 r12 over s1² + s2² − 2 s1 s2 r12, the variance of the changes."""
    steady = 1 - 2 * error / exact.spread("the changes", [end - start for start, end in scores])
    if steady <= 0:
        raise StatisticError(
            "the changes differ no more than error of measurement alone would make them, so nothing is left "
            "to tell people apart by. Look at reliability, or take reliable_change for each person."
        )
    return steady


def _true_cutoff(
    first: Sequence[Fraction], last: Sequence[Fraction], error: Fraction, mean: Number, sd: Number
) -> float | None:
    well, spread = exact.number("functional_mean", mean), exact.standard_deviation("functional_sd", sd)
    if min(spread**2, exact.variance(last)) <= error:
        return None
    ill_sd, well_sd = math.sqrt(exact.variance(first) - error), math.sqrt(spread**2 - error)
    return (ill_sd * float(well) + well_sd * float(exact.mean(first))) / (ill_sd + well_sd)


def _category(index: float, *, crossed: bool) -> Category:
    if index < -CRITERION:
        return "deteriorated"
    if index > CRITERION:
        return "recovered" if crossed else "improved"
    return "unchanged"
