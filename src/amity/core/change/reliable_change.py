"""Is a change in score larger than the error of measurement? Jacobson & Truax 1991.

The number says nothing about why a score changed, and a change smaller than it may still be real.
"""

import math
from typing import Final

CRITERION: Final = 1.96  # two-sided 5 %, as in Jacobson & Truax 1991, p. 14


def index(before: float, after: float, *, sd: float, reliability: float) -> float:
    """How many standard errors of the difference separate two scores.

    before, after: scores on the same scale, in points.
    sd: standard deviation of the comparison group before treatment, in points, > 0.
    reliability: of the measure in that group, 0 <= r < 1.
    Returns a signed, unitless number; negative means the score fell.
    Raises ValueError if sd or reliability is out of range, or a score is not a finite number.
    Source: Jacobson & Truax 1991, J Consult Clin Psychol 59(1):12-19.

    >>> round(index(20, 10, sd=6.0, reliability=0.84), 2)
    -2.95
    """
    _finite("before", before)
    _finite("after", after)
    return (after - before) / error_of_difference(sd=sd, reliability=reliability)


def error_of_difference(*, sd: float, reliability: float) -> float:
    """S_diff: the standard error of the difference between two scores, in points.

    >>> round(error_of_difference(sd=7.5, reliability=0.80), 4)
    4.7434
    """
    return math.sqrt(2 * _variance(sd, reliability))


def threshold(*, sd: float, reliability: float) -> float:
    """The change, in points, that a reliable one exceeds: 1.96 times S_diff.

    >>> round(threshold(sd=7.5, reliability=0.80), 4)
    9.2971
    """
    return CRITERION * error_of_difference(sd=sd, reliability=reliability)


def points(*, sd: float, reliability: float) -> int:
    """The smallest whole number of points above the threshold.

    Strictly above: a threshold of exactly 6 gives 7. One that differs from a whole number only by the
    rounding of floats counts as that whole number, so the answer does not hang on the last bit.

    >>> points(sd=6.1, reliability=0.89)
    6
    """
    exceeded = threshold(sd=sd, reliability=reliability)
    whole = round(exceeded)
    return (whole if math.isclose(exceeded, whole, rel_tol=1e-12) else math.floor(exceeded)) + 1


def _variance(sd: float, reliability: float) -> float:
    _finite("sd", sd)
    if sd <= 0:
        raise ValueError(f"sd is a standard deviation in points, above 0; got {sd!r}")
    if not 0 <= reliability < 1:
        raise ValueError(f"reliability lies at or above 0 and below 1; got {reliability!r}")
    return sd * sd * (1 - reliability)


def _finite(name: str, number: float) -> None:
    if not math.isfinite(number):
        raise ValueError(f"{name} is a finite number; got {number!r}")
