"""Rules across the keys of a technique: what one key says must agree with what the others say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from amity.core.definitions.common import Check, Finding, Path, check
from amity.core.definitions.technique import QUICK_TAPS, Technique
from amity.core.definitions.technique_editors import EDITORS
from amity.core.definitions.technique_parts import (
    PRACTICE,
    Asked,
    Choice,
    Condition,
    Field,
    Option,
    Rows,
    Words,
    YesPartNo,
    asked_in,
    taps,
)

_THIRDS: Final = ("is_yes", "is_not_no", "is_no")


def _lists(it: Technique) -> Iterator[tuple[Path, Sequence[str]]]:
    """Every list of ids that must differ."""
    yield ("steps",), [step.id for step in it.steps]
    yield ("fields",), [field.id for field in it.fields]
    for place, field in _places(it.fields):
        if isinstance(field, Rows):
            yield (*place, "fields"), [inner.id for inner in field.fields]
            yield (*place, "always"), [row.id for row in field.always]
        if isinstance(field, Choice):
            yield (*place, "options"), [option.id for option in field.options]


def _places(fields: Iterable[Field]) -> Iterator[tuple[Path, Asked]]:
    """Every question with its place in the file."""
    for n, field in enumerate(fields):
        yield ("fields", n), field
        if isinstance(field, Rows):
            for m, inner in enumerate(field.fields):
                yield ("fields", n, "fields", m), inner


@check("steps", "fields")
def ids_are_told_apart(it: Technique) -> Iterator[Finding]:
    for place, ids in _lists(it):
        for id, count in Counter(ids).items():
            if count > 1:
                yield Finding(place, f"{id} {count} times", "each id once", "rename or remove the others")
    for place, field in _places(it.fields):
        if isinstance(field, Rows) and "id" in {inner.id for inner in field.fields}:
            yield Finding((*place, "fields"), "id", "another name", "every row has an id already; rename it")


@check("steps", "fields")
def every_question_stands_in_one_step(it: Technique) -> Iterator[Finding]:
    ids = [field.id for field in it.fields]
    stood = Counter(id for step in it.steps for id in step.fields)
    for n, step in enumerate(it.steps):
        for m, id in enumerate(step.fields):
            if id not in ids:
                yield Finding(("steps", n, "fields", m), id, "one of " + ", ".join(ids), "correct the id")
    for n, id in enumerate(ids):
        if stood[id] != 1:
            found = f"{id} in {stood[id]} steps"
            yield Finding(("fields", n), found, "in one step", "name it in the step that asks it")


@check("fields")
def rules_look_at_earlier_questions(it: Technique) -> Iterator[Finding]:
    yield from _rules(("fields",), it.fields)
    for n, field in enumerate(it.fields):
        if isinstance(field, Rows):
            yield from _rules(("fields", n, "fields"), field.fields)


def _rules(place: Path, fields: Sequence[Asked]) -> Iterator[Finding]:
    before: dict[str, Asked] = {}
    for n, field in enumerate(fields):
        if field.when:
            allowed = _unfit(field.when, before)
            if allowed:
                yield Finding(
                    (*place, n, "when"), f"{field.when.rule} {field.when.field}", allowed, "correct the rule"
                )
        before[field.id] = field


def _unfit(rule: Condition, before: dict[str, Asked]) -> str | None:
    """What is allowed instead; None where the rule fits the question it looks at."""
    looked_at = before.get(rule.field)
    if looked_at is None:
        return "a question above it, in the same list"
    if rule.rule in _THIRDS and not isinstance(looked_at, YesPartNo):
        return "a question of the type yes_part_no"
    if rule.rule != "chosen":
        return "no options with this rule" if rule.options else None
    if not isinstance(looked_at, Choice):
        return "a question of the type choice or several"
    there = {option.id for option in looked_at.options}
    if not rule.options or not there.issuperset(rule.options):
        return "options, of " + ", ".join(sorted(there))
    return None


@check("steps", "fields")
def an_answer_is_said_to_what_the_client_read(it: Technique) -> Iterator[Finding]:
    step_of = {id: n for n, step in enumerate(it.steps) for id in step.fields}
    for place, field in _places(it.fields):
        if field.said_to is None:
            continue
        mine = step_of.get(field.id, 0) if len(place) == 2 else 0
        read = {other.id for other in it.fields if not other.private and step_of.get(other.id, 0) < mine}
        if field.said_to not in read:
            allowed = "a question of an earlier step that the client may read, and not within rows"
            yield Finding((*place, "said_to"), field.said_to, allowed, "correct the id, or leave it out")


@check("fields")
def an_editor_finds_its_questions(it: Technique) -> Iterator[Finding]:
    for n, field in enumerate(it.fields):
        if not isinstance(field, Rows):
            continue
        there = {inner.id: inner for inner in field.fields}
        for id, column in EDITORS[field.type].items():
            place: Path = ("fields", n, "fields")
            inner = there.get(id)
            if inner is None:
                yield Finding(place, f"no {id}", f"{field.type} needs {id}", "add it")
            elif inner.type not in column.types:
                allowed = f"{id} of the type {' or '.join(column.types)}"
                yield Finding(place, f"{id} of the type {inner.type}", allowed, "correct the type")
            elif not column.options.issuperset(_ids(inner)) and column.options:
                allowed = "options of " + ", ".join(sorted(column.options))
                yield Finding(place, f"{id}: {', '.join(_ids(inner))}", allowed, "correct the options")


def _ids(field: Asked) -> list[str]:
    options: tuple[Option, ...] = field.options if isinstance(field, Choice) else ()
    return [option.id for option in options]


@check("fields")
def rows_are_no_fewer_than_they_begin_with(it: Technique) -> Iterator[Finding]:
    for n, field in enumerate(it.fields):
        if isinstance(field, Rows) and max(field.least, len(field.always)) > field.most:
            found = f"least {field.least}, most {field.most}"
            yield Finding(("fields", n), found, "least ≤ most, room for those always there", "correct them")


@check("fields", "carries", "quick")
def what_is_private_stays_so(it: Technique) -> Iterator[Finding]:
    """A private question is a clinician's; it neither goes on elsewhere nor decides what a client sees."""
    private = {path for path, field in asked_in(it.fields) if field.private}
    for (place, field), (path, _) in zip(_places(it.fields), asked_in(it.fields), strict=True):
        if field.private and field.by != "clinician":
            yield Finding(place, f"private, by {field.by}", "private only by clinician", "say by: clinician")
        beside = path.rpartition(".")[0]
        if field.when and f"{beside}.{field.when.field}".strip(".") in private and not field.private:
            allowed = "a question that the client may see"
            yield Finding((*place, "when"), field.when.field, allowed, "a gap would tell of it")
    for n, carry in enumerate(it.carries):
        for named in (carry.from_, carry.otherwise):
            if named and private & {named, named.split(".")[0]}:
                yield Finding(("carries", n), named, "what is not private", "leave it where it is")


@check("fields", "quick")
def the_short_form_is_short(it: Technique) -> Iterator[Finding]:
    there = {field.id: field for field in it.fields}
    for n, id in enumerate(it.quick):
        if id not in there or there[id].private or isinstance(there[id], Rows):
            yield Finding(("quick", n), id, "a question of one answer, for the client", "correct the id")
    quick = [there[id] for id in it.quick if id in there]
    spent = sum(map(taps, quick)) + 2
    if quick and spent > QUICK_TAPS:
        yield Finding(
            ("quick",), f"{spent} taps", f"at most {QUICK_TAPS}, two to open and save", "leave some"
        )
    if sum(isinstance(field, Words) for field in quick) > 1:
        yield Finding(("quick",), "more than one text", "one sentence", "leave the others for later")


@check("fields", "carries", "receives")
def paths_exist(it: Technique) -> Iterator[Finding]:
    there = dict(asked_in(it.fields))
    named: list[tuple[Path, str | None, Iterable[str]]] = []
    for n, carry in enumerate(it.carries):
        named += [
            (("carries", n, "from"), carry.from_, there),
            (("carries", n, "otherwise"), carry.otherwise, there),
        ]
        if carry.to == "practice":
            named.append((("carries", n, "into"), carry.into, PRACTICE))
    for n, one in enumerate(it.receives):
        named += [(("receives", n, "from"), one.from_, PRACTICE), (("receives", n, "into"), one.into, there)]
    for place, path, known in named:
        if path is not None and path not in known:
            yield Finding(place, path, "one of " + ", ".join(known), "correct the path")


@check("source", "sources")
def sources_are_listed(it: Technique) -> Iterator[Finding]:
    for part in it.source.split("; "):
        if not part.startswith(tuple(it.sources)):
            allowed = "beginning with one of: " + "; ".join(it.sources)
            yield Finding(("source",), part, allowed, "add the work to sources, or correct its name")


CHECKS: Final[tuple[Check, ...]] = tuple(
    value for value in list(globals().values()) if isinstance(value, Check)
)
