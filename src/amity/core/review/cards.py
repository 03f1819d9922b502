"""Which cards come up, in which order, and what each shows: never a gap without a word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from amity.core.definitions.card import NOTHING, REVIEWS, Card, Evidence
from amity.core.review.signals import Occasion

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Raised:
    """A card, and what brings it up: at least one."""

    card: Card
    by: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Shown(Generic[Line]):
    """What the record holds of one kind of evidence; `nothing` says so where it holds nothing."""

    evidence: Evidence
    lines: tuple[Line, ...]
    nothing: str


def cards_for(cards: Iterable[Card], occasions: Sequence[Occasion]) -> tuple[Raised, ...]:
    """The cards that these reasons bring up: first those of the record, then those of the calendar.

    Among equals by the place the card gives itself, then by id. However cards and reasons are handed over,
    the order is the same.
    """
    found = []
    for card in cards:
        by = tuple(it for it in occasions if it.when in card.when)
        if by:
            found.append(Raised(card, by))
    return tuple(sorted(found, key=lambda it: (_is_by_calendar(it), it.card.place, it.card.id)))


def shown(card: Card, told: Mapping[Evidence, Sequence[Line]]) -> tuple[Shown[Line], ...]:
    """Each kind of evidence the card asks for, in its order: what is told, or that nothing is recorded."""
    found = []
    for evidence in card.shows:
        lines = tuple(told.get(evidence, ()))
        found.append(Shown(evidence, lines, "" if lines else NOTHING[evidence]))
    return tuple(found)


def _is_by_calendar(raised: Raised) -> bool:
    return all(it.when in REVIEWS for it in raised.by)
