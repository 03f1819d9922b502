"""Where things lie in the drawing, in its own units: y grows downwards, angles begin at the top."""

import math
from typing import Final

from amity.core import network

SIZE: Final = 640
MIDDLE: Final = SIZE // 2
EDGES: Final = (98, 168, 232, 300)  # outer edge of rings 1 to 4; inner rings are drawn wider than their share
INMOST: Final = 34  # the edge of "me"

Point = tuple[int, int]


def point(ring: int, angle: int) -> Point:
    """The middle of a ring, in the direction of an angle in tenths of a degree, clockwise."""
    return on_spoke(middle_of(ring), angle)


def middle_of(ring: int) -> float:
    """How far the middle of a ring is from me."""
    return ((INMOST, *EDGES)[ring - 1] + EDGES[ring - 1]) / 2


def on_spoke(radius: float, angle: float) -> Point:
    """So far from the middle, in this direction."""
    turn = 2 * math.pi * angle / network.TURN
    return round(MIDDLE + radius * math.sin(turn)), round(MIDDLE - radius * math.cos(turn))
