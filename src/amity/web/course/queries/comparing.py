"""Two texts word by word: what stayed, what went, what came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from amity.web.course.models import Formulation

Kind = Literal["same", "gone", "new"]
SHOWN = (
    ("illness", "What you have"),
    ("onset", "What was happening when it began"),
    ("suggestion", "What we suggest working on"),
    ("text", "How it hangs together"),
    ("background", "What lies behind it"),
    ("alternatives", "What else was considered"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that share a fate."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a formulation in two versions."""

    title: str
    pieces: Sequence[Piece]

    @property
    def sentence(self) -> str:
        """ "2 words went, 3 came", or that nothing differs."""
        gone, new = self._count("gone"), self._count("new")
        said = [f"{_words(gone)} went" if gone else "", f"{_words(new)} came" if new else ""]
        return ", ".join(filter(None, said)) or "nothing differs"

    @property
    def differs(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)

    def _count(self, kind: Kind) -> int:
        return sum(len(piece.words.split()) for piece in self.pieces if piece.kind == kind)


def compared(earlier: Formulation, later: Formulation) -> list[PartChange]:
    """The parts that are written in either version."""
    return [
        PartChange(title, list(pieces_of(getattr(earlier, name), getattr(later, name))))
        for name, title in SHOWN
        if getattr(earlier, name) or getattr(later, name)
    ]


def pieces_of(before: str, after: str) -> Iterator[Piece]:
    """From the one text to the other. Line breaks count as spaces.

    >>> [(it.kind, it.words) for it in pieces_of("you lost them", "you left them")]
    [('same', 'you'), ('gone', 'lost'), ('new', 'left'), ('same', 'them')]
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(old[old_from:old_to]))
            continue
        if old_from < old_to:
            yield Piece("gone", " ".join(old[old_from:old_to]))
        if new_from < new_to:
            yield Piece("new", " ".join(new[new_from:new_to]))


def _words(count: int) -> str:
    return f"{count} word{'' if count == 1 else 's'}"
