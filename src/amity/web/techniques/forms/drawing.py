"""A form of a worksheet, drawn from its answers: its questions, its rows, the empty ones it begins with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Felt, Reader, Rows
from amity.web.techniques.forms.drawn import DrawnFelt, DrawnField, DrawnRow, options_of
from amity.web.techniques.forms.posted import IDEAS, new_row


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
        felt = _felt(asked, value, raw if why else ()) if isinstance(asked, Felt) else None
        people = self.people if asked.type in ("person", "people") else {}
        return DrawnField(name, asked, raw, why, shown, is_fixed, felt=felt, people=people, says=says)

    def _rows(
        self, name: str, asked: Rows, kept: Sequence[Mapping[str, Any]]
    ) -> tuple[tuple[DrawnRow, ...], DrawnRow]:
        """Those that are there, those always there, and as many empty ones as a new form begins with."""
        there = {row["id"]: row for row in kept}
        always = {it.id: it.says for it in asked.always}
        ids = [id for id in there if id not in always]
        blanks = self._blanks(name, asked, len(ids) + len(always))
        rows = {id: there[id] for id in ids} | {new_row(): row for row in blanks}
        rows |= {id: there.get(id, {}) for id in always}
        drawn = tuple(
            self._row(name, asked, id, n, row, always.get(id, ""), id not in there)
            for n, (id, row) in enumerate(rows.items(), start=1)
        )
        return drawn, self._row(name, asked, "NEW", len(drawn) + 1, {}, "", True)

    def _blanks(self, name: str, asked: Rows, there: int) -> list[dict[str, Any]]:
        """The empty rows of a form, with what their editor fills in: of a balance one for each quarter."""
        room = max(asked.most - there, 0)
        if asked.type == "balance":
            pairs = [
                (side, weighs) for side in options_of(asked, "side") for weighs in options_of(asked, "weighs")
            ]
            return [{"side": side.id, "weighs": weighs.id} for side, weighs in pairs][:room]
        missing = max(asked.least - there, int(name in self.more), 0)
        return [{} for _ in range(min(missing, room))]

    def _row(
        self, name: str, asked: Rows, id: str, number: int, row: Mapping[str, Any], title: str, is_new: bool
    ) -> DrawnRow:
        inner = [it for it in asked.fields if it.is_for(self.reader)]
        fields = tuple(self._draw(f"{name}.{id}.{it.id}", it, self._preset(asked, row)) for it in inner)
        return DrawnRow(id, number, title, fields, is_new, asked.type)

    def _preset(self, asked: Rows, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """What could be said is the idea of whoever writes it down, unless they say otherwise."""
        who = "therapist" if self.reader == "clinician" else "client"
        there = {it.id for it in asked.fields}
        preset = {whose: who for whose, idea in IDEAS.items() if whose in there and idea not in row}
        return {**preset, **row}

    def _name(self, id: str) -> str:
        return self.people.get(id, "somebody")


def _felt(asked: Felt, value: Any, wrong: Any) -> DrawnFelt:
    """value: what is kept. wrong: what was typed and did not fit, one feeling or several."""
    felt = [(it["word"], it.get("strength")) for it in value or () if isinstance(it, Mapping)]
    typed = wrong if isinstance(wrong, list | tuple) else [wrong]
    own = [
        (it.get("word", ""), it.get("strength")) if isinstance(it, Mapping) else (it, None) for it in typed
    ]
    kept = {word for word, _ in felt}
    return DrawnFelt(library.feelings(asked.vocabulary), felt, [it for it in own if it[0] not in kept])
