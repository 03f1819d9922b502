"""What goes into a chart, and the shapes that come out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amity.web.base.chart_axes import Tick, Value


@dataclass(frozen=True)
class Point:
    """One score, or the lack of one, on the day it is about.

    joined: False where no line leads to it from the score before: the two cannot be compared.
    """

    on: date
    value: Value | None
    label: str = ""  # what the table calls it: "session 3"
    marker: str = ""  # a short word for what was unusual; drawn as a ring and written in the table
    joined: bool = True


@dataclass(frozen=True)
class Band:
    """A named part of the scale, from its lower bound up to the next."""

    name: str
    low: int


@dataclass(frozen=True)
class Mark:
    """Something that stood on a day: a session. `kind` is a class: done, missed, next."""

    on: date
    label: str
    kind: str = "done"


@dataclass(frozen=True)
class Area:
    """A horizontal strip; its word stands in it where there is room."""

    top: float
    height: float
    word: str = ""
    shaded: bool = False

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True)
class Dot:
    """A score that is there."""

    x: float
    y: float
    words: str
    marked: bool = False
    latest: bool = False


@dataclass(frozen=True)
class Gap:
    """A score that is not."""

    x: float
    words: str
    written: bool


@dataclass(frozen=True)
class Stroke:
    """A line from one dot to the next; dotted where answers are missing between them."""

    x1: float
    y1: float
    x2: float
    y2: float
    dotted: bool


@dataclass(frozen=True)
class SessionMark:
    """A small bar at the foot, and its number where there is room."""

    x: float
    label: str
    kind: str
    written: bool


@dataclass(frozen=True)
class Event:
    """Something that changed on a day, with the letter that stands for it in the picture.

    letter: "" where it lies before the first day of the picture: it is named in the key alone.
    """

    on: date
    words: str
    letter: str


@dataclass(frozen=True)
class EventMark:
    """A line through the picture, its letter at the head, or below those of the days just before."""

    x: float
    y: float
    letter: str
    words: str


@dataclass(frozen=True)
class Cut:
    """A total that means something from there on; its label tells it from another one."""

    at: int
    label: str = ""


@dataclass(frozen=True)
class Drawing:
    """The picture at one width."""

    kind: str
    width: int
    height: int
    left: float
    plot_left: float  # where the days begin; the areas begin at `left`, with their words
    right: float
    top: float
    foot: float
    bands: tuple[Area, ...]
    numbers: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    cutoffs: tuple[float, ...]
    reliable: Area | None
    whisker: Area | None  # at the latest score: as far up and down as a change that is too small to count
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    gaps: tuple[Gap, ...]
    sessions: tuple[SessionMark, ...]
    events: tuple[EventMark, ...]
    latest: Dot | None
    latest_label: str

    @property
    def across(self) -> float:
        return self.right - self.left

    @property
    def plot_across(self) -> float:
        return self.right - self.plot_left

    @property
    def down(self) -> float:
        return self.foot - self.top


@dataclass(frozen=True)
class Row:
    """A line of the table beside the picture."""

    on: date
    label: str
    value: str
    missing: bool
    marker: str


def chart_cuts(cutoffs: Sequence[Cut]) -> list[str]:
    """Each as it is said beside the picture."""
    if len(cutoffs) == 1:
        return [str(it.at) for it in cutoffs]
    return [f"{it.at}: {it.label}" if it.label else str(it.at) for it in cutoffs]


@dataclass(frozen=True)
class Chart:
    """The same scores at two widths, in a sentence, and in rows."""

    name: str
    sentence: str
    drawings: tuple[Drawing, ...]
    rows: tuple[Row, ...]
    low: int
    high: int
    cutoffs: tuple[Cut, ...]
    reliable_points: int | None
    bands: tuple[Band, ...]
    events: tuple[Event, ...] = ()

    @property
    def cuts(self) -> list[str]:
        """ "10"; where there is more than one, each with what it is."""
        return chart_cuts(self.cutoffs)

    @property
    def has_notes(self) -> bool:
        """Whether any row says more than its day and its score."""
        return any(row.label or row.marker for row in self.rows)
