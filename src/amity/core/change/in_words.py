"""A change in score as parts of a sentence, with its arithmetic. Nothing is predicted, nothing praised."""

from dataclasses import dataclass
from fractions import Fraction

from amity.core.change import exact, reliable_change
from amity.core.change.exact import Number


@dataclass(frozen=True, slots=True)
class Change:
    """From the first score to the one now, in points.

    reliable_points: the reliable change of the measure as its definition gives it; None where it gives none.

    >>> change = Change(16, 10, reliable_points=6)
    >>> change.sentence
    '6 points lower than at the start; reliable change for this measure is 6'
    >>> change.arithmetic, change.reaches
    ('16 − 10 = 6', True)
    """

    start: Number
    now: Number
    reliable_points: int | None = None

    @property
    def size(self) -> Fraction:
        """How many points lie between the two; 0 or more."""
        return abs(exact.number("now", self.now) - exact.number("start", self.start))

    @property
    def reaches(self) -> bool | None:
        """Whether it is as large as reliable change; None where no such number is known."""
        if self.reliable_points is None:
            return None
        return reliable_change.reaches(self.start, self.now, points=self.reliable_points)

    @property
    def moved(self) -> str:
        """“6 points lower than at the start”."""
        size = self.size
        if not size:
            return "the same as at the start"
        points = "point" if size == 1 else "points"
        return f"{plain(size)} {points} {'lower' if self.now < self.start else 'higher'} than at the start"

    @property
    def known(self) -> str:
        """“reliable change for this measure is 6”, or nothing."""
        reliable = self.reliable_points
        return "" if reliable is None else f"reliable change for this measure is {reliable}"

    @property
    def sentence(self) -> str:
        """Both, without a full stop."""
        return f"{self.moved}; {self.known}" if self.known else self.moved

    @property
    def arithmetic(self) -> str:
        """The larger score less the smaller one; “about” where a decimal was cut off."""
        high, low = sorted((exact.number("start", self.start), exact.number("now", self.now)), reverse=True)
        is_whole = all((10 * it).denominator == 1 for it in (high, low))
        return f"{plain(high)} − {plain(low)} {'=' if is_whole else '≈'} {plain(high - low)}"


def plain(value: Number) -> str:
    """A number from 0 on, whole or to one place, what follows cut off.

    Cut off and not rounded: 5.96 is not yet 6, and must not look as if it were.

    >>> plain(12), plain(Fraction(81, 4)), plain(Fraction(149, 25))
    ('12', '20.2', '5.9')
    """
    found = exact.number("value", value)
    tenths = int(10 * found)
    return str(found.numerator) if found.denominator == 1 else f"{tenths // 10}.{tenths % 10}"
