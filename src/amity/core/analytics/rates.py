"""So many of so many, with the interval around it and with what the missing could change."""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

from amity.core.errors import StatisticError

LEVEL: Final = 0.95


def wilson(count: float, of: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a share.

    count, of: how many, of how many; 0 <= count <= of, of above 0. Parts are taken: a number of sessions that
        belong together counts for fewer. level: above 0 and below 1.
    Returns the two ends, 0 to 1; at a share of 0 or 1 one of them is that.
    Raises StatisticError outside.
    Source: Wilson 1927, J Am Stat Assoc 22(158):209-212.

    >>> [round(end, 4) for end in wilson(15, 50)]
    [0.191, 0.4375]
    """
    if not (0 < level < 1 and 0 <= count <= of and 0 < of < math.inf):
        raise StatisticError(
            f"an interval is of so many of so many, 0 to all, at a level above 0 and below 1; got {count!r} "
            f"of {of!r} at {level!r}. Where there is nobody there is no share."
        )
    z, share = NormalDist().inv_cdf((1 + level) / 2), count / of
    middle = share + z * z / (2 * of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * reach) / (1 + z * z / of) for sign in (-1, 1))
    return 0.0 if count == 0 else max(0.0, low), 1.0 if count == of else min(1.0, high)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of courses, or of sessions.

    count, of: how many, of how many are known. missing: how many more belong there of whom it is not known.
    share, lower, upper: from 0 to 1, with Wilson's interval; None where nobody is known.
    at_least, at_most: what the share would be if it held of none, or of all, of the missing (Manski 1990, Am
    Econ Rev 80(2):319-323); None where there is nobody at all.
    """

    name: str
    count: int
    of: int
    missing: int
    share: float | None
    lower: float | None
    upper: float | None
    at_least: float | None
    at_most: float | None


def rate(
    name: str, count: int, of: int, *, missing: int = 0, level: float = LEVEL, worth: float = 1.0
) -> Rate:
    """The share by its name, with everything that belongs beside it.

    worth: of one that is counted, as a part of an independent one; below 1 where several are one person's.

    >>> found = rate("recovery", 15, 50, missing=50)
    >>> found.share, found.at_least, found.at_most
    (0.3, 0.15, 0.65)
    """
    share = lower = upper = at_least = at_most = None
    if of:
        share = count / of
        lower, upper = wilson(count * worth, of * worth, level=level)
    if everybody := of + missing:
        at_least, at_most = count / everybody, (count + missing) / everybody
    return Rate(name, count, of, missing, share, lower, upper, at_least, at_most)


def worth(
    parts: int, wholes: int, *, parts_squared: int, wholes_squared: int, products: int, people: int
) -> float:
    """What one session is worth beside an independent one, for a share of sessions: 1 over its design effect.

    parts, wholes: sums over people, of the sessions that count and of all; then the sums of their squares, of
    their products, and how many people have any. Never above 1; 1 where no spread tells.
    Source: Kish 1965, Survey Sampling, on ratios of two sums over clusters.

    >>> round(worth(20, 40, parts_squared=200, wholes_squared=400, products=200, people=4), 6)
    0.075
    """
    if people < 2 or parts in (0, wholes):
        return 1.0
    share = parts / wholes
    squares = parts_squared - 2 * share * products + share**2 * wholes_squared
    clustered = people / (people - 1) * squares / wholes**2
    return min(1.0, share * (1 - share) / wholes / clustered) if clustered > 0 else 1.0
