"""Two people on one worksheet: their edits joined question by question and row by row; both texts are kept.

Whoever saves later began from a state that is old by then. What only one of them changed is taken. Where both
changed the same answer, the one saved first stays and the other is kept beside it, for the two to look at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader
from amity.core.worksheets.changes import seen_by
from amity.core.worksheets.values import feelings_in, rows_in


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that could not take its place, because somebody else had just changed it."""

    place: str
    value: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What is kept now, and what is kept beside it."""

    values: dict[str, Any]
    beside: tuple[Kept, ...]


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """The two edits joined.

    base: what my edit began from. mine: what I send. theirs: what is stored by now.
    A row that one of them took away stays if the other changed it meanwhile.
    """
    beside: list[Kept] = []
    values = _mappings(base, mine, theirs, "", beside)
    return Merged(values, tuple(beside))


def merge_seen(
    technique: Technique,
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    stored: Mapping[str, Any],
    reader: Reader,
) -> Merged:
    """As `merge`, for a reader who may not see everything: what they do not see stays as it is.

    base, mine: as this reader saw and sends them. Of a row they take away, what is private stays.
    """
    seen = seen_by(technique, stored, reader)
    joined = merge(base, mine, seen)
    values = {}
    for field in technique.fields:
        value = _with_unseen(joined.values.get(field.id), stored.get(field.id), seen.get(field.id))
        if value is not None:
            values[field.id] = value
    return Merged(values, joined.beside)


def _with_unseen(value: Any, stored: Any, seen: Any) -> Any:
    if stored == seen:
        return value
    if not rows_in(stored):
        return stored
    shown = {row["id"]: row for row in seen or []}
    rows = {row["id"]: row for row in value or []}
    for row in stored:
        unseen = {key: each for key, each in row.items() if key not in shown.get(row["id"], {"id": ""})}
        if unseen:
            rows[row["id"]] = {"id": row["id"]} | rows.get(row["id"], {}) | unseen
    return list(rows.values())


def _mappings(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    before: str,
    beside: list[Kept],
) -> dict[str, Any]:
    found = {}
    for key in dict.fromkeys((*theirs, *mine)):
        value = _one(base.get(key), mine.get(key), theirs.get(key), before + key, beside)
        if value is not None:
            found[key] = value
    return found


def _one(base: Any, mine: Any, theirs: Any, place: str, beside: list[Kept]) -> Any:
    """One answer; None is no answer."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if _all(rows_in, base, mine, theirs):
        return _rows(base or [], mine or [], theirs or [], place, beside) or None
    if mine is None or theirs is None:
        return theirs if mine is None else mine
    if _all(feelings_in, base, mine, theirs):
        return _feelings(base or [], mine, theirs, place, beside) or None
    if isinstance(mine, list) and isinstance(theirs, list):
        return _several(base or [], mine, theirs) or None
    beside.append(Kept(place, mine))
    return theirs


def _all(is_so: Callable[[object], bool], *values: Any) -> bool:
    return all(value is None or is_so(value) for value in values)


def _several(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """What either added is there, what either took away is not."""
    gone = {it for it in base if it not in mine or it not in theirs}
    return [it for it in dict.fromkeys((*theirs, *mine)) if it not in gone]


def _feelings(base: Any, mine: Any, theirs: Any, place: str, beside: list[Kept]) -> list[dict[str, Any]]:
    """As rows, told apart by their words."""
    named = [[{"id": it["word"], **it} for it in each] for each in (base, mine, theirs)]
    within: list[Kept] = []
    rows = _rows(named[0], named[1], named[2], place, within)
    beside += [Kept(place, mine)] if within else []
    return [{"word": row["word"], "strength": row.get("strength")} for row in rows]


def _rows(base: Any, mine: Any, theirs: Any, place: str, beside: list[Kept]) -> list[dict[str, Any]]:
    was, of_mine, of_theirs = ({row["id"]: row for row in rows} for rows in (base, mine, theirs))
    found = []
    for id in _in_order(list(was), list(of_mine), list(of_theirs)):
        one, other, old = of_mine.get(id), of_theirs.get(id), was.get(id)
        if one is not None and other is not None:
            found.append(_mappings(old or {}, one, other, f"{place}.{id}.", beside))
        elif (one or other) != old:  # else one of them took it away, and the other had not touched it
            found.append(one or other or {})
    return [row for row in found if len(row) > 1]


def _in_order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """All ids. Whoever moved rows says the order; a new row of the other stands behind its neighbour."""
    moved = [id for id in theirs if id in base] != [id for id in base if id in theirs]
    order, other = (theirs, mine) if moved else (mine, theirs)
    order = list(order)
    for n, id in enumerate(other):
        if id not in order:
            after = next((it for it in reversed(other[:n]) if it in order), None)
            order.insert(order.index(after) + 1 if after is not None else 0, id)
    return order
