"""Questionnaires given to a client, every answer as it came in, and what was decided on seeing them."""

from amity.web.measures.models.answers import Answer, Link, Response, Responses
from amity.web.measures.models.decisions import CardDecision
from amity.web.measures.models.giving import Notice, Occasion, PlanLine, PlanPause
from amity.web.measures.models.library import ImportedInstrument

__all__ = [
    "Answer",
    "CardDecision",
    "ImportedInstrument",
    "Link",
    "Notice",
    "Occasion",
    "PlanLine",
    "PlanPause",
    "Response",
    "Responses",
]
