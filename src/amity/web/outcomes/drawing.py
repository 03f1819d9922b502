"""The picture of a funnel: groups as letters beside the lines that chance alone seldom crosses.

Colours come from classes; what stands in it stands in words beside it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, Final

LEFT, RIGHT, TOP, FOOT = 46.0, 14.0, 14.0, 44.0  # room for the numbers at the side and the foot
HEIGHT: Final = 300.0
WIDE, NARROW = 640.0, 340.0  # drawing units
ROOM: Final = 0.04  # above and below the outermost of what is drawn
LINES: Final = ("far_below", "below", "above", "far_above")
STEPS: Final = (0.05, 0.1, 0.2)
MOST_TICKS: Final = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """One group. words: the same, for whoever rests on it."""

    x: float
    y: float
    letter: str
    words: str

    @property
    def letter_x(self) -> float:
        return self.x + 9

    @property
    def letter_y(self) -> float:
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on a ruler, and what is written there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One width of it. lines: the four, from far below to far above, as points of a polyline."""

    kind: str
    width: float
    height: float
    left: float
    right: float
    top: float
    foot: float
    middle: float
    lines: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]
    shares: tuple[Tick, ...]
    sizes: tuple[Tick, ...]

    @property
    def words_y(self) -> float:
        return self.height - 6

    @property
    def labels_y(self) -> float:
        return self.foot + 16

    @property
    def labels_x(self) -> float:
        return self.left - 6


@dataclass(frozen=True, slots=True)
class Key:
    """What a letter stands for."""

    letter: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """The picture at two widths, and everything in it in words."""

    pictures: tuple[Picture, ...]
    keys: tuple[Key, ...]
    sentence: str


def funnel_of(found: Mapping[str, Any], named: Callable[[str], str]) -> Funnel:
    """The drawing of what `core.analytics.funnel` found, as plain values. named: what a group is called."""
    keys = tuple(
        Key(letter, named(it["name"]), f"{round(100 * it['share'])} % of {it['of']:,}: {it['words']}")
        for letter, it in zip(_letters(len(found["points"])), found["points"], strict=True)
    )
    pictures = tuple(
        _picture(kind, width, found, keys) for kind, width in (("wide", WIDE), ("narrow", NARROW))
    )
    beyond = sum(it["place"] not in ("within", "too few") for it in found["points"])
    sentence = (
        f"{len(keys)} groups around {round(100 * found['target'])} %; {beyond or 'none'} beyond what chance "
        "alone would give."
    )
    return Funnel(pictures, keys, sentence)


def _letters(number: int) -> list[str]:
    return [ascii_uppercase[it % 26] * (it // 26 + 1) for it in range(number)]


def _picture(kind: str, width: float, found: Mapping[str, Any], keys: Sequence[Key]) -> Picture:
    drawn, points = found["lines"], found["points"]
    shares = [it[line] for it in drawn for line in LINES] + [it["share"] for it in points]
    low: float = max(0.0, min(shares) - ROOM)
    high: float = min(1.0, max(shares) + ROOM)
    most: int = max(it["of"] for it in drawn)
    right, foot = width - RIGHT, HEIGHT - FOOT

    def x(of: float) -> float:
        return round(LEFT + of / most * (right - LEFT), 1)

    def y(share: float) -> float:
        return round(foot - (share - low) / (high - low) * (foot - TOP), 1)

    step = next((it for it in STEPS if (high - low) / it <= MOST_TICKS), STEPS[-1])
    places = [it * step for it in range(int(1 / step) + 1)]
    return Picture(
        kind=kind,
        width=width,
        height=HEIGHT,
        left=LEFT,
        right=right,
        top=TOP,
        foot=foot,
        middle=y(found["target"]),
        lines=tuple(
            (
                "outer" if line.startswith("far") else "inner",
                " ".join(f"{x(it['of'])},{y(it[line])}" for it in drawn),
            )
            for line in LINES
        ),
        dots=tuple(
            Dot(x(it["of"]), y(it["share"]), key.letter, f"{key.title}: {key.words}")
            for it, key in zip(points, keys, strict=True)
        ),
        shares=tuple(Tick(y(it), f"{round(100 * it)} %") for it in places if low <= it <= high),
        sizes=tuple(Tick(x(it), f"{it:,}") for it in _sizes(most)),
    )


def _sizes(most: int) -> list[int]:
    """Round numbers along the foot, four or five of them."""
    step = next(it for it in _round_numbers() if most / it <= 5)
    return list(range(0, most + 1, step))


def _round_numbers() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 …"""
    ten = 1
    while True:
        yield from (ten, 2 * ten, 5 * ten)
        ten *= 10
