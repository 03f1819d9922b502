"""What the reading view of a worksheet asks of its lines and rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django import template
from django.utils.html import format_html

from amity.core.definitions.technique_parts import Choice, Felt, Option, Rows, Words
from amity.core.worksheets import Line, Row
from amity.web.techniques.forms import look_of
from amity.web.techniques.said_by_scripts import translated

register = template.Library()


@register.simple_tag
def words_for_scripts() -> str:
    """The attribute that hands scripts their words; "" where they have them."""
    said = translated()
    return format_html(' data-words="{}"', json.dumps(said, ensure_ascii=False)) if said else ""


class Half(NamedTuple):
    """One side of a balance: its name, and what was good and hard about it."""

    says: str
    quarters: list[tuple[Option, list[Row]]]


class Looked(NamedTuple):
    """A line, and of two looks at one thing which it is: "start", "end" or neither."""

    line: Line
    look: str


@register.filter
def with_looks(lines: Iterable[Line]) -> list[Looked]:
    """Each line with its look, to be grouped by it."""
    return [Looked(it, look_of(it.asked.id) if it.asked else "") for it in lines]


@register.filter
def is_own_words(line: Line) -> bool:
    """Whether somebody wrote it, rather than chose it among the program's words."""
    return isinstance(line.asked, Words | Felt)


@register.filter
def behind(row: Row, stories: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    """The stories behind a row."""
    return stories.get(row.id, ())


@register.filter
def besides(row: Row, ids: str) -> list[Line]:
    """The answered questions of a row without those with these ids."""
    return [line for id, line in row.by_id.items() if id not in ids.split()]


@register.filter
def chosen_id(line: Line | str) -> str:
    """The id of the option that was chosen; "" where none was."""
    if not isinstance(line, Line) or not isinstance(line.asked, Choice):
        return ""
    return next((it.id for it in line.asked.options if it.says in line.says), "")


@register.filter
def halves(line: Line) -> list[Half]:
    """The rows of a balance by side and weight; those without either are `unsorted`."""
    sides, weights = (_options(line, id) for id in ("side", "weighs"))
    return [
        Half(side.says, [(weighs, _rows_at(line, side.id, weighs.id)) for weighs in weights])
        for side in sides
    ]


@register.filter
def unsorted(line: Line) -> list[Row]:
    """The rows of a balance that have no side or no weight."""
    return [
        row for row in line.rows if not all(chosen_id(row.by_id.get(id, "")) for id in ("side", "weighs"))
    ]


def _rows_at(line: Line, side: str, weighs: str) -> list[Row]:
    here = (side, weighs)
    return [
        row
        for row in line.rows
        if tuple(chosen_id(row.by_id.get(id, "")) for id in ("side", "weighs")) == here
    ]


def _options(line: Line, id: str) -> tuple[Option, ...]:
    inner = line.asked.field(id) if isinstance(line.asked, Rows) else None
    return inner.options if isinstance(inner, Choice) else ()
