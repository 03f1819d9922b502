"""What the browser sent of a worksheet, as answers by question; `core.worksheets.clean` says what fits.

The name of a control is the place of its answer: `goal`, `lines.r1.said`. Beside it stand, for a list of
rows, `lines.rows` (their ids, in order) and, for feelings, `felt.own` (own words) and `felt.strength.sad`;
for a transcript, `lines.pasted` (messages copied from elsewhere) and `lines.first` (who begins in them).
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any, Final, Literal
from uuid import UUID

from django.http import QueryDict

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Asked, Choice, Felt, Reader, Rows, Scale, Who

WHOLE_NUMBER: Final = re.compile(r"-?\d{1,6}")
MOST_ROWS: Final = 400  # of one question, read from one form
ROW_ID: Final = 8  # characters of a row's id
ALONE_NOTHING: Final[dict[str, frozenset[str]]] = {
    "transcript": frozenset({"speaker", "alternative_by"}),
    "balance": frozenset({"side", "weighs", "seen"}),
}  # by editor: what it fills in by itself, so that a row with nothing else in it is empty
IDEAS: Final = {"alternative_by": "alternative", "idea_by": "words"}  # whose idea it is, and what is the idea
PARTS: Final = {"client": "therapist", "therapist": "client"}  # of a role play, as they are swapped


class Posted:
    """One form of a worksheet, read.

    asked: the questions that stood on it and are this reader's to answer. version, page, turn: what it was
    drawn from, which open page sent it, and as its how many-th saving. Raises ValueError where no page of
    ours sent it.
    """

    def __init__(self, technique: Technique, data: QueryDict, reader: Reader) -> None:
        self.technique, self.data = technique, data
        self.version, self.turn = _number(data, "version"), _number(data, "turn")
        self.page = UUID(data.get("page", ""))
        stood = set(data.getlist("asked"))
        self.fields = [
            it
            for it in technique.fields
            if it.id in stood and it.is_for(reader) and it.may_be_filled_by(reader)
        ]
        self.asked = frozenset(it.id for it in self.fields)
        self.sent = {it.id: value for it in self.fields if not _is_nothing(value := self._read(it.id, it))}

    def wants(self) -> str:
        """What the pressed button asks for besides saving: `more:lines`, `off:lines.r1`, `up:lines.r1`; "" by
        script.
        """
        return str(self.data.get("do", ""))

    def _read(self, name: str, asked: Asked) -> Any:
        if isinstance(asked, Rows):
            return list(self._rows(name, asked))
        if isinstance(asked, Felt):
            return list(self._feelings(name))
        if asked.type == "people" or (isinstance(asked, Choice) and asked.type == "several"):
            return [it for it in self.data.getlist(name) if it]
        raw = self.data.get(name, "")
        if isinstance(asked, Scale) and WHOLE_NUMBER.fullmatch(raw):
            return int(raw)
        return raw.strip() if isinstance(asked, Who) else raw

    def _rows(self, name: str, asked: Rows) -> Iterator[dict[str, Any]]:
        ids = list(dict.fromkeys(self.data.getlist(f"{name}.rows")))[:MOST_ROWS]
        off = self.wants().removeprefix(f"off:{name}.") if self.wants().startswith(f"off:{name}.") else ""
        for id in self._in_order(name, ids):
            row = {"id": id}
            for inner in asked.fields:
                value = self._read(f"{name}.{id}.{inner.id}", inner)
                if not _is_nothing(value):
                    row[inner.id] = value
            if self.wants() == f"swap:{name}.{id}":
                row |= _swapped(row)
            if id != off and (found := _with_words(asked, row)):
                yield found
        if asked.type == "transcript" and self.wants():
            yield from self._pasted(name, asked)

    def _pasted(self, name: str, asked: Rows) -> Iterator[dict[str, Any]]:
        """Messages copied from elsewhere, as rows behind the others; a script that saves leaves them."""
        first: Literal["me", "other"] = "other" if self.data.get(f"{name}.first") == "other" else "me"
        known = {it.id: it for it in asked.fields}
        speaker = known["speaker"]
        there = {it.id for it in speaker.options} if isinstance(speaker, Choice) else set()
        for line in worksheets.read_pasted(self.data.get(f"{name}.pasted", ""), first):
            row = {"id": new_row(), "said": line.said, "how": line.how or ("" if line.said else "silence")}
            if line.speaker in there:
                row["speaker"] = str(line.speaker)
            yield {key: value for key, value in row.items() if value}

    def _in_order(self, name: str, ids: list[str]) -> list[str]:
        """With one row moved up or down, where a button asked for it."""
        for word, step in (("up", -1), ("down", 1)):
            id = self.wants().removeprefix(f"{word}:{name}.")
            if id in ids and 0 <= (to := ids.index(id) + step) < len(ids):
                at = ids.index(id)
                ids[at], ids[to] = ids[to], ids[at]
        return ids

    def _feelings(self, name: str) -> Iterator[dict[str, Any]]:
        own = zip(self.data.getlist(f"{name}.own"), self.data.getlist(f"{name}.own_strength"), strict=False)
        words = [(word, self.data.get(f"{name}.strength.{word}", "")) for word in self.data.getlist(name)]
        for word, strength in (*words, *own):
            if word.strip():
                yield {"word": word.strip(), "strength": _strength(strength)}


def _with_words(asked: Rows, row: dict[str, Any]) -> dict[str, Any] | None:
    """A row without what its editor filled in beside an empty answer; None where nothing is left."""
    for whose, idea in IDEAS.items():
        if idea not in row:
            row.pop(whose, None)
    return row if row.keys() - {"id"} - ALONE_NOTHING.get(asked.type, frozenset()) else None


def _is_nothing(value: Any) -> bool:
    return value in (None, "", []) or (isinstance(value, str) and not value.strip())


def _swapped(row: dict[str, Any]) -> dict[str, str]:
    """Of a take: each plays the other's part. With one part known, the other is whoever is left."""
    self_, other = row.get("self_played_by"), row.get("other_played_by")
    if self_ is None and other is None:
        return {}
    self_, other = self_ or PARTS.get(str(other)), other or PARTS.get(str(self_))
    return {"self_played_by": str(other), "other_played_by": str(self_)}


def new_row() -> str:
    """An id for a row that is not there yet."""
    return uuid.uuid4().hex[:ROW_ID]


def _strength(raw: str) -> Any:
    return None if raw == "" else int(raw) if WHOLE_NUMBER.fullmatch(raw) else raw


def _number(data: QueryDict, name: str) -> int:
    raw = data.get(name, "")
    if not raw.isascii() or not raw.isdecimal() or len(raw) > 9:
        raise ValueError(f"{name} is no number")
    return int(raw)
