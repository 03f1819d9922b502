"""Is a change in score larger than the error of measurement? Jacobson & Truax 1991.

The number says nothing about why a score changed, and a change smaller than it may still be real.
"""

import math
from typing import Final

from amity.core.change import exact
from amity.core.change.exact import Number

CRITERION: Final = 1.96  # two-sided 5 %, as in Jacobson & Truax 1991, p. 14


def index(before: Number, after: Number, *, sd: Number, reliability: Number) -> float:
    """How many standard errors of the difference separate two scores.

    before, after: scores on the same scale, in points.
    sd: standard deviation of the comparison group before treatment, in points, > 0.
    reliability: of the measure in that group, 0 <= r < 1.
    Returns a signed, unitless number; negative means the score fell.
    Raises StatisticError, a ValueError, if sd or reliability is out of range, or a score no finite number.
    Source: Jacobson & Truax 1991, J Consult Clin Psychol 59(1):12-19.

    >>> round(index(20, 10, sd=6.0, reliability=0.84), 2)
    -2.95
    """
    return _moved(before, after) / error_of_difference(sd=sd, reliability=reliability)


def is_reliable(before: Number, after: Number, *, sd: Number, reliability: Number) -> bool:
    """Whether a change, up or down, is larger than the threshold. Takes and raises what `index` does.

    >>> is_reliable(16, 11, sd=6.1, reliability=0.89), is_reliable(16, 10, sd=6.1, reliability=0.89)
    (False, True)
    """
    return _exceeds(abs(_moved(before, after)), threshold(sd=sd, reliability=reliability))


def reaches(before: Number, after: Number, *, points: Number) -> bool:
    """Whether a change, up or down, is as large as the reliable change that a definition gives in points.

    >>> reaches(16, 11, points=6), reaches(16, 10, points=6)
    (False, True)
    """
    return abs(exact.number("after", after) - exact.number("before", before)) >= exact.number(
        "points", points
    )


def error_of_difference(*, sd: Number, reliability: Number) -> float:
    """S_diff: the standard error of the difference between two scores, in points.

    >>> round(error_of_difference(sd=7.5, reliability=0.80), 4)
    4.7434
    """
    spread = exact.standard_deviation("sd", sd)
    return math.sqrt(2 * spread**2 * (1 - exact.reliability(reliability, zero=True)))


def threshold(*, sd: Number, reliability: Number) -> float:
    """The change, in points, that a reliable one exceeds: 1.96 times S_diff.

    >>> round(threshold(sd=7.5, reliability=0.80), 4)
    9.2971
    """
    return CRITERION * error_of_difference(sd=sd, reliability=reliability)


def points(*, sd: Number, reliability: Number) -> int:
    """The smallest whole number of points above the threshold.

    Strictly above: a threshold of exactly 6 gives 7. One that differs from a whole number only by the
    rounding of floats counts as that whole number, so the answer does not hang on the last bit.

    >>> points(sd=6.1, reliability=0.89)
    6
    """
    exceeded = threshold(sd=sd, reliability=reliability)
    next_up = math.floor(exceeded) + 1
    return next_up if _exceeds(next_up, exceeded) else next_up + 1


def _moved(before: Number, after: Number) -> float:
    start = exact.number("before", before)
    return float(exact.number("after", after) - start)


def _exceeds(size: float, exceeded: float) -> bool:
    return size > exceeded and not math.isclose(size, exceeded, rel_tol=1e-12)
