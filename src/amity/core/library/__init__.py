"""Find, read and validate content. `instrument("phq9")` gives the newest version, typed and frozen.

What a client reads comes in the language of whoever reads (`core.words`), where there is a twin in it.
A clinic's own folder (AMITY_CONTENT) lies beside ours and adds to it; an id is never in both.
Files are read when first asked for, and once. Nothing here caches a broken file: asking again says so again.
"""

import difflib
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from amity.core.definitions.case import Cases
from amity.core.definitions.instrument import Instrument
from amity.core.errors import ContentError, Problem, UnknownContentError
from amity.core.library.folders import Folder, Shelf, roots, shelf
from amity.core.library.kinds import KINDS
from amity.core.library.reading import load, load_cases
from amity.core.library.twins import load_spoken
from amity.core.words import language

if TYPE_CHECKING:
    from amity.core.definitions.card import Card
    from amity.core.definitions.card_case import CardCases
    from amity.core.definitions.feelings import Feelings
    from amity.core.definitions.guide import Guide
    from amity.core.definitions.orientation import Orientation
    from amity.core.definitions.orientation_case import OrientationCases
    from amity.core.definitions.protocol import Protocol
    from amity.core.definitions.protocol_case import ProtocolCases
    from amity.core.definitions.rhythm import Rhythm
    from amity.core.definitions.rhythm_case import RhythmCases
    from amity.core.definitions.skeleton import Skeleton
    from amity.core.definitions.technique import Technique
    from amity.core.definitions.technique_case import TechniqueCases

__all__ = [
    "card",
    "cards",
    "cases",
    "check",
    "feelings",
    "guide",
    "guides",
    "instrument",
    "instruments",
    "orientation",
    "protocol",
    "protocols",
    "rhythm",
    "rhythms",
    "skeleton",
    "skeletons",
    "technique",
    "techniques",
]


def instrument(id: str, version: int | None = None) -> Instrument:
    """One questionnaire, in its newest version unless one is named.

    Raises UnknownContentError if there is none, ContentError with every problem if its file is wrong.

    >>> instrument("phq9").short
    'PHQ-9'
    """
    return cast(Instrument, _definition("instrument", id, version))


def protocol(id: str, version: int | None = None) -> "Protocol":
    """One protocol, in its newest version unless one is named. Raises as `instrument` does."""
    return cast("Protocol", _definition("protocol", id, version))


def orientation(id: str, version: int | None = None) -> "Orientation":
    """One orientation, in its newest version unless one is named. Raises as `instrument` does."""
    return cast("Orientation", _definition("orientation", id, version))


def technique(id: str, version: int | None = None) -> "Technique":
    """One technique, in its newest version unless one is named. Raises as `instrument` does."""
    return cast("Technique", _definition("technique", id, version))


def guide(id: str, version: int | None = None) -> "Guide":
    """One plain page for clients, in its newest version unless one is named. Raises as `instrument` does."""
    return cast("Guide", _definition("guide", id, version))


def guides() -> "tuple[Guide, ...]":
    """The newest version of every guide, by id."""
    return tuple(guide(id) for id in sorted(_shelf("guide").folders))


def card(id: str, version: int | None = None) -> "Card":
    """One card of *what now*, in its newest version unless one is named. Raises as `instrument` does."""
    return cast("Card", _definition("card", id, version))


def cards() -> "tuple[Card, ...]":
    """The newest version of every card of *what now*, by id."""
    return tuple(card(id) for id in sorted(_shelf("card").folders))


def rhythm(id: str, version: int | None = None) -> "Rhythm":
    """One rhythm diary, in its newest version unless one is named. Raises as `instrument` does."""
    return cast("Rhythm", _definition("rhythm", id, version))


def rhythms() -> "tuple[Rhythm, ...]":
    """The newest version of every rhythm diary, by id."""
    return tuple(rhythm(id) for id in sorted(_shelf("rhythm").folders))


def feelings(id: str, version: int | None = None) -> "Feelings":
    """One vocabulary of feelings, in its newest version unless one is named. Raises as `instrument` does."""
    return cast("Feelings", _definition("feelings", id, version))


def skeleton(id: str, version: int | None = None) -> "Skeleton":
    """One questionnaire that is named and not carried. Raises as `instrument` does."""
    return cast("Skeleton", _definition("skeleton", id, version))


def instruments() -> tuple[Instrument, ...]:
    """The newest version of every questionnaire, by id."""
    return tuple(instrument(id) for id in sorted(_shelf("instrument").folders))


def skeletons() -> "tuple[Skeleton, ...]":
    """The newest version of every questionnaire that is named and not carried, by id."""
    return tuple(skeleton(id) for id in sorted(_shelf("skeleton").folders))


def protocols() -> "tuple[Protocol, ...]":
    """The newest version of every protocol, by id."""
    return tuple(protocol(id) for id in sorted(_shelf("protocol").folders))


def techniques() -> "tuple[Technique, ...]":
    """The newest version of every technique, by id."""
    return tuple(technique(id) for id in sorted(_shelf("technique").folders))


@overload
def cases(kind: Literal["instrument"], id: str) -> Cases: ...
@overload
def cases(kind: Literal["protocol"], id: str) -> "ProtocolCases": ...
@overload
def cases(kind: Literal["orientation"], id: str) -> "OrientationCases": ...
@overload
def cases(kind: Literal["technique"], id: str) -> "TechniqueCases": ...
@overload
def cases(kind: Literal["card"], id: str) -> "CardCases": ...
@overload
def cases(kind: Literal["rhythm"], id: str) -> "RhythmCases": ...
def cases(kind: str, id: str) -> Any:
    """The worked examples of one definition: for checks and tests, never for a page."""
    folder = _folder(kind, id)
    found, problems = load_cases(KINDS[kind], folder)
    if problems:
        raise ContentError(problems)
    return found


def check() -> list[Problem]:
    """Every problem of every content file: shape, rules across keys, ids that must exist, worked examples."""
    from amity.core.library.checks import every_problem  # reads all files: only checks pay for it

    return every_problem(roots())


def _shelf(kind: str) -> Shelf:
    return shelf(KINDS[kind].folder, roots())


def _folder(kind: str, id: str) -> Folder:
    known = _shelf(kind).folders
    if id in known:
        return known[id]
    close = difflib.get_close_matches(id, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise UnknownContentError(
        f"There is no {kind} {id!r}.{hint} There are: {', '.join(sorted(known)) or 'none'}."
    )


def _definition(kind: str, id: str, version: int | None) -> Any:
    folder = _folder(kind, id)
    wanted = folder.versions[-1] if version is None else version
    if wanted not in folder.versions:
        there = ", ".join(map(str, folder.versions))
        raise UnknownContentError(f"There is no version {version} of the {kind} {id!r}. There are: {there}.")
    spoken = language()
    return _load(kind, folder, wanted) if spoken == "en" else _spoken(kind, folder, wanted, spoken)


@cache
def _load(kind: str, folder: Folder, version: int) -> Any:
    definition, problems = load(KINDS[kind], folder, version)
    if problems:
        raise ContentError(problems)
    return definition


@cache
def _spoken(kind: str, folder: Folder, version: int, language: str) -> Any:
    """The same, with the prose of its twin; where there is none, in the words it has."""
    definition, problems = load_spoken(KINDS[kind], folder, version, language)
    if problems:
        raise ContentError(problems)
    return definition
