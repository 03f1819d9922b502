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
from amity.core.review.signals import ORDER, RULES, SOURCES, Occasion, day, rises_beside, standing

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
    "rises_beside",
    "shown",
    "standing",
]
