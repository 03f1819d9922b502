"""A large fall from one session to the next. Tang & DeRubeis 1999.

Worth talking about, no more: in IPT sudden gains did not go with remission (Kelly 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from amity.core.change import exact
from amity.core.change.exact import Number
from amity.core.errors import StatisticError

Reading = Literal["pooled_sd", "two_sample_t"]
READINGS: Final = ("pooled_sd", "two_sample_t")
WINDOW: Final = 3  # sessions looked at on either side
LEAST: Final = 2  # scores needed among them
# two-sided 5 % of Student's t by degrees of freedom, as the literature rounds them (Lutz 2013)
CRITICAL: Final = {2: Fraction("4.303"), 3: Fraction("3.182"), 4: Fraction("2.776")}
Row = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class Gain:
    """One sudden gain.

    before_session: the session before the fall, counted from 1.
    size: the fall, in points. reversed_at: the first later session, counted from 1, whose score gave back
    half of it or more; None when none did.
    """

    before_session: int
    size: Number
    reversed_at: int | None


def find(
    scores: Sequence[Number | None],
    *,
    points: Number,
    proportion: Number = 0.25,
    reading: Reading = "pooled_sd",
) -> list[Gain]:
    """The sudden gains in one course, in order.

    scores: the total at each session, in points from 0, higher is worse; None where there was none.
    points: the least fall, above 0; for the PHQ-9 its reliable change, 6.
    proportion: the least fall as a part of the score before it, 0 to 1.
    reading: how the third criterion is read. "pooled_sd": the mean of up to three sessions before exceeds
        that of up to three after by more than t times their pooled standard deviation, as the R package
        suddengains does; "two_sample_t": times √(1/n1 + 1/n2) as well, as a t test would.
    Two scores on each side and both neighbouring ones are needed; elsewhere no gain is found.
    Raises StatisticError for what is no number, a score below 0, or another word for reading.
    Source: Tang & DeRubeis 1999, J Consult Clin Psychol 67(6):894-904; missing scores: Lutz 2013.

    >>> find([19, 18, 20, 17, 10, 9, 11, 8], points=6)
    [Gain(before_session=4, size=7, reversed_at=None)]
    """
    least, part = _least(points), _part(proportion)
    if reading not in READINGS:
        raise StatisticError(f"reading is one of {', '.join(READINGS)}; got {reading!r}. Name one of them.")
    row = [
        None if score is None else exact.total(f"scores[{place}]", score)
        for place, score in enumerate(exact.row_of("scores", scores))
    ]
    gains = []
    for place in range(len(row) - LEAST):
        now, then = row[place], row[place + 1]
        if now is None or then is None or now - then < max(least, part * now):
            continue
        if _stands_out(row[max(0, place + 1 - WINDOW) : place + 1], row[place + 1 :][:WINDOW], reading):
            gains.append(Gain(place + 1, _plain(now - then), _reversed_at(row, place, (now + then) / 2)))
    return gains


def _stands_out(before: Row, after: Row, reading: Reading) -> bool:
    """The third criterion, squared, so that nothing is rounded."""
    one, other = ([it for it in side if it is not None] for side in (before, after))
    if min(len(one), len(other)) < LEAST:
        return False
    fall, free = exact.mean(one) - exact.mean(other), len(one) + len(other) - 2
    pooled = ((len(one) - 1) * exact.variance(one) + (len(other) - 1) * exact.variance(other)) / free
    if reading == "two_sample_t":
        pooled *= Fraction(1, len(one)) + Fraction(1, len(other))
    return fall > 0 and fall**2 > CRITICAL[free] ** 2 * pooled


def _reversed_at(row: Row, place: int, half_way: Fraction) -> int | None:
    later = enumerate(row[place + 2 :], start=place + 3)
    return next((session for session, it in later if it is not None and it >= half_way), None)


def _least(points: object) -> Fraction:
    least = exact.number("points", points)
    if least <= 0:
        raise StatisticError(
            f"points is the least fall that counts, above 0; got {points!r}. Take the measure's reliable "
            "change."
        )
    return least


def _part(proportion: object) -> Fraction:
    part = exact.number("proportion", proportion)
    if not 0 <= part <= 1:
        raise StatisticError(
            f"proportion is a part of the score before, 0 to 1; got {proportion!r}. A quarter is 0.25, not "
            "25."
        )
    return part


def _plain(size: Fraction) -> Number:
    return size.numerator if size.denominator == 1 else size
