"""A circle for paper: an SVG that stands alone, and the same as PNG. Nothing that is for clinicians alone."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.template.loader import render_to_string

from amity.web.base import drawn_png
from amity.web.inventory.drawing import RING_WORDS, Picture, picture_of
from amity.web.inventory.queries import Drawn

WIDE: Final = 1600  # pixels of the PNG: sharp over the width of an A4 page
LETTERS: Final = 92  # of a line under the drawing
UNDER, LINE, EDGE = 690, 18, 20  # where those lines begin, how far apart, what stays free beneath

ARROWS: Final = {
    "towards": "Arrow to the middle: coming closer.",
    "away": "Arrow outwards: going away.",
    "stable": "Two bars: staying.",
}


@dataclass(frozen=True)
class OnPaper:
    """A circle as it leaves the clinic. by_ring: a ring's word and names. tray: not placed."""

    picture: Picture
    drawn_on: date
    by_ring: list[tuple[str, list[str]]]
    tray: list[str]

    @property
    def notes(self) -> list[str]:
        """What the shapes mean, as lines under the drawing: only those that are there."""
        going = {mark.one.direction for mark in self.picture.marks}
        arrows = [words for direction, words in ARROWS.items() if direction in going]
        lines = {
            "The nearer to the middle, the closer.": True,
            "Dashed mark: has died.": self.picture.has_dead,
            "Dashed ring at the end of a line: where they should be.": self.picture.has_wishes,
            " ".join(arrows): bool(arrows),
        }
        return [line for line, holds in lines.items() if holds]

    @property
    def whole_names(self) -> list[str]:
        """Each ring with its names, cut nowhere, in lines as wide as the drawing."""
        rows = [*self.by_ring, ("Not placed", self.tray)]
        said = [f"{word}: {', '.join(names)}" for word, names in rows if names]
        return [line for row in said for line in textwrap.wrap(row, LETTERS)]

    @property
    def names_from(self) -> int:
        """How high the first of those lines stands, in the drawing's own units."""
        return UNDER + LINE * len(self.notes) + LINE // 2

    @property
    def high(self) -> int:
        """Of the file, in the same units."""
        return self.names_from + LINE * (len(self.whole_names) - 1) + EDGE


def on_paper(drawn: Drawn, names: Mapping[str, str]) -> OnPaper:
    """Names as they may leave; letters that no file may hold are left out."""
    names = {id: "".join(letter for letter in name if letter.isprintable()) for id, name in names.items()}
    there = drawn.there
    return OnPaper(
        picture=picture_of(drawn, names),
        drawn_on=drawn.circle.drawn_on,
        by_ring=[
            (word, [names[one.id] for one in there if one.ring == ring]) for ring, word in RING_WORDS.items()
        ],
        tray=[names[one.id] for one in there if one.ring is None],
    )


def as_svg(paper: OnPaper) -> str:
    """A file of its own: light colours, fonts by name, a title and a description for screen readers."""
    drawn = render_to_string("inventory/_frame_alone.html", {"paper": paper, "picture": paper.picture})
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn.strip()}\n'


def as_png(paper: OnPaper) -> bytes:
    """Raises `drawn_png.NotDrawn` when this server cannot."""
    return drawn_png.png_of(as_svg(paper), WIDE)
