"""What is made of something brought: an instrument like any other, under the checks of content files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from amity.core.definitions.common import Check, Finding, check
from amity.core.definitions.instrument import Instrument
from amity.core.definitions.instrument_checks import CHECKS, wording_follows_the_licence
from amity.core.errors import ContentError
from amity.core.importing.json_text import FILE
from amity.core.importing.said import Said, licence, sources
from amity.core.library.shapes import parse
from amity.core.library.writing import tree_of, written


@dataclass(frozen=True, slots=True)
class Built:
    """instrument: None where something does not fit. mismatches: each of them. not_taken: what was left."""

    instrument: Instrument | None
    mismatches: tuple[str, ...]
    not_taken: tuple[str, ...]


@check("licence", "items", "answer_lists")
def wording_is_whole(it: Instrument) -> Iterator[Finding]:
    """What a service brings has all its words, and the service's own licence."""
    if it.licence.class_ != "byo":
        yield Finding(("licence", "class"), it.licence.class_, "byo: the service brings it", "write byo")
    if not it.has_wording:
        yield Finding(("items",), "a question or an answer without words", "all its words", "add them")


_CHECKS: Final[tuple[Check, ...]] = (
    *(one for one in CHECKS if one is not wording_follows_the_licence),
    wording_is_whole,
)


def open_text(text: str | bytes) -> Instrument:
    """A questionnaire that a service brought, from the text that was kept of it.

    Raises ContentError with every problem, and for text that is no such questionnaire.
    """
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    found, problems = parse(Instrument, content, FILE, _CHECKS)
    if found is None:
        raise ContentError(problems)
    return found


def from_yaml(text: str | bytes, said: Said) -> Built:
    """A content file of the service's own: its scoring as it stands, under an id and a licence of its own.

    Raises ContentError with every problem of the file.
    """
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    found, problems = parse(Instrument, content, FILE, _CHECKS[:-1])
    if found is None:
        raise ContentError(problems)
    tree = tree_of(found) | {"id": said.id, "version": said.version, "licence": licence(said)}
    tree["sources"] = {**tree["sources"], **sources(said)}
    return Built(open_text(written(tree)), (), _changed(found, said))


def _changed(found: Instrument, said: Said) -> tuple[str, ...]:
    lines = [f"id {found.id}, version {found.version}: here it is {said.id}, version {said.version}"]
    if found.licence.holder != said.holder or found.licence.class_ != "byo":
        lines.append(f"licence: what the service attests stands instead of “{found.licence.evidence}”")
    return tuple(lines)
