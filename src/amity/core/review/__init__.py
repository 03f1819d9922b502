"""When a course is worth a look, and what is looked at then. Facts in, cards out: no store, no prediction."""

from amity.core.review.cards import Raised, Shown, cards_for, shown
from amity.core.review.facts import (
    Changed,
    Counted,
    Kept,
    Rated,
    ReviewFacts,
    SafetyAnswer,
    Scores,
    Tried,
)
from amity.core.review.signals import (
    ORDER,
    RULES,
    SOURCES,
    Occasion,
    day,
    is_to_talk_about,
    rises_beside,
    standing,
    worse_side,
)

__all__ = [
    "ORDER",
    "RULES",
    "SOURCES",
    "Changed",
    "Counted",
    "Kept",
    "Occasion",
    "Raised",
    "Rated",
    "ReviewFacts",
    "SafetyAnswer",
    "Scores",
    "Shown",
    "Tried",
    "cards_for",
    "day",
    "is_to_talk_about",
    "rises_beside",
    "shown",
    "standing",
    "worse_side",
]
