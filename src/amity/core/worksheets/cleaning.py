"""What a browser sent → what is kept. Nothing typed is dropped: what does not fit comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Asked, Reader, Rows
from amity.core.words import say
from amity.core.worksheets.answers import read_answer
from amity.core.worksheets.values import Sent, Values

UNKNOWN: Final = "This worksheet has no such question. Nothing was changed; copy what you need from here."
NOT_YOURS: Final = "Your clinician fills this in. Say it to them, or write it under another question."


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that was sent and is not kept. place: `goal` or `lines.r1.said`; raw: as it was sent."""

    place: str
    raw: object
    says: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What fits, and what does not."""

    values: Values
    misfits: tuple[Misfit, ...]


def clean(technique: Technique, sent: Sent, by: Reader = "clinician") -> Cleaned:
    """The answers among what was sent, each within its bounds.

    sent: by question; a list of rows as mappings with an `id` made where the row was made.
    by: who sends it. To a client a private question is one that does not exist.
    """
    values: Values = {}
    misfits: list[Misfit] = []
    asked = {field.id: field for field in technique.fields}
    for id in sent:
        _keep(id, sent[id], asked.get(id), by, values, misfits)
    in_order: Values = {field.id: values[field.id] for field in technique.fields if field.id in values}
    return Cleaned(in_order, tuple(misfits))


def _keep(
    place: str, raw: object, asked: Asked | None, by: Reader, kept: dict[str, Any], misfits: list[Misfit]
) -> None:
    """Put one answer where it belongs: among those kept, or among those that do not fit."""
    if _is_nothing(raw):
        return
    if asked is None or not asked.is_for(by):
        misfits.append(Misfit(place, raw, say(UNKNOWN)))
    elif not asked.may_be_filled_by(by):
        misfits.append(Misfit(place, raw, say(NOT_YOURS)))
    elif isinstance(asked, Rows):
        rows = _rows(place, raw, asked, by, misfits)
        if rows:
            kept[asked.id] = rows
    else:
        found = read_answer(asked, raw)
        misfits.extend(Misfit(place, it.raw, it.says) for it in found.misfits)
        if found.value is not None:
            kept[asked.id] = found.value


def _rows(place: str, raw: object, asked: Rows, by: Reader, misfits: list[Misfit]) -> list[dict[str, Any]]:
    """The rows with anything in them, in the order in which they were sent."""
    rows: dict[str, dict[str, Any]] = {}
    questions = {field.id: field for field in asked.fields}
    for row, id in _told_apart(place, raw, misfits):
        kept: dict[str, Any] = {}
        within: list[Misfit] = []
        for inner in row:
            if inner != "id":
                _keep(f"{place}.{id}.{inner}", row[inner], questions.get(inner), by, kept, within)
        if kept and len(rows) >= asked.most:
            says = say(
                "There is room for {most}. Take one away, or begin another worksheet.", most=asked.most
            )
            misfits.append(Misfit(f"{place}.{id}", row, says))
            continue
        misfits += within
        if kept:
            rows[id] = {"id": id} | {key: kept[key] for key in questions if key in kept}
    return list(rows.values())


def _told_apart(place: str, raw: object, misfits: list[Misfit]) -> Iterator[tuple[Mapping[str, object], str]]:
    """Each row with its id; what is no row, or comes with the id of another, does not fit."""
    if not isinstance(raw, list | tuple):
        misfits.append(Misfit(place, raw, say("A list is kept here. Add a row and write it there.")))
        return
    seen: set[str] = set()
    for row in raw:
        id = row.get("id") if isinstance(row, Mapping) else None
        if isinstance(row, Mapping) and all(_is_nothing(row[key]) for key in row if key != "id"):
            continue
        if not isinstance(row, Mapping) or not _is_id(id) or id in seen:
            says = say("This row came without a name of its own. Add a row and copy it there.")
            misfits.append(Misfit(place, row, says))
            continue
        seen.add(str(id))
        yield row, str(id)


def _is_id(id: object) -> bool:
    return isinstance(id, str) and 0 < len(id) <= 64 and all(it.isalnum() or it in "-_" for it in id)


def _is_nothing(raw: object) -> bool:
    return raw is None or raw == [] or raw == () or raw == {} or (isinstance(raw, str) and not raw.strip())
