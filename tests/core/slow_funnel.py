"""The lines of a funnel a second time: every probability as an exact fraction, one count after the other."""

import math
from collections.abc import Iterator
from fractions import Fraction


def chances(of: int, target: Fraction) -> Iterator[Fraction]:
    """The probability of nobody, of one, of two … of all."""
    for count in range(of + 1):
        yield math.comb(of, count) * target**count * (1 - target) ** (of - count)


def lower(of: int, target: Fraction, tail: Fraction) -> tuple[Fraction, Fraction]:
    """The lower line as a share, not below 0, and how often chance alone leads below it."""
    below = Fraction(0)
    for count, chance in enumerate(chances(of, target)):
        if below + chance > tail:
            part = (tail - below) / chance  # of this count's probability that still fits under the line
            return max(Fraction(0), (count - 1 + part) / of), below
        below += chance
    raise AssertionError("all counts together are certain")


def upper(of: int, target: Fraction, tail: Fraction) -> tuple[Fraction, Fraction]:
    """The upper line, counted down from everybody."""
    beyond = Fraction(0)
    rows = list(chances(of, target))
    for count in range(of, -1, -1):
        if beyond + rows[count] > tail:
            part = (tail - beyond) / rows[count]
            return min(Fraction(1), (count + 1 - part) / of), beyond
        beyond += rows[count]
    raise AssertionError("all counts together are certain")
