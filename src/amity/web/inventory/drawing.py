"""A circle as SVG: where its rings lie, and where everybody stands. Shapes and names, no numbers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amity.core import network
from amity.web.inventory.queries import Drawn

SIZE: Final = 640
MIDDLE: Final = SIZE // 2
EDGES: Final = (98, 168, 232, 300)  # outer edge of rings 1 to 4; inner rings are drawn wider than their share
INMOST: Final = 34  # the edge of "me"
LONGEST: Final = 14  # letters of a name under its mark


@dataclass(frozen=True)
class Mark:
    """Somebody on the circle. x, y: in the drawing's own units. was: where the last circle had them."""

    id: str
    name: str
    x: int
    y: int
    is_dead: bool
    was: tuple[int, int] | None = None

    @property
    def under(self) -> int:
        """Where the name stands."""
        return self.y + 30

    @property
    def label(self) -> str:
        """The name, cut where it would run into others; the list has it whole."""
        return self.name if len(self.name) <= LONGEST else f"{self.name[: LONGEST - 1]}…"


@dataclass(frozen=True)
class Picture:
    """One circle, ready to draw. edges: rings, outermost first. sentence: the same without seeing it."""

    marks: Sequence[Mark]
    sentence: str
    edges: Sequence[tuple[int, int]] = tuple((number, EDGES[number - 1]) for number in (4, 3, 2, 1))
    size: int = SIZE
    middle: int = MIDDLE


def picture_of(drawn: Drawn, names: Mapping[str, str], last: Drawn | None = None) -> Picture:
    """Draw a circle; with `last`, whoever stood elsewhere has a ghost there."""
    before = {one.id: one for one in last.board.circle.placed} if last else {}
    marks = []
    for one in drawn.board.circle.placed:
        x, y = point(one)
        earlier = before.get(one.id)
        was = point(earlier) if earlier and earlier.ring != one.ring else None
        marks.append(Mark(one.id, names[one.id], x, y, one.is_dead, was))
    return Picture(marks, in_words(drawn, names))


def point(one: network.Placement) -> tuple[int, int]:
    """The middle of its ring, in the direction of its angle; the top is 0, clockwise."""
    assert one.ring is not None
    inner = (INMOST, *EDGES)[one.ring - 1]
    radius = (inner + EDGES[one.ring - 1]) / 2
    turn = 2 * math.pi * one.angle / network.TURN
    return round(MIDDLE + radius * math.sin(turn)), round(MIDDLE - radius * math.cos(turn))


def in_words(drawn: Drawn, names: Mapping[str, str]) -> str:
    """ "Closeness circle. Intimate: Inge, Rui. Distant: Tom." """
    parts = []
    for ring, word in RING_WORDS.items():
        there = [names[one.id] for one in drawn.board.circle.placed if one.ring == ring]
        if there:
            parts.append(f"{word}: {', '.join(there)}.")
    return " ".join(["Closeness circle.", *(parts or ["Nobody stands on it yet."])])


RING_WORDS: Final = {1: "Intimate", 2: "Close", 3: "Wider", 4: "Distant"}
