"""One circle, ready to draw: rings, marks with their names, last time's ghosts. No number, no score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amity.core import network
from amity.web.inventory.drawing.geometry import EDGES, INMOST, MIDDLE, SIZE, Point, point
from amity.web.inventory.drawing.in_words import in_words, place_in_words
from amity.web.inventory.queries import Drawn

LONGEST: Final = 14  # letters of a name under its mark


@dataclass(frozen=True)
class Mark:
    """Somebody on the circle. x, y: in the drawing's own units. was: where the last circle had them."""

    one: network.Placement
    name: str
    x: int
    y: int
    was: Point | None = None

    @property
    def id(self) -> str:
        """The person's."""
        return self.one.id

    @property
    def label(self) -> str:
        """The name, cut where it would run into others; the list has it whole."""
        return self.name if len(self.name) <= LONGEST else f"{self.name[: LONGEST - 1]}…"

    @property
    def words(self) -> str:
        """Who, and where they stand, for whoever does not see it."""
        return f"{self.name}: {place_in_words(self.one)}"


@dataclass(frozen=True)
class Picture:
    """One circle, ready to draw. edges: rings, outermost first. sentence: the same without seeing it."""

    marks: Sequence[Mark]
    sentence: str
    edges: Sequence[tuple[int, int]] = tuple((number, EDGES[number - 1]) for number in (4, 3, 2, 1))
    size: int = SIZE
    middle: int = MIDDLE
    inmost: int = INMOST


def picture_of(drawn: Drawn, names: Mapping[str, str], last: Drawn | None = None) -> Picture:
    """Draw a circle; with `last`, whoever stood elsewhere has a ghost there."""
    before = {one.id: one for one in last.board.circle.placed} if last else {}
    marks = []
    for one in drawn.board.circle.placed:
        assert one.ring is not None
        x, y = point(one.ring, one.angle)
        earlier = before.get(one.id)
        moved = earlier is not None and earlier.ring is not None and earlier.ring != one.ring
        was = point(earlier.ring, earlier.angle) if moved else None  # type: ignore[union-attr,arg-type]
        marks.append(Mark(one, names[one.id], x, y, was))
    return Picture(marks, in_words(drawn, names))
