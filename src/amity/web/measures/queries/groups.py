"""Questionnaires in groups, as somebody looks for one: the weekly set first, what a service brought last."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from amity.core import importing
from amity.core.definitions.instrument import Group, Instrument
from amity.web.measures.queries.instruments import WEEKLY

EACH_WEEK, BROUGHT, OTHERS = "each_week", "brought", "others"
ORDER = (EACH_WEEK, *get_args(Group), OTHERS, BROUGHT)
TITLES = {
    EACH_WEEK: "Each week",
    "mood_and_anxiety": "Mood and anxiety",
    "relationships_and_roles": "Relationships and roles",
    "trauma_and_loss": "Trauma and loss",
    "birth_youth_eating": "Around a birth, young people, eating",
    "sleep_alcohol_body": "Sleep, alcohol, the body",
    "safety": "Safety, asked by a clinician",
    "own": "Our own questions, 0 to 10",
    OTHERS: "Others",
    BROUGHT: "Brought by this service",
}


@dataclass(frozen=True)
class Grouped:
    """Some questionnaires under one heading, those of the protocol first."""

    id: str
    title: str
    instruments: list[Instrument]


def grouped(instruments: Iterable[Instrument]) -> list[Grouped]:
    """Each questionnaire once, in the order in which they came, in the groups that have any."""
    found: dict[str, list[Instrument]] = {id: [] for id in ORDER}
    for it in instruments:
        found[_group_of(it)].append(it)
    found[EACH_WEEK].sort(key=lambda it: WEEKLY.index(it.id))
    return [Grouped(id, TITLES[id], its) for id, its in found.items() if its]


def _group_of(instrument: Instrument) -> str:
    if instrument.id in WEEKLY:
        return EACH_WEEK
    if instrument.id.startswith(importing.PREFIX):
        return BROUGHT
    return instrument.group or OTHERS
