"""What comes first on *Today*, and what stands quietly beside it. Arithmetic alone: nothing is read here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Kind = Literal["questions", "show", "understanding", "try", "sheet", "tell", "read"]
ORDER: Final[tuple[Kind, ...]] = (
    "questions",  # asked before a session
    "show",  # the clinician asks to see something; the client may say no
    "understanding",  # how we understand it, to read
    "try",  # agreed to be tried, and its day is today
    "sheet",  # given to fill in
    "tell",  # its day is past, and nobody has said how it went
    "read",  # a guide that was given lately
)
ASKED: Final[frozenset[Kind]] = frozenset({"questions", "show", "understanding", "try", "sheet"})
BESIDE: Final = 2  # quieter suggestions, at most


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on Today.

    id: of what it is about. since: from when on it is there. words: one sentence or two. minutes: about how
    long it takes. reading: who reads it, and when. label: on its button. sends: a button instead of a link.
    is_own: the title is in the client's own words.
    """

    kind: Kind
    id: str
    since: datetime
    title: str
    words: str
    minutes: int
    label: str
    url: str
    reading: str = ""
    sends: bool = False
    is_own: bool = False

    @property
    def key(self) -> str:
        """By what it is put off and reminded of: "questions:6f1c…"."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Today:
    """The one thing that is asked, if there is one, and what is suggested beside it."""

    first: Thing | None
    beside: tuple[Thing, ...]


def arranged(things: Iterable[Thing], put_off: Collection[str] = ()) -> Today:
    """What comes first, by `ORDER`; what was asked longest before what was asked lately.

    put_off: the keys of what is *not today*. Such a thing is not shown, and whoever said it of one thing is
    asked for nothing less important on the same day; it may stand beside, as a suggestion. Of the guides
    only the newest is suggested.
    """
    left = sorted((it for it in things if it.key not in put_off), key=_place)
    limit = min((_rank(it) for it in put_off), default=len(ORDER))
    first = next((it for it in left if it.kind in ASKED and ORDER.index(it.kind) < limit), None)
    guides = [it for it in left if it.kind == "read"]
    beside = [it for it in left if it is not first and it not in guides[1:]]
    return Today(first, tuple(beside[:BESIDE]))


def is_asked(thing: Thing) -> bool:
    """Whether somebody waits for it: nobody waits for a suggestion."""
    return thing.kind in ASKED


def _place(thing: Thing) -> tuple[int, float, str]:
    at = thing.since.timestamp()
    return ORDER.index(thing.kind), -at if thing.kind == "read" else at, thing.id


def _rank(key: str) -> int:
    """Of a key; one that is not known any more stands last."""
    kind = key.partition(":")[0]
    return next((rank for rank, it in enumerate(ORDER) if it == kind), len(ORDER))
