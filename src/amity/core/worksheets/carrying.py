"""What goes on from one worksheet into the next, so that no sentence is written twice: content says where."""

from collections.abc import Mapping
from typing import Any, Final

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import PRACTICE, Asked, Choice, Receive, Rows
from amity.core.worksheets.rules import holds

FITS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "long", "letter"),
    "long": ("long", "letter"),
    "day": ("day", "when"),
    "person": ("person", "people"),
    "choice": ("choice", "several"),
}  # by the type it comes from; any other goes on into its own type alone
_LISTS: Final = ("people", "several")


def follow_on(technique: Technique, values: Mapping[str, Any], to: Technique | None = None) -> dict[str, Any]:
    """What a new worksheet of `to` begins with; without `to`, a new practice.

    Rows keep their ids and their order, so that it can be seen where each came from; a row with nothing to
    say is left out: one in which nothing but choices would go on, such as who spoke and whose idea it was.
    """
    found: dict[str, Any] = {}
    lists = [it for it in technique.fields if isinstance(it, Rows) and it.id in values]
    there = {**values, **{it.id: _with_what_it_is_about(it, values[it.id]) for it in lists}}
    for carry in technique.carries:
        if carry.to == (to.id if to else "practice"):
            type = to.at(carry.into).type if to else PRACTICE[carry.into]
            paths = (carry.from_, carry.otherwise or carry.from_)
            _lay(found, there, paths, carry.into, type)
    return _with_something_to_say(found, technique, to) if to else found


def begin_after(technique: Technique, practice: Mapping[str, Any]) -> dict[str, Any]:
    """What a new worksheet begins with after a practice was tried; `practice`: by the names in `PRACTICE`."""
    found: dict[str, Any] = {}
    for one in technique.receives:
        _lay(found, practice, (one.from_, one.from_), one.into, technique.at(one.into).type)
    return found


def _lay(
    found: dict[str, Any], values: Mapping[str, Any], paths: tuple[str, str], into: str, type: str
) -> None:
    """Put what is at the first path, or else at the second, where it goes."""
    field, _, inner = paths[0].partition(".")
    if not inner:
        value = values.get(paths[0], values.get(paths[1]))
        if value is not None:
            found[into] = _as(type, value)
        return
    list_of, _, column = into.partition(".")
    rows = {row["id"]: row for row in found.get(list_of, [])}
    for row in values.get(field, []):
        value = row.get(inner, row.get(paths[1].partition(".")[2]))
        if value is not None:
            rows.setdefault(row["id"], {"id": row["id"]})[column] = _as(type, value)
    order = {row["id"]: place for place, row in enumerate(values.get(field, []))}
    if rows:  # those of another list, which went in before, stay in front
        found[list_of] = sorted(rows.values(), key=lambda it: order.get(it["id"], -1))


def _with_what_it_is_about(asked: Rows, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without an answer that tells about another one which is not there any more."""
    after = {it.id: it.when for it in asked.fields if it.when and it.when.rule == "answered"}
    return [{id: it for id, it in row.items() if holds(after.get(id), row)} for row in rows]


def _with_something_to_say(found: dict[str, Any], technique: Technique, to: Technique) -> dict[str, Any]:
    for field in [it for it in to.fields if isinstance(it, Rows) and it.id in found]:
        into = [it.into.partition(".") for it in technique.carries if it.to == to.id]
        columns = {it[2] for it in into if it[0] == field.id}
        says = {it.id for it in field.fields if it.id in columns and not isinstance(it, Choice)}
        found[field.id] = [it for it in found[field.id] if not says or says & it.keys()]
    return {id: value for id, value in found.items() if value != []}


def _as(type: str, value: Any) -> Any:
    return [value] if type in _LISTS and not isinstance(value, list) else value


def unfit(technique: Technique, path: str, into: Technique, target: str) -> str | None:
    """Why what is at `path` cannot go on into the other technique, or None where it can."""
    if path.count(".") != target.count("."):
        return "a row goes into a row, a single answer into a single answer"
    return _unlike(technique.at(path), into.at(target))


def unfit_for_practice(technique: Technique, path: str, field: str) -> str | None:
    """Why what is at `path` cannot go on into a practice, or None where it can."""
    source = technique.at(path)
    if "." in path:
        return "a single answer, not one of a row"
    return None if PRACTICE[field] in _fitting(source.type) else _types(_fitting(source.type))


def unfit_from_practice(technique: Technique, one: Receive) -> str | None:
    """Why what a practice has cannot begin this worksheet, or None where it can."""
    if "." in one.into:
        return "a single answer, not one of a row"
    fitting = _fitting(PRACTICE[one.from_])
    return None if technique.at(one.into).type in fitting else _types(fitting)


def _unlike(source: Asked, target: Asked) -> str | None:
    if target.type not in _fitting(source.type):
        return _types(_fitting(source.type))
    if isinstance(source, Choice) and isinstance(target, Choice):
        missing = {it.id for it in source.options} - {it.id for it in target.options}
        return f"a question with the options {', '.join(sorted(missing))} as well" if missing else None
    return None


def _fitting(type: str) -> tuple[str, ...]:
    return FITS.get(type, (type,))


def _types(types: tuple[str, ...]) -> str:
    return f"a question of the type {' or '.join(types)}"
