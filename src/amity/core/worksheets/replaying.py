"""What an open page knew: a worksheet replayed from its edits, for a save that comes from an older state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Edit:
    """One saving, as it is stored.

    number: the version it made, from 1. page: the open page it came from. after: each question it changed,
    with its whole answer afterwards; None: not answered. sent: the same as that page had it.
    """

    number: int
    page: UUID
    after: Mapping[str, Any]
    sent: Mapping[str, Any]


def known_to(page: UUID, version: int, edits: Iterable[Edit]) -> dict[str, Any]:
    """What a page knew that was drawn at `version`: the answers of then, and what it sent itself since.

    edits: in their order. What somebody else wrote since is not in it, so it is never taken for removed.
    """
    known: dict[str, Any] = {}
    for edit in edits:
        if edit.number <= version:
            known |= edit.after
        elif edit.page == page:
            known |= edit.sent
    return {field: value for field, value in known.items() if value is not None}


def edited(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Each question whose answer differs, with all of its answer afterwards; None: not answered any more.

    >>> edited({"goal": "rest", "why": "tired"}, {"goal": "sleep"})
    {'goal': 'sleep', 'why': None}
    """
    return {
        field: after.get(field)
        for field in dict.fromkeys((*after, *before))
        if before.get(field) != after.get(field)
    }
