"""The reading view of a worksheet: by step, each question with its answer in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from amity.core import timeline
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import (
    HIGHEST,
    Asked,
    Choice,
    Felt,
    Reader,
    Rows,
    Scale,
    Time,
    Who,
    YesPartNo,
)
from amity.core.words import say
from amity.core.worksheets.answers import THIRDS
from amity.core.worksheets.rules import is_shown

NOT_ANSWERED: Final = "not answered"
Names = Callable[[str], str]  # the id of somebody in the inventory → the name this reader may read


@dataclass(frozen=True, slots=True)
class Line:
    """One question, `asked`, and what was answered: its texts, one below the other, or its rows."""

    place: str
    asks: str
    says: tuple[str, ...] = ()
    rows: "tuple[Row, ...]" = ()
    is_private: bool = False
    asked: Asked | None = None

    @property
    def is_answered(self) -> bool:
        """Whether there is anything to be read."""
        return bool(self.rows) or self.says not in ((), (NOT_ANSWERED,))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, and its questions."""

    id: str
    title: str
    lines: tuple[Line, ...]

    @property
    def by_id(self) -> dict[str, Line]:
        """Its questions that are answered, for a reading view that knows them by their ids."""
        return {it.place.rpartition(".")[2]: it for it in self.lines if it.is_answered}


@dataclass(frozen=True, slots=True)
class Part:
    """One step."""

    id: str
    title: str
    lines: tuple[Line, ...]


def _somebody(id: str) -> str:
    return say("somebody")


def lines(
    technique: Technique,
    values: Mapping[str, Any],
    reader: Reader,
    *,
    names: Names = _somebody,
    unanswered: bool = False,
) -> tuple[Part, ...]:
    """What this reader reads, step by step; steps with nothing in them are left out.

    unanswered: also name the questions that are asked and open, as "not answered".
    """
    parts = []
    for step in technique.steps:
        fields = [technique.field(id) for id in step.fields]
        found = tuple(_lines(fields, values, "", reader, names, unanswered))
        if found:
            parts.append(Part(step.id, step.title, found))
    return tuple(parts)


def _lines(
    fields: Any, values: Mapping[str, Any], before: str, reader: Reader, names: Names, unanswered: bool
) -> Iterator[Line]:
    for asked in fields:
        place, value = before + asked.id, values.get(asked.id)
        if not is_shown(asked, values, reader):
            continue
        if isinstance(asked, Rows) and value is not None:
            rows = tuple(_rows(asked, value, place, reader, names, unanswered))
            if rows:
                yield Line(place, asked.asks, (), rows, asked.private, asked)
        elif value is not None:
            yield Line(place, asked.asks, in_words(asked, value, names), (), asked.private, asked)
        elif unanswered:
            yield Line(place, asked.asks, (say(NOT_ANSWERED),), (), asked.private, asked)


def _rows(
    asked: Rows, value: Any, place: str, reader: Reader, names: Names, unanswered: bool
) -> Iterator[Row]:
    number = 0
    for row in value:
        name = asked.name_of(row["id"])
        number += name is None
        found = tuple(_lines(asked.fields, row, f"{place}.{row['id']}.", reader, names, unanswered))
        if found:
            yield Row(row["id"], name or f"{asked.row} {number}", found)


def in_words(asked: Asked, value: Any, names: Names = _somebody) -> tuple[str, ...]:
    """An answer as texts, one below the other."""
    match asked:
        case Scale():
            end = {0: f" ({asked.low})", HIGHEST: f" ({asked.high})"}.get(value, "")
            return (say("{value} of {highest}", value=value, highest=HIGHEST) + end,)
        case Choice():
            return tuple(asked.says(id) for id in (value if isinstance(value, list) else [value]))
        case YesPartNo():
            return (say(THIRDS[value]),)
        case Time():
            when = (
                timeline.Approximate(date.fromisoformat(value))
                if asked.type == "day"
                else timeline.read(value)
            )
            return (timeline.in_words(when),)
        case Who():
            return tuple(names(id) for id in (value if isinstance(value, list) else [value]))
        case Felt():
            return tuple(_felt(it["word"], it["strength"]) for it in value)
    return (value,)


def _felt(word: str, strength: int | None) -> str:
    if strength is None:
        return word
    return f"{word}, {say('{value} of {highest}', value=strength, highest=HIGHEST)}"
