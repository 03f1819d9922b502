"""A definition → the text of its file, so that reading it again gives the same definition."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


def tree_of(definition: BaseModel) -> dict[str, Any]:
    """The keys and values of a definition as its file has them; what stands at its default is left out."""
    return definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def written(tree: Mapping[str, Any]) -> str:
    """A content file with these keys and values, in their order.

    Every text is in quotes, so that none of them can be read as a number, as a tag or as a line of YAML.

    >>> print(written({"id": "sleep", "bands": [{"from": 0}]}), end="")
    "id": "sleep"
    "bands":
      -
        "from": 0
    """
    return "".join(f"{line}\n" for line in _lines(tree, 0))


def _lines(value: Any, depth: int) -> list[str]:
    indent = "  " * depth
    entries = value.items() if isinstance(value, Mapping) else ((None, one) for one in value)
    lines: list[str] = []
    for key, one in entries:
        head = f"{indent}-" if key is None else f"{indent}{_scalar(key)}:"
        if isinstance(one, dict | list) and one:
            lines += [head, *_lines(one, depth + 1)]
        else:
            lines.append(f"{head} {_scalar(one)}")
    return lines


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return '"' + "".join(map(_character, value)) + '"'
    return {"None": "null", "True": "true", "False": "false"}.get(repr(value), repr(value))


def _character(one: str) -> str:
    if one in '"\\':
        return "\\" + one
    return one if one.isprintable() else f"\\U{ord(one):08x}"
