"""How far the scores of a group moved, in standard deviations: five ways, each by its name."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from amity.core.change import exact
from amity.core.change.exact import Number

CORRECTION: Final = "exact: Γ(df/2) / (√(df/2) · Γ((df − 1)/2)), df = n − 1"


@dataclass(frozen=True, slots=True)
class PrePost:
    """Effect sizes of one group measured twice; without unit. Above 0 the scores fell.

    people: how many. d_pre: the mean fall over the standard deviation before. g: d_pre for a small group,
    by Hedges' correction as `correction` says it. d_av: over the root of the mean variance. d_z: over the
    standard deviation of the falls. d_rm: d_z · √(2(1 − r)). standard_error: of d_pre.
    """

    people: int
    d_pre: float
    g: float
    d_av: float
    d_z: float
    d_rm: float
    standard_error: float
    correction: str = CORRECTION


def pre_post(before: Sequence[Number], after: Sequence[Number]) -> PrePost:
    """The effect sizes of a group. Say which one you report: they differ.

    before, after: one score for each person, in points, in the same order; three people at least.
    Raises StatisticError for what is no number, unequal lengths, fewer than three people, and a group whose
    scores, or whose changes, are all the same: there is no standard deviation to divide by.
    Sources: Becker 1988 (d_pre, its variance 2(1 − r)/n + d²/2n), Hedges 1981 (g), Lakens 2013,
    doi:10.3389/fpsyg.2013.00863 (d_av, d_z, d_rm).

    >>> found = pre_post([18, 15, 21, 12, 17, 20, 14, 16], [9, 10, 12, 8, 15, 11, 6, 13])
    >>> [round(it, 6) for it in (found.d_pre, found.g, found.d_av, found.d_z, found.d_rm)]
    [2.027634, 1.800951, 2.07593, 2.076996, 2.07472]
    >>> round(found.standard_error, 6)
    0.617805
    """
    scores = exact.pairs(before, after, at_least=3)
    first, last = zip(*scores, strict=True)
    return of_moments(
        len(scores),
        fall=exact.mean(first) - exact.mean(last),
        before=exact.variance(first),
        after=exact.variance(last),
        shared=exact.covariance(first, last),
    )


def of_moments(
    people: int, *, fall: Fraction, before: Fraction, after: Fraction, shared: Fraction
) -> PrePost:
    """The same from what a summary holds, of three people at least, without any of their scores.

    fall: the mean of before less after, in points. before, after: the variances, with people - 1. shared:
    their covariance. Raises StatisticError as `pre_post` does where a variance is 0.

    >>> pre_post([1, 2, 4], [1, 1, 2]) == of_moments(
    ...     3, fall=Fraction(1), before=Fraction(7, 3), after=Fraction(1, 3), shared=Fraction(5, 6)
    ... )
    True
    """
    spread, spread_after = exact.differing("before", before), exact.differing("after", after)
    falls = exact.differing("the changes", before + after - 2 * shared)
    r = math.copysign(math.sqrt(shared**2 / (spread * spread_after)), shared)
    d_pre, d_z = _over(fall, spread), _over(fall, falls)
    return PrePost(
        people=people,
        d_pre=d_pre,
        g=d_pre * hedges(people - 1),
        d_av=_over(fall, (spread + spread_after) / 2),
        d_z=d_z,
        d_rm=d_z * math.sqrt(2 * (1 - r)),
        standard_error=math.sqrt(2 * (1 - r) / people + d_pre**2 / (2 * people)),
    )


def hedges(free: int) -> float:
    """Hedges' correction for so many degrees of freedom, two at least, exactly.

    Source: Hedges 1981, J Educ Stat 6(2):107-128. The usual 1 − 3/(4df − 1) comes near it.

    >>> round(hedges(7), 6), round(1 - 3 / (4 * 7 - 1), 6)
    (0.888203, 0.888889)
    """
    return math.exp(math.lgamma(free / 2) - math.lgamma((free - 1) / 2)) / math.sqrt(free / 2)


def _over(fall: Fraction, variance: Fraction) -> float:
    return math.copysign(math.sqrt(fall**2 / variance), fall)
