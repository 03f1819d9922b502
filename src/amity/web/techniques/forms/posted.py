"""What the browser sent of a worksheet, as answers by question; `core.worksheets.clean` says what fits.

The name of a control is the place of its answer: `goal`, `lines.r1.said`. Beside it stand, for a list of
rows, `lines.rows` (their ids, in order) and, for feelings, `felt.own` (own words) and `felt.strength.sad`.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Asked, Choice, Felt, Reader, Rows, Scale, Who

WHOLE_NUMBER: Final = re.compile(r"-?\d{1,6}")
MOST_ROWS: Final = 400  # of one question, read from one form
ROW_ID: Final = 8  # characters of a row's id


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
        self.sent = {
            it.id: value for it in self.fields if (value := self._read(it.id, it)) not in (None, "", [])
        }

    def wants(self) -> str:
        """What the pressed button asks for besides saving: `more:lines`, `off:lines.r1`, `up:lines.r1`."""
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
                if value not in (None, "", []):
                    row[inner.id] = value
            if len(row) > 1 and id != off:
                yield row

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
