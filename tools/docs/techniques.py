"""docs/reference/techniques.md: every technique, its worksheet, and what goes on into which other."""

from collections.abc import Iterator

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Asked, Choice, Rows, Words, asked_in
from amity.core.worksheets.answers import LONGEST
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """An overview, then one section a technique."""
    every = library.techniques()
    overview = table(
        ["id", "for clinicians", "for clients", "begins as", "areas", "safety", "model"],
        (
            (
                f"`{it.id}` v{it.version}",
                it.title,
                it.client_title,
                it.visibility.replace("_", " "),
                ", ".join(area.replace("_", " ") for area in it.areas) or "any",
                it.safety.replace("_", " "),
                "off, unless switched on" if it.adjunct else it.model or "IPT",
            )
            for it in every
        ),
    )
    lengths = ", ".join(f"{type} {number:,}" for type, number in LONGEST.items())
    about = (
        f"A text holds so many characters: {lengths}. A scale runs from 0 to 10. Nothing is ever required."
    )
    sections = [part for it in every for part in _section(it)]
    return whole_page("Techniques", overview, about, *sections, "## Guides for clients", _guides())


def _guides() -> str:
    """The plain pages that lead to them."""
    return table(
        ["id", "title", "problem area", "an invented story", "studies", "leads to"],
        (
            (
                f"`{it.id}` v{it.version}",
                it.title,
                (it.area or "").replace("_", " "),
                it.story.title if it.story else "",
                len(it.studies) or "",
                ", ".join(id.replace("_", " ") for id in it.techniques),
            )
            for it in library.guides()
        ),
    )


def _section(it: Technique) -> Iterator[str]:
    yield f"## {it.title} (`{it.id}` v{it.version})"
    yield it.purpose
    yield f"*Helps when* {_listed(it.helps_when)} *Not when* {_listed(it.not_when)}"
    yield table(["question", "type", "who fills it in", "asked"], _questions(it))
    if it.quick:
        yield f"The short form on a phone: {', '.join(f'`{id}`' for id in it.quick)}."
    goes_on = [f"`{carry.from_}` → {carry.to.replace('_', ' ')} `{carry.into}`" for carry in it.carries]
    goes_on += [f"{one.of} `{one.from_}` → `{one.into}`" for one in it.receives]
    if goes_on:
        yield f"Carried over: {'; '.join(goes_on)}."
    yield f"Source: {it.source}."


def _listed(texts: tuple[str, ...]) -> str:
    return " ".join(texts)


def _questions(it: Technique) -> Iterator[tuple[str, ...]]:
    for path, field in asked_in(it.fields):
        by = "clinicians alone" if field.private else field.by
        yield f"{field.asks} (`{path}`)", _type(field), by, _when(field)


def _type(field: Asked) -> str:
    if isinstance(field, Choice):
        return f"{field.type}: {' · '.join(option.says for option in field.options)}"
    if isinstance(field, Rows):
        return f"{field.type}, up to {field.most}"
    return field.type if isinstance(field, Words) else field.type.replace("_", ", ")


def _when(field: Asked) -> str:
    if field.when is None:
        return "always"
    of = f" {', '.join(field.when.options)}" if field.when.options else ""
    return f"if `{field.when.field}` {field.when.rule.replace('_', ' ')}{of}"
