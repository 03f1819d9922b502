"""What differs between two states of a worksheet, place by place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader, Rows
from amity.core.worksheets.values import places, rows_in


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs. None: not answered."""

    place: str
    before: Any
    after: Any


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Change, ...]:
    """Every answer that differs, in the order of `after`, then what is no longer there.

    >>> [it.place for it in changed({"goal": "rest"}, {"goal": "rest", "step": "ask"})]
    ['step']
    """
    one, other = dict(places(before)), dict(places(after))
    there = [*other, *(place for place in one if place not in other)]
    return tuple(
        Change(place, one.get(place), other.get(place))
        for place in there
        if one.get(place) != other.get(place)
    )


def seen_by(technique: Technique, values: Mapping[str, object], reader: Reader) -> dict[str, Any]:
    """The answers that this reader may see. An edit of theirs begins from these and from no others."""
    found: dict[str, Any] = {}
    for field in technique.fields:
        value = values.get(field.id)
        if value is None or not field.is_for(reader):
            continue
        if isinstance(field, Rows) and rows_in(value):
            mine = {"id", *(inner.id for inner in field.fields if inner.is_for(reader))}
            rows = [{key: each for key, each in row.items() if key in mine} for row in value]
            value = [row for row in rows if len(row) > 1]
        if value != []:
            found[field.id] = value
    return found
