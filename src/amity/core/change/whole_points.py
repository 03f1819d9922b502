"""How often scores in whole points change by so much when nobody's level has moved.

The 5 % of Jacobson & Truax holds of scores that were not rounded. From one whole point to the next it jumps,
and at the first above their threshold it is now more than 5 %, now less.
"""

from statistics import NormalDist
from typing import Final

from amity.core.change import reliable_change
from amity.core.change.exact import Number
from amity.core.errors import StatisticError

MOST: Final = 0.05  # two-sided, as in Jacobson & Truax 1991, J Consult Clin Psychol 59(1):12-19, p. 14
NORMAL: Final = NormalDist()


def by_chance(points: int, *, sd: Number, reliability: Number) -> float:
    """The share of people at a level of their own whose two scores differ by this much, or more, either way.

    points: whole, from 1 on. sd, reliability: as `reliable_change.index` takes them.
    Errors are normal; levels lie anywhere between two whole points. A score is rounded to the nearest, so
    that a rounded difference of k takes one of k − 1 to k before rounding, by where the first score lay: the
    mean of the tail over that point. Where a questionnaire ends it is a little less.
    Returns a share, 0 to 1. Raises StatisticError for points below 1 or not whole, and as `index` does.
    Source: the normal distribution, integrated over the place of the level; ours.

    >>> round(by_chance(6, sd=6.1, reliability=0.89), 4), round(by_chance(7, sd=6.1, reliability=0.89), 4)
    (0.0558, 0.0238)
    """
    if isinstance(points, bool) or not isinstance(points, int) or points < 1:
        raise StatisticError(f"points is a whole number from 1 on; got {points!r}. Everybody changes by 0.")
    error = reliable_change.error_of_difference(sd=sd, reliability=reliability)
    return max(0.0, 2 * (_area(points - 1, error) - _area(points, error)))  # far out rounding is all


def least(*, sd: Number, reliability: Number, most: float = MOST) -> int:
    """The fewest whole points that chance alone reaches at most this often, either way.

    most: a share above 0 and below 1. Takes and raises what `by_chance` does.

    >>> least(sd=6.1, reliability=0.89), least(sd=4.7, reliability=0.92)
    (7, 5)
    """
    if not 0 < most < 1:
        raise StatisticError(f"most is a share above 0 and below 1; got {most!r}. Five per cent is 0.05.")
    points = 1
    while by_chance(points, sd=sd, reliability=reliability) > most:
        points += 1
    return points


def _area(above: int, error: float) -> float:
    """The tail of the difference, added up from here on: by parts, σ·φ(z) − t·Q(z) with z = t/σ."""
    z = above / error
    return error * NORMAL.pdf(z) - above * NORMAL.cdf(-z)
