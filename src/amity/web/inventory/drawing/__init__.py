"""A circle as SVG: where its rings lie, where everybody stands, and the same in words."""

from amity.web.inventory.drawing.geometry import EDGES, INMOST, MIDDLE, SIZE, point
from amity.web.inventory.drawing.in_words import RING_WORDS, in_words
from amity.web.inventory.drawing.layers import LAYERS, NOT_ANSWERED, known_by, sign_of
from amity.web.inventory.drawing.picture import Mark, Picture, picture_of

__all__ = [
    "EDGES",
    "INMOST",
    "LAYERS",
    "MIDDLE",
    "NOT_ANSWERED",
    "RING_WORDS",
    "SIZE",
    "Mark",
    "Picture",
    "in_words",
    "known_by",
    "picture_of",
    "point",
    "sign_of",
]
