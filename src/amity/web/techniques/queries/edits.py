"""The edits of a worksheet: what an open page knew, who wrote what, and what stands beside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from amity.core import worksheets
from amity.core.definitions.technique_parts import Reader, Rows
from amity.web.techniques.models import Author, KeptAnswer, Worksheet

TOGETHER = timedelta(minutes=30)  # edits of one writer no further apart are read as one; Amity decision


@dataclass(frozen=True, slots=True)
class Beside:
    """An answer that stands beside the one that is kept, as texts one below the other."""

    kept: KeptAnswer
    asks: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One sitting of one writer: its last moment, and every answer that is different after it."""

    number: int
    at: datetime
    by: UUID
    by_kind: str
    changes: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]  # question, before, after


def known_to_page(worksheet: Worksheet, page: UUID, version: int, reader: Reader) -> dict[str, Any]:
    """The answers that an open page knew which was drawn at `version`, as far as its reader sees them."""
    if version >= worksheet.version:
        return worksheets.seen_by(worksheet.definition, worksheet.told, reader)
    edits = [
        worksheets.Edit(it.number, it.page, it.after or {}, it.sent or {}) for it in worksheet.edits.all()
    ]
    return worksheets.seen_by(worksheet.definition, worksheets.known_to(page, version, edits), reader)


def beside_of(worksheet: Worksheet, reader: Reader, names: worksheets.Names) -> list[Beside]:
    """What is kept beside and not settled, of the questions this reader may see."""
    found, since = [], _seen_since(worksheet, reader)
    there = worksheet.kept.filter(settled_at=None)
    for kept in there.filter(at__gt=worksheet.shown_at) if since and worksheet.shown_at else there:
        asked = asked_at(worksheet, kept.place)
        if asked is not None and asked.is_for(reader):
            found.append(Beside(kept, asked.asks, worksheets.in_words(asked, kept.answer, names)))
    return found


def revisions_of(worksheet: Worksheet, reader: Reader, names: worksheets.Names) -> list[Revision]:
    """Every sitting, the newest first, with what this reader sees of it.

    To whom it was shown later, it begins as it stood then: what was replaced before stays its writer's.
    """
    sittings: list[tuple[list[Any], dict[str, Any], dict[str, Any]]] = []
    state: dict[str, Any] = {}
    since = _seen_since(worksheet, reader)
    for edit in worksheet.edits.all():
        after = {id: value for id, value in (state | (edit.after or {})).items() if value is not None}
        if edit.number <= since:
            state = after
            continue
        if sittings and _is_same_sitting(sittings[-1][0][-1], edit):
            edits, before, _ = sittings[-1]
            sittings[-1] = ([*edits, edit], before, after)
        else:
            sittings.append(([edit], state, after))
        state = after
    told = [
        Revision(
            edits[-1].number, edits[-1].at, edits[-1].by, edits[-1].by_kind,
            _changes(worksheet, reader, before, after, names),
        )
        for edits, before, after in reversed(sittings)
    ]  # fmt: skip
    return [it for it in told if it.changes]


@dataclass(frozen=True, slots=True)
class Said:
    """The newest answer to one question: what, when, by which side; and whether it still stands.

    It stands no more once what it was said to was worded otherwise.
    """

    answer: Any
    at: datetime
    by_kind: str
    stands: bool


def last_said(worksheet: Worksheet, question: str, reader: Reader) -> Said | None:
    """Who answered this question last, and when; None: nobody did, it was taken back, or cannot be read."""
    rows = [it for it in worksheet.edits.all() if question in (it.after or {})]
    said = [it for it in rows if it.after[question] is not None]
    if not said:
        return None
    stands = said[-1] is rows[-1]
    was_reworded = worksheet.definition.field(question).said_to in rows[-1].after
    if not stands and (not was_reworded or said[-1].number < _seen_since(worksheet, reader)):
        return None
    return Said(said[-1].after[question], said[-1].at, said[-1].by_kind, stands)


def asked_at(worksheet: Worksheet, place: str) -> Any:
    """The question at a place of the answers: `goal`, `lines.r1.said`; None where there is none."""
    first, _, rest = place.partition(".")
    field = {it.id: it for it in worksheet.definition.fields}.get(first)
    if not rest or not isinstance(field, Rows):
        return None if rest else field
    return {it.id: it for it in field.fields}.get(rest.rpartition(".")[2])


def _seen_since(worksheet: Worksheet, reader: Reader) -> int:
    """The version from which this reader was given to see it; 0: from the first."""
    return 0 if worksheet.author in (Author.TOGETHER, reader) else worksheet.shown_from


def _is_same_sitting(one: Any, other: Any) -> bool:
    return (one.by, one.by_kind) == (other.by, other.by_kind) and other.at - one.at <= TOGETHER


def _changes(
    worksheet: Worksheet,
    reader: Reader,
    before: dict[str, Any],
    after: dict[str, Any],
    names: worksheets.Names,
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    found = []
    for change in worksheets.changed(before, after):
        asked = asked_at(worksheet, change.place)
        if asked is not None and asked.is_for(reader):
            one, other = (_words(asked, value, names) for value in (change.before, change.after))
            found.append((asked.asks, one, other))
    return tuple(found)


def _words(asked: Any, value: Any, names: worksheets.Names) -> tuple[str, ...]:
    return () if value is None else worksheets.in_words(asked, value, names)
