"""The named rules by which a question is asked: each looks at one answer above it. Content names them."""

from collections.abc import Callable, Mapping
from typing import Final

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Asked, Condition, Reader, Rows, Rule


def _answered(value: object, rule: Condition) -> bool:
    return value is not None


def _is_yes(value: object, rule: Condition) -> bool:
    return value == "yes"


def _is_not_no(value: object, rule: Condition) -> bool:
    """Yes or partly."""
    return value in ("yes", "part")


def _is_no(value: object, rule: Condition) -> bool:
    return value == "no"


def _chosen(value: object, rule: Condition) -> bool:
    """One of the rule's options, or any of them where several were chosen."""
    chosen = value if isinstance(value, list) else [value]
    return any(option in chosen for option in rule.options)


NAMED: Final[dict[Rule, Callable[[object, Condition], bool]]] = {
    "answered": _answered,
    "is_yes": _is_yes,
    "is_not_no": _is_not_no,
    "is_no": _is_no,
    "chosen": _chosen,
}


def holds(rule: Condition | None, values: Mapping[str, object]) -> bool:
    """Whether a question with this rule is asked; `values` are the answers beside it."""
    return rule is None or NAMED[rule.rule](values.get(rule.field), rule)


def is_shown(asked: Asked, values: Mapping[str, object], reader: Reader) -> bool:
    """Whether this reader sees the question. What is answered is never hidden from whoever may read it."""
    return asked.is_for(reader) and (asked.id in values or holds(asked.when, values))


def shown_fields(technique: Technique, values: Mapping[str, object], reader: Reader) -> tuple[str, ...]:
    """The places of the questions this reader sees, in order: `lines`, and `lines.r1.said` for each row."""
    found: list[str] = []
    for field in technique.fields:
        if not is_shown(field, values, reader):
            continue
        found.append(field.id)
        rows = values.get(field.id, [])
        if isinstance(field, Rows) and isinstance(rows, list):
            found += [
                f"{field.id}.{row['id']}.{inner.id}"
                for row in rows
                for inner in field.fields
                if is_shown(inner, row, reader)
            ]
    return tuple(found)
