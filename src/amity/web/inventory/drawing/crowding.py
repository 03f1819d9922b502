"""Nobody hides anybody: people in one place stand side by side, and names go where there is room."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amity.core import network
from amity.web.inventory.drawing.geometry import EDGES, INMOST, MIDDLE, SIZE, Point, middle_of, on_spoke

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Room:
    """How large things are drawn when so many stand on the circle. size: its class in the style sheet.

    radius: of a mark. letter: the average letter's width; line: a line's height; longest: letters of a name.
    on_phone: letter and line on a narrow screen, where letters are drawn larger.
    """

    size: str
    radius: int
    letter: float
    line: int
    longest: int
    on_phone: tuple[float, int]


SOME: Final = Room("some", 13, 8.2, 16, 14, (13.5, 27))
MANY: Final = Room("many", 10, 7.2, 14, 11, (11.5, 23))
CROWD: Final = Room("crowd", 7, 6.2, 12, 8, (10, 20))


def room_for(people: int) -> Room:
    """The more people, the smaller each."""
    return SOME if people <= 36 else MANY if people <= 90 else CROWD


def spread(placed: Sequence[network.Placement], apart: float) -> dict[str, Point]:
    """Where each is drawn: their own place, or the nearest free one in the same ring."""
    grid: dict[tuple[int, int], list[Point]] = {}

    def cell(at: Point) -> tuple[int, int]:
        return int(at[0] // apart), int(at[1] // apart)

    def is_free(at: Point) -> bool:
        across, down = cell(at)
        near = (grid.get((across + x, down + y), ()) for x in (-1, 0, 1) for y in (-1, 0, 1))
        return all(math.dist(at, other) >= apart for others in near for other in others)

    found: dict[str, Point] = {}
    for one in placed:
        at = _nearest_free(one, apart, is_free)
        grid.setdefault(cell(at), []).append(at)
        found[one.id] = at
    return found


def _nearest_free(one: network.Placement, apart: float, is_free: Callable[[Point], bool]) -> Point:
    assert one.ring is not None
    middle, room = middle_of(one.ring), _half_of(one.ring) - apart / 2
    lanes = (0.0, room, -room) if room > 4 else (0.0,)
    for step in range(int(math.pi * middle / apart) + 1):
        for side in (1, -1) if step else (1,):
            for lane in lanes:
                turn = side * step * apart * 1.02 / (2 * math.pi * (middle + lane)) * network.TURN
                at = on_spoke(middle + lane, one.angle + turn)
                if is_free(at):
                    return at
    return on_spoke(middle, one.angle)  # the ring is full: they overlap, and the list has everybody


def _half_of(ring: int) -> float:
    return ((EDGES[ring - 1]) - (INMOST, *EDGES)[ring - 1]) / 2


@dataclass(frozen=True)
class Label:
    """A name beside its mark. side: below, above, left or right; "" where no room is.

    on_phone: the same on a narrow screen, where letters are drawn larger.
    """

    text: str
    side: str
    on_phone: str


SIDES: Final = ("below", "above", "right", "left")


def labels(names: Mapping[str, tuple[str, Point]], taken: Iterable[Box], room: Room) -> dict[str, Label]:
    """Each name where it touches nothing, the first ones first.

    names: by id, the text and the middle of its mark. taken: what stands there besides the marks.
    """
    marks = [_around(at, room.radius) for _, at in names.values()]
    wide, narrow = _Boxes([*taken, *marks]), _Boxes([*taken, *marks])
    found = {}
    for id, (name, at) in names.items():
        text = cut(name, room.longest)
        found[id] = Label(
            text,
            next((it for it in SIDES if wide.takes(_box(text, at, it, room, room.letter, room.line))), ""),
            next((it for it in SIDES if narrow.takes(_box(text, at, it, room, *room.on_phone))), ""),
        )
    return found


def cut(name: str, longest: int) -> str:
    """The name, cut where it would run into others; the list has it whole."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _box(text: str, at: Point, side: str, room: Room, letter: float, line: int) -> Box:
    (x, y), width, gap = at, len(text) * letter, room.radius + 4
    if side in ("left", "right"):
        left = x + gap if side == "right" else x - gap - width
        return left, y - line / 2, left + width, y + line / 2
    top = y + gap if side == "below" else y - gap - line
    return x - width / 2, top, x + width / 2, top + line


def _around(at: Point, radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


ME: Final[Box] = (MIDDLE - 26, MIDDLE - 26, MIDDLE + 26, MIDDLE + 26)
CELL: Final = 40


class _Boxes:
    """What is taken, found again by where it lies."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self._keep(box)

    def takes(self, box: Box) -> bool:
        """Keep it if it lies within the drawing and touches none of the others."""
        if box[0] < 0 or box[1] < 0 or box[2] > SIZE or box[3] > SIZE:
            return False
        for cell in self._over(box):
            for left, top, right, bottom in self.cells.get(cell, ()):
                if box[0] < right and left < box[2] and box[1] < bottom and top < box[3]:
                    return False
        self._keep(box)
        return True

    def _keep(self, box: Box) -> None:
        for cell in self._over(box):
            self.cells.setdefault(cell, []).append(box)

    def _over(self, box: Box) -> Iterable[tuple[int, int]]:
        across = range(int(box[0] // CELL), int(box[2] // CELL) + 1)
        down = range(int(box[1] // CELL), int(box[3] // CELL) + 1)
        return ((x, y) for x in across for y in down)
