"""An answer to what was written above it: once that says something else, the question is asked again."""

from collections.abc import Mapping
from typing import Any

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Rows


def asked_again(technique: Technique, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """`after` without the answers that were said to an earlier wording.

    before: what is kept. An answer that is new in `after` was said to the wording it comes with, and stays.
    Source: Amity decision 23: a client's yes belongs to the wording it was said to.
    """
    gone = {
        id
        for id, said_to in _said_to(technique)
        if after.get(id) == before.get(id) and _differs(technique, said_to, before, after)
    }
    return {id: value for id, value in after.items() if id not in gone}


def answered_unread(
    technique: Technique, base: Mapping[str, Any], mine: Mapping[str, Any], stored: Mapping[str, Any]
) -> tuple[str, ...]:
    """The questions that a page answers to a wording that is not there any more.

    base: what the page began from. mine: what it has. stored: what is kept by now.
    """
    return tuple(
        id
        for id, said_to in _said_to(technique)
        if mine.get(id) not in (None, base.get(id)) and _differs(technique, said_to, base, stored)
    )


def _said_to(technique: Technique) -> list[tuple[str, str]]:
    return [(it.id, it.said_to) for it in technique.fields if it.said_to]


def _differs(technique: Technique, id: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(_wording(technique, id, one.get(id)) != _wording(technique, id, other.get(id)))


def _wording(technique: Technique, id: str, value: Any) -> Any:
    """What a client reads and may change of it; rows in any order."""
    asked = technique.field(id)
    if not isinstance(asked, Rows):
        return value
    theirs = {it.id for it in asked.fields if it.may_be_filled_by("client")}
    rows = {row["id"]: {key: row[key] for key in theirs & row.keys()} for row in value or ()}
    return {id: row for id, row in rows.items() if row}
