"""Did somebody leave the range of people in treatment, and by more than error? Jacobson & Truax 1991."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from amity.core.change import exact, reliable_change
from amity.core.change.exact import HigherIs, Number
from amity.core.errors import StatisticError

Category = Literal["recovered", "improved", "unchanged", "deteriorated"]


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Three points on a scale where the range of people in treatment may be said to end.

    a: two standard deviations beyond the mean of people in treatment.
    b: within two standard deviations of the mean of people who are well.
    c: where a score is as near to one mean as to the other, each in its own standard deviation.
    """

    a: float
    b: float
    c: float


def cutoffs(
    *,
    clinical_mean: Number,
    clinical_sd: Number,
    functional_mean: Number,
    functional_sd: Number,
    higher_is: HigherIs,
) -> Cutoffs:
    """The cut-offs a, b and c, in points.

    clinical_mean, clinical_sd: of people in treatment, before it, in points; sd > 0.
    functional_mean, functional_sd: of people who are well, in points; sd > 0.
    higher_is: "worse" or "better", as the definition of the measure says.
    Raises StatisticError for what is no number, an sd of 0 or below, and groups that lie the wrong way round.
    Source: Jacobson & Truax 1991, p. 13. b takes the standard deviation of people who are well, as the paper
    does; published code that takes the other one differs.

    >>> cutoffs(
    ...     clinical_mean=40, clinical_sd=7.5, functional_mean=60, functional_sd=7.5, higher_is="better"
    ... )
    Cutoffs(a=55.0, b=45.0, c=50.0)
    """
    better = exact.sign(higher_is)
    ill, well = exact.number("clinical_mean", clinical_mean), exact.number("functional_mean", functional_mean)
    ill_sd = exact.standard_deviation("clinical_sd", clinical_sd)
    well_sd = exact.standard_deviation("functional_sd", functional_sd)
    if better * (well - ill) <= 0:
        raise StatisticError(
            "functional_mean lies on the better side of clinical_mean; got "
            f'{functional_mean} and {clinical_mean} with higher_is="{higher_is}". Look whether the groups or '
            "the direction are the wrong way round."
        )
    middle = (ill_sd * well + well_sd * ill) / (ill_sd + well_sd)
    steps = 2 * better
    return Cutoffs(float(ill + steps * ill_sd), float(well - steps * well_sd), float(middle))


def is_clinical(score: Number, *, cutoff: Number, higher_is: HigherIs) -> bool:
    """Whether a score lies on the clinical side of a cut-off; one that equals it does.

    >>> is_clinical(10, cutoff=10, higher_is="worse"), is_clinical(9, cutoff=10, higher_is="worse")
    (True, False)
    """
    beyond: Fraction = exact.number("score", score) - exact.number("cutoff", cutoff)
    return exact.sign(higher_is) * beyond <= 0


def classify(
    before: Number, after: Number, *, sd: Number, reliability: Number, cutoff: Number, higher_is: HigherIs
) -> Category:
    """What became of one person between two scores.

    before, after, sd, reliability: as in `reliable_change.index`.
    cutoff: on the same scale, in points; a score that equals it is on the clinical side.
    higher_is: "worse" or "better".
    Returns "recovered" (on the clinical side at the start, beyond it at the end, reliably better), "improved"
    (reliably better, and not recovered), "deteriorated" (reliably worse) or "unchanged".
    Raises StatisticError as `reliable_change.index`, and for another word for higher_is.
    Source: Jacobson & Truax 1991, p. 14-16.

    >>> classify(32.5, 52.5, sd=7.5, reliability=0.80, cutoff=50, higher_is="better")
    'recovered'
    >>> classify(32.5, 50, sd=7.5, reliability=0.80, cutoff=50, higher_is="better")
    'improved'
    """
    start, end = (is_clinical(it, cutoff=cutoff, higher_is=higher_is) for it in (before, after))
    if not reliable_change.is_reliable(before, after, sd=sd, reliability=reliability):
        return "unchanged"
    if (after < before) == (higher_is == "better"):
        return "deteriorated"
    return "recovered" if start and not end else "improved"
