"""The picture of an expected response: the score expected by session, and the band around it.

Colours come from classes; its numbers stand in a table beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from amity.core.change.expected_response import Model
from amity.web.outcomes.drawing import Tick

WIDTHS: Final = {"wide": 640.0, "narrow": 340.0}  # drawing units; the style sheet shows the one that fits
HEIGHT: Final = 260.0
LEFT, RIGHT, TOP, FOOT = 34.0, 8.0, 10.0, 30.0  # room for the numbers at the side and the foot
STEP: Final = 5  # points from one line to the next
ROOM: Final = 1.05  # above the highest that is drawn


@dataclass(frozen=True, slots=True)
class Picture:
    """One width, of somebody who began at `start`. expected, upper, area: points; area is the whole band."""

    kind: str
    start: int
    width: float
    height: float
    left: float
    right: float
    expected: str
    upper: str
    area: str
    sessions: tuple[Tick, ...]
    scores: tuple[Tick, ...]

    @property
    def labels_x(self) -> float:
        return self.left - 6

    @property
    def labels_y(self) -> float:
        return self.height - 12


def drawn(model: Model, ticks: Sequence[int]) -> tuple[Picture, ...]:
    """Both widths, of somebody who began as courses did on average; up to the last session at the foot."""
    return tuple(_drawn(model, ticks, kind, width) for kind, width in WIDTHS.items())


def _drawn(model: Model, ticks: Sequence[int], kind: str, width: float) -> Picture:
    start, last = round(model.centre), ticks[-1]
    bounds = {session: model.bound(start, session) for session in range(1, last + 1)}
    highest = ROOM * max(it.upper for it in bounds.values())

    def x(session: int) -> float:
        return LEFT + (width - LEFT - RIGHT) * (session - 1) / max(1, last - 1)

    def y(score: float) -> float:
        return HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * max(0.0, score) / highest

    upper = [(x(session), y(it.upper)) for session, it in bounds.items()]
    lower = [(x(session), y(2 * it.expected - it.upper)) for session, it in bounds.items()]
    return Picture(
        kind=kind,
        start=start,
        width=width,
        height=HEIGHT,
        left=LEFT,
        right=width - RIGHT,
        expected=_points((x(session), y(it.expected)) for session, it in bounds.items()),
        upper=_points(upper),
        area=_points([*upper, *reversed(lower)]),
        sessions=tuple(Tick(x(it), str(it)) for it in ticks),
        scores=tuple(Tick(y(it), str(it)) for it in range(0, int(highest) + 1, STEP)),
    )


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
