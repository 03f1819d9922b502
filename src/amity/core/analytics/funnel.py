"""A funnel plot of shares: where each group lies beside what chance alone would give, and the lines to draw.

Nobody is ranked. A point beyond a line is a question about what differs there, not an answer and no verdict.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Literal

from amity.core.errors import StatisticError

Place = Literal["too few", "far below", "below", "within", "above", "far above"]
INNER: Final = 0.95  # Spiegelhalter 2005: lines at 95 % and 99.8 %, about two and three standard errors
OUTER: Final = 0.998
LEAST_GROUPS: Final = 10  # Amity decision: a spread between fewer groups cannot be told from chance
CUT: Final = 0.1  # of the groups at either end count as the next one: Spiegelhalter 2005, winsorised
STEPS: Final = 60  # places at which the lines are told
ASK: Final = "look at what differs, such as who is referred"
WORDS: Final[dict[Place, str]] = {
    "too few": "too few to tell: with so few, chance alone could give any share",
    "far below": f"far lower than {{}} would give; {ASK}",
    "below": f"lower than {{}} would give; {ASK}",
    "within": "within what {} would give",
    "above": f"higher than {{}} would give; {ASK}",
    "far above": f"far higher than {{}} would give; {ASK}",
}
CHANCE: Final = "chance alone"
SPREAD: Final = "chance and the usual spread between these groups"


@dataclass(frozen=True, slots=True)
class Group:
    """So many of so many; whole numbers, already safe to publish (`core.disclosure`)."""

    name: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the four lines stand for a group of so many; shares from 0 to 1."""

    of: int
    far_below: float
    below: float
    above: float
    far_above: float


@dataclass(frozen=True, slots=True)
class Point:
    """One group: its share, where it lies, and the same in words."""

    name: str
    count: int
    of: int
    share: float
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Between:
    """How far groups lie apart beyond chance, on the scale of the angle arcsin √share.

    ratio: the mean square of their distances in standard errors, 1 by chance alone (φ); winsorised.
    sd: the standard deviation between groups (τ); 0 where they lie no further apart than chance explains.
    """

    ratio: float
    sd: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """Everything that a funnel plot draws.

    target: the share that the lines surround. points: one for each group, in the order they were given.
    lines: at group sizes from below the smallest to above the largest, in order.
    by_chance: how many of these groups chance alone would on average put beyond the inner lines; None where
    the lines allow for more than chance. between: what they allow for; None where it is chance alone.
    """

    target: float
    points: tuple[Point, ...]
    lines: tuple[Lines, ...]
    by_chance: float | None
    between: Between | None


def funnel(groups: Sequence[Group], *, target: float | None = None, widened: bool = False) -> Funnel:
    """The points and lines of a funnel plot.

    groups: each of at least one; one group or more. They should not overlap.
    target: the share to compare with, above 0 and below 1; None takes that of all these groups together.
    widened: let the lines allow for a spread between groups as well (`between`). What all groups have in
        common, and what an honest difference between them is, such lines hide; say so beside them.
    Chance alone crosses a line at most as often as the line says: one time in forty on either side of the
    inner ones, one in a thousand of the outer ones.
    Raises StatisticError for no groups, for what is no part of a group, for another target, and, widened, for
    fewer than ten groups.
    Source: Spiegelhalter 2005, Stat Med 24(8):1185-1202.

    >>> found = funnel([Group("ipt", 60, 100), Group("ipc", 12, 40), Group("mit", 2, 3)])
    >>> [point.place for point in found.points]
    ['within', 'below', 'too few']
    >>> found.points[0].words
    'within what chance alone would give'
    """
    middle = _target(groups, target)
    spread = between(groups, target=middle) if widened else None
    sizes = sorted({group.of for group in groups})
    at = {of: _lines(of, middle, spread) for of in sizes}
    points = tuple(_point(group, at[group.of], SPREAD if widened else CHANCE) for group in groups)
    by_chance = None if widened else sum(_beyond(group.of, middle) for group in groups)
    drawn = tuple(_lines(of, middle, spread) for of in _places(sizes[0], sizes[-1]))
    return Funnel(middle, points, drawn, by_chance, spread)


def between(groups: Sequence[Group], *, target: float | None = None) -> Between:
    """How far groups lie apart beyond chance, by the method of moments.

    Takes and raises what `funnel` does when it widens its lines. Winsorising takes some of a true spread with
    it, so that the sd is rather too small than too large.
    Sources: Spiegelhalter 2005, as above; DerSimonian & Laird 1986, Control Clin Trials 7(3):177-188.

    >>> same = between([Group(str(n), 30, 100) for n in range(10)])
    >>> same.ratio, same.sd
    (0.0, 0.0)
    """
    middle = _target(groups, target)
    number = len(groups)
    if number < LEAST_GROUPS:
        raise StatisticError(
            f"there are {number} of at least {LEAST_GROUPS} groups; a spread between so few cannot be told "
            "from chance. Draw lines of chance alone, and read them with care."
        )
    apart = sorted(
        2 * math.sqrt(group.of) * (_angle(group.count / group.of) - _angle(middle)) for group in groups
    )
    cut = int(CUT * number)
    kept = [min(max(it, apart[cut]), apart[-1 - cut]) for it in apart]
    ratio = sum(it * it for it in kept) / number
    weights = [4.0 * group.of for group in groups]
    whole = sum(weights)
    free = whole - sum(it * it for it in weights) / whole
    return Between(ratio, math.sqrt(max(0.0, (number * ratio - (number - 1)) / free)))


def _target(groups: Sequence[Group], target: float | None) -> float:
    if not groups or any(not 0 <= it.count <= it.of or it.of < 1 for it in groups):
        raise StatisticError(
            "a funnel needs one group or more, each of at least one person, of whom 0 to all count. Leave "
            "out groups in which nobody is known."
        )
    if target is None:
        return sum(it.count for it in groups) / sum(it.of for it in groups)
    if 0 < target < 1:
        return target
    raise StatisticError(f"target is a share above 0 and below 1; got {target!r}. Half of them is 0.5.")


def _point(group: Group, lines: Lines, by: str) -> Point:
    share = group.count / group.of
    place: Place = "within"
    if lines.below == 0 and lines.above == 1:
        place = "too few"
    elif share < lines.below:
        place = "far below" if share < lines.far_below else "below"
    elif share > lines.above:
        place = "far above" if share > lines.far_above else "above"
    return Point(group.name, group.count, group.of, share, place, WORDS[place].format(by))


def _places(least: int, most: int) -> list[int]:
    """Group sizes, closer together where they are small and the lines bend."""
    low, high = math.sqrt(max(1, least // 2)), math.sqrt(most + most // 10 + 1)
    return sorted({round((low + (high - low) * step / STEPS) ** 2) for step in range(STEPS + 1)})


def _lines(of: int, target: float, spread: Between | None) -> Lines:
    (far_below, far_above), (below, above) = (_pair(of, target, it, spread) for it in (OUTER, INNER))
    return Lines(of, far_below, below, above, far_above)


def _pair(of: int, target: float, level: float, spread: Between | None) -> tuple[float, float]:
    """The two lines of one level. With a spread between groups they are never narrower than without."""
    if target in (0, 1):
        return target, target
    tail = (1 - level) / 2
    low = max(0.0, _end(of, target, tail)[0] / of)
    high = min(1.0, 1 - _end(of, 1 - target, tail)[0] / of)
    if spread is not None:
        reach = -NormalDist().inv_cdf(tail) * math.sqrt(0.25 / of + spread.sd**2)
        low = min(low, math.sin(max(0.0, _angle(target) - reach)) ** 2)
        high = max(high, math.sin(min(math.pi / 2, _angle(target) + reach)) ** 2)
    return low, high


def _beyond(of: int, target: float) -> float:
    """How often chance alone crosses one of the inner lines."""
    if target in (0, 1):
        return 0.0
    return sum(_end(of, part, (1 - INNER) / 2)[1] for part in (target, 1 - target))


def _end(of: int, target: float, tail: float) -> tuple[float, float]:
    """The count below which chance alone leads at most this often, and how often that is.

    Between counts it is interpolated by the probability of the next one, as Spiegelhalter 2005 (A.1.1) has
    it. He reads both ends from below, which leaves the upper one a count nearer than its level says; here
    the upper end is the lower one of those who do not count, so that both keep to it.
    """
    odds, spread = target / (1 - target), math.sqrt(of * target * (1 - target))
    count = max(0, math.floor(of * target + NormalDist().inv_cdf(tail) * spread))
    one = _exactly(count, of, target)
    up_to = term = one
    for below in range(count, 0, -1):
        term *= below / (of - below + 1) / odds
        up_to += term
        if term < 1e-18:
            break
    while up_to <= tail:
        count += 1
        one *= (of - count + 1) / count * odds
        up_to += one
    while up_to - one > tail:
        up_to -= one
        one *= count / (of - count + 1) / odds
        count -= 1
    return count - (up_to - tail) / one, up_to - one


def _exactly(count: int, of: int, target: float) -> float:
    ways = math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)
    return math.exp(ways + count * math.log(target) + (of - count) * math.log1p(-target))


def _angle(share: float) -> float:
    return math.asin(math.sqrt(share))
