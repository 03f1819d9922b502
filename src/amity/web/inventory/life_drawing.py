"""A life chart as SVG: lanes below each other on one axis; approximate dates have soft ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from amity.core import timeline
from amity.core.timeline import Span, Window
from amity.web.inventory.offered import Lane, LaneItem

LEFT, RIGHT = 26, 12  # room beside the axis: the numbers of a scale; half a mark
TITLE, FOOT = 20, 26  # a lane's title; the dates
ROW, BAR, POINTS, MARKS = 26, 12, 84, 22  # heights
LETTER = 6.4  # about the width of a letter at 12 px
GAP = 10  # between two things in one row
LEAST = 12  # a bar is never narrower
APART = {"wide": 64, "narrow": 62}  # from one date at the foot to the next
LONGEST = {"wide": 34, "narrow": 20}  # letters beside a bar
SOFT_STEPS = 8
UNDER = 16  # what a row is higher by when words stand under its bar
SHORTEST_LABEL = 8  # letters; fewer say nothing


@dataclass(frozen=True)
class Line:
    """A mark through all lanes: when it began, was worst, was over."""

    span: Span
    when: str
    words: str
    mark: str


@dataclass(frozen=True)
class Box:
    """A part of a bar. Several of them over each other make a soft end."""

    x: int
    width: int


@dataclass(frozen=True)
class Bar:
    """Something that happened. soft: boxes, widest first; firm: what is known, None where nothing is."""

    x: int
    y: int
    width: int
    soft: Sequence[Box]
    firm: Box | None
    label: str
    label_x: int
    anchor: str
    label_y: int
    item: LaneItem
    is_under: bool = False


@dataclass(frozen=True)
class Dot:
    """A value. x1, x2: where it may have been, when that is not one day."""

    x: int
    y: int
    x1: int
    x2: int
    item: LaneItem


@dataclass(frozen=True)
class Stroke:
    """From one value to the next."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Tag:
    """A day with a small mark; written: whether its label has room."""

    x: int
    written: bool
    item: LaneItem


@dataclass(frozen=True)
class DrawnLane:
    """A lane: its title at `top`, its body from `body` to `foot`."""

    title: str
    kind: str
    top: int
    body: int
    foot: int
    low: int = 0
    high: int = 0
    bars: Sequence[Bar] = ()
    dots: Sequence[Dot] = ()
    strokes: Sequence[Stroke] = ()
    is_joined: bool = True
    tags: Sequence[Tag] = ()

    @property
    def title_y(self) -> int:
        """The foot of the title's letters."""
        return self.top + 14

    @property
    def tag_y(self) -> int:
        """Where the words under a mark stand."""
        return self.body + 19


@dataclass(frozen=True)
class DrawnLine:
    """A mark through all lanes. x1, x2: where it may have been; label: at the head, in its own row."""

    x: int
    x1: int
    width: int
    words: str
    mark: str
    label_x: int
    label_y: int
    anchor: str


@dataclass(frozen=True)
class Date:
    """A date at the foot."""

    x: int
    label: str


@dataclass(frozen=True)
class Drawing:
    """One width of the chart."""

    kind: str
    width: int
    height: int
    left: int
    right: int
    top: int
    foot: int
    lanes: Sequence[DrawnLane]
    lines: Sequence[DrawnLine]
    dates: Sequence[Date]
    today: int | None

    @property
    def tall(self) -> int:
        """From the head of the lanes to their foot."""
        return self.foot - self.top

    @property
    def dates_y(self) -> int:
        """The foot of the dates' letters."""
        return self.foot + 18


@dataclass
class _Pen:
    """The axis, and how far down the drawing has come."""

    kind: str
    width: int
    window: Window
    y: int = 0
    left: int = LEFT
    right: int = field(init=False)

    def __post_init__(self) -> None:
        self.right = self.width - RIGHT

    def x(self, on: date) -> int:
        """Where a day lies; what lies outside stands at the edge."""
        share = self.window.share(self.window.clipped(on))
        return round(self.left + share * (self.right - self.left))

    def down(self, by: int) -> int:
        """Go on below; returns where that is."""
        self.y += by
        return self.y


def draw(
    kind: str, width: int, lanes: Sequence[Lane], lines: Sequence[Line], window: Window, today: date
) -> Drawing:
    """Lanes in their order, what lies outside the window left out by the caller."""
    pen = _Pen(kind, width, window)
    heads = _lines(pen, lines)
    top = pen.y
    drawn = [_lane(pen, lane) for lane in lanes]
    room = max((pen.right - pen.left) // APART[kind], 2)
    return Drawing(
        kind=kind,
        width=width,
        height=pen.y + FOOT,
        left=pen.left,
        right=pen.right,
        top=top,
        foot=pen.y,
        lanes=drawn,
        lines=heads,
        dates=[Date(pen.x(it.on), it.label) for it in timeline.ticks(window, room)],
        today=pen.x(today) if window.first <= today <= window.last else None,
    )


def _lane(pen: _Pen, lane: Lane) -> DrawnLane:
    top = pen.y
    body = pen.down(TITLE)
    if lane.kind == "points":
        foot = pen.down(POINTS)
        dots = [
            _dot(pen, it, lane, body, foot) for it in sorted(lane.items, key=lambda it: it.span.firm_from)
        ]
        strokes = [Stroke(a.x, a.y, b.x, b.y) for a, b in pairwise(dots)] if lane.is_joined else []
        pen.down(8)
        return DrawnLane(
            lane.title,
            "points",
            top,
            body,
            foot,
            lane.low,
            lane.high,
            dots=dots,
            strokes=strokes,
            is_joined=lane.is_joined,
        )
    if lane.kind == "marks":
        foot = pen.down(MARKS)
        return DrawnLane(lane.title, "marks", top, body, foot, tags=list(_tags(pen, lane.items)))
    bars, foot = _bars(pen, lane.items, body)
    pen.y = foot + 4
    return DrawnLane(lane.title, "spans", top, body, foot, bars=bars)


def _dot(pen: _Pen, item: LaneItem, lane: Lane, body: int, foot: int) -> Dot:
    assert item.value is not None
    share = float(item.value - lane.low) / (lane.high - lane.low)
    span = item.span
    return Dot(
        pen.x(span.firm_from),
        round(foot - share * (foot - body)),
        pen.x(span.earliest),
        pen.x(span.latest),
        item,
    )


def _tags(pen: _Pen, items: Sequence[LaneItem]) -> Iterator[Tag]:
    written = -GAP
    for item in sorted(items, key=lambda it: it.span.earliest):
        x, half = pen.x(item.span.firm_from), round(len(item.label) * LETTER / 2)
        room = bool(item.label) and x - half >= written + 4
        written = x + half if room else written
        yield Tag(x, room, item)


def _bars(pen: _Pen, items: Sequence[LaneItem], body: int) -> tuple[list[Bar], int]:
    """Each with its words beside it, in the first row where both have room; and where the last row ends."""
    flat = [_bar(pen, item) for item in items]
    ends = [(min(it.x, _from(it)), max(it.x + it.width, _to(it))) for it in flat]
    rows = timeline.stack(ends, GAP)
    tops = [body]
    for row in range(max(rows, default=-1) + 1):
        under = any(it.is_under for it, at in zip(flat, rows, strict=True) if at == row)
        tops.append(tops[-1] + ROW + (UNDER if under else 0))
    placed = [
        replace(it, y=tops[row] + 6, label_y=tops[row] + (32 if it.is_under else 16))
        for it, row in zip(flat, rows, strict=True)
    ]
    return placed, tops[-1]


def _bar(pen: _Pen, item: LaneItem) -> Bar:
    span = item.span
    x1, x2 = pen.x(span.earliest), pen.x(span.latest)
    if x2 - x1 < LEAST:  # one day, or too little to be seen soft
        x1 = min(max((x1 + x2 - LEAST) // 2, pen.left), pen.right - LEAST)
        x2 = x1 + LEAST
        soft: list[Box] = []
        firm: Box | None = Box(x1, LEAST)
    else:
        from_, to = pen.x(span.firm_from), pen.x(span.firm_to)
        soft = list(_softly(x1, from_, to, x2))
        firm = Box(from_, to - from_) if to > from_ else None
    label, label_x, anchor, is_under = _beside(pen, x1, x2, _cut(item.label, LONGEST[pen.kind]))
    return Bar(x1, 0, x2 - x1, soft, firm, label, label_x, anchor, 0, item, is_under)


def _softly(x1: int, from_: int, to: int, x2: int) -> Iterator[Box]:
    """Boxes over each other: where more of them lie, it is more certain. None where both ends are known."""
    if (x1, x2) == (from_, to):
        return
    for step in range(SOFT_STEPS):
        begin = round(x1 + (from_ - x1) * step / SOFT_STEPS)
        end = round(x2 - (x2 - to) * step / SOFT_STEPS)
        yield Box(begin, max(end - begin, 1))


def _beside(pen: _Pen, x1: int, x2: int, label: str) -> tuple[str, int, str, bool]:
    """The words and where they stand: behind the bar, before it, cut where there is room, or under it."""
    before, behind = x1 - 6 - pen.left, pen.right - x2 - 6
    wide = len(label) * LETTER
    if wide <= behind:
        return label, x2 + 6, "start", False
    if wide <= before:
        return label, x1 - 6, "end", False
    room = int(max(before, behind) / LETTER)
    if room >= SHORTEST_LABEL:
        x, anchor = (x2 + 6, "start") if behind >= before else (x1 - 6, "end")
        return _cut(label, room), x, anchor, False
    return label, max(min(x1, round(pen.right - wide)), 0), "start", True


def _from(bar: Bar) -> float:
    return bar.label_x - (len(bar.label) * LETTER if bar.anchor == "end" else 0)


def _to(bar: Bar) -> float:
    return bar.label_x + (len(bar.label) * LETTER if bar.anchor == "start" else 0)


def _lines(pen: _Pen, lines: Sequence[Line]) -> list[DrawnLine]:
    """The words of each at the head, below each other where they would run together."""
    places = []
    for line in lines:
        wide, x = len(line.words) * LETTER, pen.x(line.span.firm_from)
        _, label_x, anchor, _ = _beside(pen, x - 2, x - 2, line.words)
        begin = label_x - (wide if anchor == "end" else 0)
        places.append((label_x, anchor, (begin, begin + wide)))
    rows = timeline.stack([ends for _, _, ends in places], GAP)
    top = pen.y
    pen.down(18 * (max(rows, default=-1) + 1))
    return [
        DrawnLine(
            x=pen.x(line.span.firm_from),
            x1=pen.x(line.span.earliest),
            width=max(pen.x(line.span.latest) - pen.x(line.span.earliest), 0),
            words=line.words,
            mark=line.mark,
            label_x=label_x,
            label_y=top + 18 * row + 13,
            anchor=anchor,
        )
        for line, (label_x, anchor, _), row in zip(lines, places, rows, strict=True)
    ]


def _cut(words: str, longest: int) -> str:
    """In one line; the table has it whole."""
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
