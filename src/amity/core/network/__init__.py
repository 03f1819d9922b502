"""The interpersonal inventory counted: a closeness circle, the change between two, the moves that made it."""

from amity.core.network.changing import Change, Moved, change
from amity.core.network.circle import RINGS, TURN, Circle, Placement, Tie
from amity.core.network.describing import SOURCES, Description, Part, describe
from amity.core.network.moves import (
    PLACE,
    THERE,
    TIE,
    TIES_ASKED,
    WHATS,
    Board,
    Move,
    can_undo,
    inverse,
    replay,
)
from amity.core.network.places import free_angle
from amity.core.network.sentences import Sentence, of_change, of_circle
from amity.core.network.steps import RING_WORDS, Step, said, steps

__all__ = [
    "PLACE",
    "RINGS",
    "RING_WORDS",
    "SOURCES",
    "THERE",
    "TIE",
    "TIES_ASKED",
    "TURN",
    "WHATS",
    "Board",
    "Change",
    "Circle",
    "Description",
    "Move",
    "Moved",
    "Part",
    "Placement",
    "Sentence",
    "Step",
    "Tie",
    "can_undo",
    "change",
    "describe",
    "free_angle",
    "inverse",
    "of_change",
    "of_circle",
    "replay",
    "said",
    "steps",
]
