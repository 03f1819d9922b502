"""What a worksheet holds: plain values by question, as they are kept and sent; and the places of its parts.

A line, a choice, a day, a person are a text; a scale is a whole number; several options and people are lists
of ids; feelings are a list of `{word, strength}`; rows are a list of `{id, …}`. A question that is not
answered is not there: nothing is ever 0, "" or [] because nobody answered.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, TypeGuard

Value: TypeAlias = str | int | list[str] | list[dict[str, Any]]
Values: TypeAlias = dict[str, Value]
Sent: TypeAlias = Mapping[str, object]


def rows_in(value: object) -> TypeGuard[list[dict[str, Any]]]:
    """Whether this is a list of rows, each with its id."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(it, dict) and "id" in it for it in value)
    )


def feelings_in(value: object) -> TypeGuard[list[dict[str, Any]]]:
    """Whether this is a list of feelings."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(it, dict) and "word" in it for it in value)
    )


def places(values: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    """Every answer with its place: `goal`, or `lines.r1.said` in a row.

    >>> list(places({"goal": "rest", "lines": [{"id": "r1", "said": "No."}]}))
    [('goal', 'rest'), ('lines.r1.said', 'No.')]
    """
    for id, value in values.items():
        if not rows_in(value):
            yield id, value
            continue
        for row in value:
            for inner, each in row.items():
                if inner != "id":
                    yield f"{id}.{row['id']}.{inner}", each
