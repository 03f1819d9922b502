"""Plain values → a typed definition, or every problem: file, line, place, found, allowed, remedy."""

import difflib
import re
from collections.abc import Iterator
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError, create_model

from amity.core.definitions.common import Check, Finding, Path, Shape
from amity.core.errors import Problem
from amity.core.library.yaml_text import Fault, Tree, read

M = TypeVar("M", bound=BaseModel)
_LONGEST: Final = 120


def parse(
    model: type[M], content: bytes, file: str, checks: tuple[Check, ...] = ()
) -> tuple[M | None, list[Problem]]:
    """The definition in `content`, and what is wrong with it; the definition only if nothing is."""
    tree = read(content)
    problems = [problem_of(fault, file) for fault in tree.faults]
    if not tree.complete:
        return None, problems
    if not isinstance(tree.value, dict):
        if not problems:
            problems.append(
                _problem(file, tree, Finding((), _shown(tree.value), "keys with values", _write_keys(model)))
            )
        return None, problems
    try:
        whole: Any = model.model_validate(tree.value)
        wrong: set[str] = set()
    except ValidationError as error:
        errors = _own(error)
        found = [_from_error(model, e, tree, file) for e in errors]
        problems += [problem for problem in found if problem.place not in {p.place for p in problems}]
        wrong = {str(e["loc"][0]) for e in errors}
        whole = _sound_part(model, tree.value, wrong)
    for check in checks:
        if not check.needs & wrong:
            problems += [_problem(file, tree, finding) for finding in check.find(whole)]
    problems.sort(key=lambda problem: problem.line or 0)
    return (None, problems) if problems else (whole, [])


def _own(error: ValidationError) -> list[dict[str, Any]]:
    """The errors but those that only follow from others: a list is not too short for its wrong entries."""
    errors: list[dict[str, Any]] = [dict(one) for one in error.errors(include_url=False)]
    inner = {one["loc"][:end] for one in errors for end in range(len(one["loc"]))}
    return [one for one in errors if one["type"] != "too_short" or one["loc"] not in inner]


def _sound_part(model: type[BaseModel], value: dict[Any, Any], wrong: set[str]) -> BaseModel:
    """The definition without its misshapen keys, so that rules across the others can still be checked."""
    fields: dict[str, Any] = {
        name: (field.annotation, field) for name, field in model.model_fields.items() if name not in wrong
    }
    part = create_model("Part", __base__=Shape, **fields)
    sound = part.model_validate({key: value[key] for key in fields if key in value})
    return model.model_construct(**{name: getattr(sound, name) for name in fields})


def problem_of(fault: Fault, file: str) -> Problem:
    """What the reader of the text refused, with its file."""
    return Problem(file, fault.line, place_text(fault.place), fault.found, fault.allowed, fault.remedy)


def _problem(file: str, tree: Tree, finding: Finding) -> Problem:
    place = tuple(finding.place)
    line = _line(tree, place)
    return Problem(file, line, place_text(place), finding.found[:_LONGEST], finding.allowed, finding.remedy)


def _line(tree: Tree, place: Path) -> int | None:
    while place and place not in tree.lines:
        place = place[:-1]
    return tree.lines.get(place)


def place_text(place: Path) -> str:
    """A place in a file as people write it.

    >>> place_text(("items", 3, "reverse"))
    'items[3].reverse'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def _from_error(model: type[BaseModel], error: dict[str, Any], tree: Tree, file: str) -> Problem:
    place: Path = tuple(step for step in error["loc"] if step != "[key]")
    return _problem(file, tree, Finding(place, *_explain(model, error, place)))


def _explain(model: type[BaseModel], error: dict[str, Any], place: Path) -> tuple[str, str, str]:
    """found, allowed, remedy."""
    kind, context, found = error["type"], error.get("ctx", {}), _shown(error["input"])
    if kind == "missing":
        return "nothing", f"the key {place[-1]!r}", "add it; see docs/reference for what it holds"
    if kind == "extra_forbidden":
        keys = _keys_at(model, place[:-1])
        close = difflib.get_close_matches(str(place[-1]), keys, n=1)
        remedy = f"did you mean {close[0]!r}?" if close else "remove it, or correct its spelling"
        return f"the key {place[-1]!r}", "one of " + ", ".join(keys), remedy
    if kind == "literal_error":
        return found, f"one of {context['expected']}", "choose one of these"
    if kind == "string_pattern_mismatch":
        return found, _PATTERNS.get(context["pattern"], f"a text like {context['pattern']}"), "correct it"
    if kind == "value_error":
        return found, str(context["error"]), "correct it"
    if kind in ("too_short", "string_too_short"):
        return found, f"{context['min_length']} or more", "add what is missing"
    if kind in _TYPES:
        return found, *_TYPES[kind]
    return found, re.sub(r"^Input should (be )?", "", error["msg"]), "correct it"


_PATTERNS: Final = {
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": "lower-case words joined by _, beginning with a letter",
    r"^\d{1,7}-\d$": "a LOINC code such as 44250-9",
}
_TYPES: Final = {
    "int_type": ("a whole number", "write it without quotes"),
    "float_type": ("a number", "write it without quotes"),
    "string_type": ("a text", "put the value in quotes"),
    "bool_type": ("true or false", "write one of the two, without quotes"),
    "tuple_type": ("a list", "write a list"),
    "model_type": ("keys with values", "write keys with values"),
    "dict_type": ("keys with values", "write keys with values"),
}


def _keys_at(model: type[BaseModel], place: Path) -> list[str]:
    shapes: list[type[BaseModel]] = [model]
    for step in place:
        if not isinstance(step, str):
            continue
        inner = [
            f.annotation
            for shape in shapes
            for name, f in shape.model_fields.items()
            if step in (name, f.alias)
        ]
        shapes = [shape for annotation in inner for shape in _shapes_in(annotation)] or shapes
    return [field.alias or name for shape in shapes for name, field in shape.model_fields.items()]


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _shapes_in(part)


def _write_keys(model: type[BaseModel]) -> str:
    return "begin with " + ", ".join(f"{name}:" for name in list(model.model_fields)[:3]) + " …"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
