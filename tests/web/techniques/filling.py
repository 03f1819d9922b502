"""A worksheet filled at random, with a word of its own in every answer that is words."""

from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import (
    Asked,
    Choice,
    Felt,
    Reader,
    Rows,
    Scale,
    Who,
    Words,
)

NUMBERS = count()


def filled(
    technique: Technique, chance: Random, people: list[str], much: float = 0.7
) -> tuple[dict[str, Any], dict[str, str]]:
    """Answers, and by the word in each the place it stands at. much: how likely a question is answered."""
    words: dict[str, str] = {}
    values: dict[str, Any] = {}
    for field in technique.fields:
        if chance.random() > much:
            continue
        if isinstance(field, Rows):
            ids = [it.id for it in field.always] + [f"r{n}" for n in range(chance.randint(1, 3))]
            rows = []
            for id in ids[: field.most]:
                row: dict[str, Any] = {"id": id}
                for inner in field.fields:
                    if chance.random() < much:
                        row[inner.id] = _answer(inner, f"{field.id}.{id}.{inner.id}", chance, people, words)
                row = {key: value for key, value in row.items() if value not in (None, [])}
                rows += [row] if len(row) > 1 else []
            if rows:
                values[field.id] = rows
        elif (value := _answer(field, field.id, chance, people, words)) not in (None, []):
            values[field.id] = value
    return values, words


def is_theirs(asked: Asked, reader: Reader) -> bool:
    """Whether this reader sees the question and answers it."""
    return asked.may_be_filled_by(reader) and asked.is_for(reader)


def told_by(technique: Technique, values: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """What is left of these answers when this reader types them: their own questions."""
    found: dict[str, Any] = {}
    for field in technique.fields:
        value = values.get(field.id)
        if value is None or not is_theirs(field, reader):
            continue
        if isinstance(field, Rows):
            mine = {"id", *(it.id for it in field.fields if is_theirs(it, reader))}
            rows = [{key: each for key, each in row.items() if key in mine} for row in value]
            value = [row for row in rows if len(row) > 1]
            if not value:
                continue
        found[field.id] = value
    return found


def steps_of(technique: Technique, reader: Reader) -> list[str]:
    """The steps that this reader has, in order: those with a question they see."""
    return [it.id for it in technique.steps if any(technique.field(id).is_for(reader) for id in it.fields)]


def step_in_address(technique: Technique, step: str, reader: Reader) -> str:
    """A step as an address says it: a clinician's by its id, a client's by its number."""
    return step if reader == "clinician" else str(steps_of(technique, "client").index(step) + 1)


def _answer(asked: Any, place: str, chance: Random, people: list[str], words: dict[str, str]) -> Any:
    if isinstance(asked, Words):
        word = f"zw{next(NUMBERS):08x}"
        words[word] = place
        return f"{word} said"
    if isinstance(asked, Scale):
        return chance.randint(0, 10)
    if isinstance(asked, Felt):
        known = [it for family in library.feelings(asked.vocabulary).families for it in family.words]
        word = f"zw{next(NUMBERS):08x}"
        words[word] = place
        return [
            {"word": chance.choice(known), "strength": chance.choice([None, 3, 10])},
            {"word": word, "strength": chance.randint(0, 10)},
        ]
    if isinstance(asked, Choice):
        ids = [it.id for it in asked.options]
        return [it for it in ids if chance.random() < 0.5] if asked.type == "several" else chance.choice(ids)
    if isinstance(asked, Who):
        if not people:
            return None
        return chance.choice(people) if asked.type == "person" else chance.sample(people, 1)
    if asked.type == "yes_part_no":
        return chance.choice(["yes", "part", "no"])
    return (date(2026, 1, 1) + timedelta(days=chance.randint(0, 50))).isoformat()
