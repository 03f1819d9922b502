"""Metacognition as a clinician rates it every four sessions, each scale for itself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

SCALES: Final = ("monitoring", "differentiation", "integration", "others_mind", "mastery")
LOWEST, HIGHEST = 0, 4  # Amity handbook section 4.15, Amity decision
EVERY: Final = 4  # sessions from one rating to the next; Amity handbook section 2.6, Amity decision
LOW: Final = 1  # monitoring so low keeps the work at the first two steps; the threshold is an Amity decision


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of the five, 0 to 4 each. None: not rated. session: its number, where it has one.

    monitoring: naming one's own feelings and thoughts. differentiation: taking them for a view, not a fact.
    integration: a story that joins states of mind. others_mind: what may go on in others. mastery: using what
    is known about the mind to live with what is hard.
    """

    id: str
    on: date
    session: int | None = None
    monitoring: int | None = None
    differentiation: int | None = None
    integration: int | None = None
    others_mind: int | None = None
    mastery: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One scale at one rating. value: None where it was not rated."""

    rating: str
    on: date
    value: int | None


def series(ratings: Iterable[Rating]) -> Mapping[str, tuple[Point, ...]]:
    """Each scale through time, the oldest first. No mean, neither across scales nor through time.

    Raises ValueError for a value outside 0 to 4.
    Source: the five after Semerari et al. 2003, Clin Psychol Psychother 10(4):238-261; 0 to 4 is an Amity
    decision and no published scale.

    >>> found = series([Rating("a", date(2026, 3, 30), monitoring=1), Rating("b", date(2026, 4, 27))])
    >>> [it.value for it in found["monitoring"]], [it.value for it in found["mastery"]]
    ([1, None], [None, None])
    """
    there = sorted(ratings, key=lambda it: (it.on, it.id))
    for rating in there:
        for scale in SCALES:
            value = getattr(rating, scale)
            if value is not None and not LOWEST <= value <= HIGHEST:
                raise ValueError(f"{scale} of {rating.id} is {value}; a rating is {LOWEST} to {HIGHEST}")
    return {scale: tuple(Point(it.id, it.on, getattr(it, scale)) for it in there) for scale in SCALES}


def rating_is_due(held: int, rated: Collection[int]) -> bool:
    """Whether four sessions or more were held since the last rating, or since the beginning.

    held: sessions held so far. rated: at which of them a rating was made, by number.
    Source: Amity handbook section 2.6, Amity decision.

    >>> rating_is_due(3, []), rating_is_due(4, []), rating_is_due(7, [4]), rating_is_due(8, [4])
    (False, True, False, True)
    """
    return held - max(rated, default=0) >= EVERY


def is_low(monitoring: int | None) -> bool | None:
    """Whether monitoring is so low that the work stays at the first two steps; None: not rated.

    Source: Amity handbook section 2.6; what counts as low is an Amity decision, for a clinician to review.

    >>> is_low(1), is_low(2), is_low(None)
    (True, False, None)
    """
    return None if monitoring is None else monitoring <= LOW
