"""One circle, ready to draw: rings, marks with names, wishes, last time's ghosts. No number, no score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from amity.core import network
from amity.web.inventory.drawing.crowding import CROWD, ME, SOME, Box, Label, Room, labels, room_for, spread
from amity.web.inventory.drawing.geometry import EDGES, INMOST, MIDDLE, SIZE, Point, point
from amity.web.inventory.drawing.in_words import RING_WORDS, in_words, place_in_words
from amity.web.inventory.drawing.layers import Legend, Sign, legend_of, sign_of
from amity.web.inventory.models import Relationship
from amity.web.inventory.queries import Drawn, as_last_time

NO_SIGN: Final = Sign()


@dataclass(frozen=True)
class Mark:
    """Somebody on the circle. x, y: in the drawing's own units.

    was: where the last circle had them. wish: where the client would like them to be.
    """

    one: network.Placement
    name: str
    x: int
    y: int
    name_label: Label
    room: Room = SOME
    sign: Sign = NO_SIGN
    was: Point | None = None
    wish: Point | None = None

    @property
    def id(self) -> str:
        """The person's."""
        return self.one.id

    @property
    def label(self) -> str:
        """The name, cut where it would run into others; the list has it whole."""
        return self.name_label.text

    @property
    def radius(self) -> int:
        """Of the mark, in the drawing's own units."""
        return round(self.room.radius * self.sign.grows)

    @property
    def texts(self) -> list[tuple[str, int, int, str]]:
        """The name with its class and where it begins or has its middle: once, or once for each screen."""
        return texts_of(self.name_label, self.room)

    @property
    def glyph_turn(self) -> str:
        """How the shape in the mark is turned and scaled: up is outwards for what goes somewhere."""
        turn = f"rotate({self.one.angle // 10}) " if self.sign.turns and self.sign.shape else ""
        scale = round(self.radius / SOME.radius, 2)
        return f"{turn}scale({scale})" if scale != 1 else turn.strip()

    @property
    def classes(self) -> str:
        """For the style sheet: what is said by a shape."""
        named = (("dead", self.one.is_dead), ("hollow", self.sign.is_hollow))
        return "".join(f" {name}" for name, holds in named if holds)

    @property
    def words(self) -> str:
        """Who, and where they stand, for whoever does not see it."""
        return f"{self.name}: {place_in_words(self.one)}"


@dataclass(frozen=True)
class Ghost:
    """Somebody who still lies in the tray, where the last circle had them."""

    id: str
    name: str
    x: int
    y: int
    name_label: Label
    room: Room

    @property
    def texts(self) -> list[tuple[str, int, int, str]]:
        """As for a mark."""
        return texts_of(self.name_label, self.room)


@dataclass(frozen=True)
class Tie:
    """A line between two people who know each other."""

    one: Mark
    other: Mark


@dataclass(frozen=True)
class Picture:
    """One circle, ready to draw. edges: rings, outermost first. sentence: the same without seeing it."""

    marks: Sequence[Mark]
    sentence: str
    room: Room = SOME
    ties: Sequence[Tie] = ()
    ghosts: Sequence[Ghost] = ()
    legend: Legend = ()
    last_on: Any = None
    edges: Sequence[tuple[int, int]] = tuple((number, EDGES[number - 1]) for number in (4, 3, 2, 1))
    size: int = SIZE
    middle: int = MIDDLE
    inmost: int = INMOST

    @property
    def ring_words(self) -> list[tuple[str, int]]:
        """Each ring's word, and how high it stands: on its outer edge."""
        return [(RING_WORDS[number].lower(), MIDDLE - edge + 5) for number, edge in self.edges]

    @property
    def has_ghosts(self) -> bool:
        """Whether anybody stood elsewhere last time."""
        return bool(self.ghosts) or any(mark.was for mark in self.marks)

    @property
    def has_wishes(self) -> bool:
        """Whether the client would like anybody elsewhere."""
        return any(mark.wish for mark in self.marks)

    @property
    def has_dead(self) -> bool:
        """Whether anybody on it has died."""
        return any(mark.one.is_dead for mark in self.marks)


def texts_of(label: Label, room: Room) -> list[tuple[str, int, int, str]]:
    """A name's class, where it stands seen from its mark, and its letters."""
    if label.side == label.on_phone != "":
        return [(label.side, *_beside(label.side, room, room.line), label.text)]
    return [
        (f"{side or 'below no-room'} {screen}", *_beside(side or "below", room, high), label.text)
        for side, screen, high in (
            (label.side, "wide", room.line),
            (label.on_phone, "narrow", room.on_phone[1]),
        )
    ]


def _beside(side: str, room: Room, line: int) -> Point:
    gap = room.radius + 5
    return {
        "below": (0, gap + line - 4),
        "above": (0, -gap),
        "right": (gap, line // 3),
        "left": (-gap, line // 3),
    }[side]


def picture_of(
    drawn: Drawn,
    names: Mapping[str, str],
    last: Drawn | None = None,
    *,
    show: str = "",
    people: Mapping[str, Relationship] | None = None,
) -> Picture:
    """Draw a circle; with `last`, whoever stood elsewhere has a ghost there. show: a layer, with `people`."""
    circle = drawn.board.circle
    placed = sorted(circle.placed, key=lambda one: one.ring or 0)  # near people get their room first
    room = room_for(len(placed))
    where = spread(placed, room.radius * 2 + (4 if room is CROWD else 8))
    waiting = (
        {} if show else {id: point(it.ring or 1, it.angle) for id, it in as_last_time(drawn, last).items()}
    )
    named = labels({id: (names[id], at) for id, at in (where | waiting).items()}, [ME, *_words()], room)
    before = {one.id: one for one in last.board.circle.placed} if last else {}
    known = people or {}
    marks = [
        Mark(
            one,
            names[one.id],
            *where[one.id],
            named[one.id],
            room,
            sign_of(show, one, known[one.id], circle.ties, names) if one.id in known else _going(one),
            None if show else _stood(before.get(one.id), one),
            None if show else _wished(one),
        )
        for one in placed
    ]
    by_id = {mark.id: mark for mark in marks}
    ties = [Tie(*(by_id[id] for id in sorted(tie))) for tie in circle.ties or () if tie <= by_id.keys()]
    return Picture(
        marks=marks,
        sentence=in_words(drawn, names),
        room=room,
        ties=ties if show == "ties" else (),
        ghosts=[Ghost(id, names[id], *at, named[id], room) for id, at in waiting.items()],
        legend=legend_of(show, [mark.sign for mark in marks]),
        last_on=last and last.circle.drawn_on,
    )


def _going(one: network.Placement) -> Sign:
    return sign_of("", one, Relationship(), None, {})


def _stood(earlier: network.Placement | None, now: network.Placement) -> Point | None:
    """Where last time's ghost is; None for whoever did not move to another ring."""
    if earlier is None or earlier.ring is None or earlier.ring == now.ring:
        return None
    return point(earlier.ring, earlier.angle)


def _wished(one: network.Placement) -> Point | None:
    if one.desired_ring is None or one.desired_ring == one.ring:
        return None
    return point(one.desired_ring, one.angle)


def _words() -> list[Box]:
    """Where the rings' words stand."""
    return [
        (
            MIDDLE - len(RING_WORDS[ring]) * 3.6,
            MIDDLE - edge - 9,
            MIDDLE + len(RING_WORDS[ring]) * 3.6,
            MIDDLE - edge + 9,
        )
        for ring, edge in enumerate(EDGES, start=1)
    ]
