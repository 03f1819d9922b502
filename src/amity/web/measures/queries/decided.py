"""What was decided on the cards of a course, in words; one decision is one line, whatever brought it up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from amity.core import library
from amity.core.definitions.card import Card
from amity.core.errors import UnknownContentError
from amity.web.measures.models import CardDecision
from amity.web.people import queries as people

LEFT = "somebody who has left"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. question, words: as the card had them when it was decided."""

    row: CardDecision
    question: str
    words: str
    who: str

    @property
    def at(self) -> datetime:
        return self.row.at

    @property
    def shown(self) -> list[str]:
        """What stood on the card, a line each."""
        return str(self.row.evidence).splitlines()


def decided_in(rows: Iterable[CardDecision]) -> list[Decided]:
    """The newest first."""
    once = {(row.card, row.at): row for row in reversed(list(rows))}
    kept = sorted(once.values(), key=lambda row: row.at, reverse=True)
    names = people.staff_names({row.by for row in kept})
    return [_decided(row, names.get(row.by, LEFT)) for row in kept]


def _decided(row: CardDecision, who: str) -> Decided:
    card = _card(row)
    chosen = card.decision(row.decision) if card else None
    return Decided(row, card.question if card else row.card, chosen.words if chosen else row.decision, who)


def _card(row: CardDecision) -> Card | None:
    """The very version that was decided on; None where this service has it no more."""
    try:
        return library.card(row.card, row.card_version)
    except UnknownContentError:
        return None
