"""A worksheet as its form draws it: each question with its answer and rows, and why it does not fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from amity.core import library, worksheets
from amity.core.definitions.feelings import Feelings
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import HIGHEST, LOWEST, Asked, Choice, Felt, Reader, Rows
from amity.web.techniques.forms.posted import new_row

POINTS = tuple(range(LOWEST, HIGHEST + 1))


@dataclass(frozen=True, slots=True)
class DrawnFelt:
    """The vocabulary beside a question about feelings. chosen: strength by word; own: words of one's own."""

    vocabulary: Feelings
    chosen: Mapping[str, int | None]
    own: Sequence[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class DrawnField:
    """One question.

    name: of its control, the place of its answer. value: as it is kept, or as it was typed where it did not
    fit. wrong: why it did not fit. is_asked: whether its rule holds. is_fixed: shown, and not this reader's to
    answer. people: name by id of those to choose from.
    """

    name: str
    asked: Asked
    value: Any = None
    wrong: str = ""
    is_asked: bool = True
    is_fixed: bool = False
    rows: "tuple[DrawnRow, ...]" = ()
    blank: "DrawnRow | None" = None  # what a script copies for one more row
    felt: DrawnFelt | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()  # the answer in words, for what is fixed

    @property
    def template(self) -> str:
        """The template that draws it: by its type."""
        return f"techniques/fields/_{self.asked.type}.html"

    @property
    def id(self) -> str:
        """The id of its control on the page."""
        return f"f_{self.name.replace('.', '_')}"

    @property
    def points(self) -> tuple[int, ...]:
        """0 to 10, for a scale."""
        return POINTS

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """Id, words and whether it is chosen: of a choice, of several, of people."""
        chosen = self.value if isinstance(self.value, list) else [self.value]
        if isinstance(self.asked, Choice):
            return [(it.id, it.says, it.id in chosen) for it in self.asked.options]
        return [(id, name, id in chosen) for id, name in self.people.items()]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row of a list. title: "Do nothing for now", of a row that is always there; else ""."""

    id: str
    number: int
    title: str
    fields: tuple[DrawnField, ...]
    is_new: bool = False

    @property
    def by_id(self) -> dict[str, DrawnField]:
        """Its questions, for an editor that knows them by their ids."""
        return {it.asked.id: it for it in self.fields}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is needed to draw the questions of one worksheet."""

    technique: Technique
    reader: Reader
    people: Mapping[str, str]
    values: Mapping[str, Any]
    wrong: Mapping[str, tuple[Any, str]] = field(default_factory=dict)  # place → as typed, and why not
    more: frozenset[str] = frozenset()  # lists for which one more row was asked

    def fields(self, ids: Iterable[str]) -> list[DrawnField]:
        """These questions, as far as this reader sees them."""
        asked = {it.id: it for it in self.technique.fields}
        return [self._draw(id, asked[id], self.values) for id in ids if asked[id].is_for(self.reader)]

    def _draw(self, name: str, asked: Any, beside: Mapping[str, Any]) -> DrawnField:
        value = beside.get(asked.id)
        raw, why = self.wrong.get(name, (value, ""))
        shown = worksheets.is_shown(asked, beside, self.reader)
        is_fixed = not asked.may_be_filled_by(self.reader)
        says = worksheets.in_words(asked, value, self._name) if is_fixed and value is not None else ()
        if isinstance(asked, Rows):
            rows, blank = self._rows(name, asked, value or [])
            return DrawnField(name, asked, value, why, shown, is_fixed, rows, blank, says=says)
        felt = _felt(asked, value) if isinstance(asked, Felt) else None
        people = self.people if asked.type in ("person", "people") else {}
        return DrawnField(name, asked, raw, why, shown, is_fixed, felt=felt, people=people, says=says)

    def _rows(
        self, name: str, asked: Rows, kept: Sequence[Mapping[str, Any]]
    ) -> tuple[tuple[DrawnRow, ...], DrawnRow]:
        """Those that are there, those always there, and as many empty ones as a new form begins with."""
        there = {row["id"]: row for row in kept}
        always = {it.id: it.says for it in asked.always}
        ids = [*there, *(id for id in always if id not in there)]
        missing = max(asked.least - len(ids), 0, (1 if name in self.more else 0))
        ids += [new_row() for _ in range(min(missing, asked.most - len(ids)))]
        drawn = tuple(
            self._row(name, asked, id, n, there.get(id, {}), always.get(id, ""), id not in there)
            for n, id in enumerate(ids, start=1)
        )
        return drawn, self._row(name, asked, "NEW", len(ids) + 1, {}, "", True)

    def _row(
        self, name: str, asked: Rows, id: str, number: int, row: Mapping[str, Any], title: str, is_new: bool
    ) -> DrawnRow:
        inner = [it for it in asked.fields if it.is_for(self.reader)]
        fields = tuple(self._draw(f"{name}.{id}.{it.id}", it, row) for it in inner)
        return DrawnRow(id, number, title, fields, is_new)

    def _name(self, id: str) -> str:
        return self.people.get(id, "somebody")


def _felt(asked: Felt, value: Any) -> DrawnFelt:
    vocabulary = library.feelings(asked.vocabulary)
    known = {word for family in vocabulary.families for word in family.words}
    felt = {it["word"]: it.get("strength") for it in value or () if isinstance(it, Mapping)}
    own = [(word, strength) for word, strength in felt.items() if word not in known]
    return DrawnFelt(vocabulary, {word: felt[word] for word in felt if word in known}, own)
