"""Metacognitive interpersonal therapy counted: episodes pooled into lines, and ratings of metacognition.

Its own model, not a form of IPT: nothing here goes into the fidelity to IPT or the lists of what is off it.
"""

from amity.core.schemas.ladder import FIRST_TWO, POOLED, SHOWN_BY, Shown, steps_shown
from amity.core.schemas.pooling import (
    REPEATED,
    Episode,
    Line,
    Pooled,
    Repeat,
    alike,
    pool,
)
from amity.core.schemas.rating import (
    EVERY,
    HIGHEST,
    LOW,
    SCALES,
    Point,
    Rating,
    is_low,
    rating_is_due,
    series,
)

__all__ = [
    "EVERY",
    "FIRST_TWO",
    "HIGHEST",
    "LOW",
    "POOLED",
    "REPEATED",
    "SCALES",
    "SHOWN_BY",
    "Episode",
    "Line",
    "Point",
    "Pooled",
    "Rating",
    "Repeat",
    "Shown",
    "alike",
    "is_low",
    "pool",
    "rating_is_due",
    "series",
    "steps_shown",
]
