"""A score over time on its whole scale: from numbers to lines, areas and words.

Pure Python that knows no clinical subject. `base/_chart.html` draws what stands here, colours come
from classes; `base/_chart_table.html` says the same in a table.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from string import ascii_uppercase

from amity.web.base import chart_words
from amity.web.base.chart_axes import Days, Points, Value
from amity.web.base.chart_shapes import (
    Area,
    Band,
    Chart,
    Cut,
    Dot,
    Drawing,
    Event,
    EventMark,
    Gap,
    Mark,
    Point,
    SessionMark,
    Stroke,
)

__all__ = ["Band", "Chart", "Cut", "Mark", "Point", "score_chart"]

NARROW = 340  # drawing units: a phone of 390 px less the margins of page and card
TOP, FOOT, LEFT, RIGHT = (
    14.0,
    50.0,
    30.0,
    40.0,
)  # room for the numbers at the side and the two rows at the foot
LETTER = 6.4  # about the width of a letter at 12 px, for the column of the areas' words
INSET = 14.0  # so that the first and last dots stand inside the areas
LINE = 13.0  # the height of a line of text
NUMBERS_APART = 15.0
DATES_APART = 58.0
LETTER_APART, LETTER_DOWN, MOST_ROWS = 19.0, 20.0, 8  # the boxes of letters: beside and below each other
WORDS_APART = 92.0  # the width of "not answered", and a little


def score_chart(
    points: Sequence[Point],
    *,
    low: int,
    high: int,
    bands: Sequence[Band] = (),
    cutoffs: Sequence[Cut] = (),
    reliable_points: int | None = None,
    baseline: Value | None = None,
    sessions: Sequence[Mark] = (),
    events: Sequence[Mark] = (),
    name: str = "Score",
    width: int = 640,
    height: int = 250,
) -> Chart | None:
    """Scores in order of time, on the whole scale from `low` to `high`; None when there is nothing to draw.

    baseline: the score that change is counted from; the first that is there, unless named.
    reliable_points: the smallest change, in points, that counts as reliable on this scale.
    events: what changed on a day beside the scores; each gets a letter, and its words in key and table.
    """
    if low >= high:
        raise ValueError(f"a scale needs two ends, not {low} and {high}")
    outside = [point.value for point in points if point.value is not None and not low <= point.value <= high]
    if outside:
        raise ValueError(f"outside the scale of {low} to {high}: {', '.join(map(str, outside))}")
    if not points:
        return None
    ordered = sorted(points, key=lambda point: point.on)
    start = (
        baseline if baseline is not None else next((p.value for p in ordered if p.value is not None), None)
    )
    first = min([*(it.on for it in ordered), *(it.on for it in sessions)])
    marked = _lettered(events, first)
    drawings = tuple(
        _draw(
            kind, wide, height, ordered, low, high, bands, cutoffs, reliable_points, start, sessions, marked
        )
        for kind, wide in (("wide", width), ("narrow", min(width, NARROW)))
    )
    sentence = chart_words.sentence(name, ordered, low, high, start, cutoffs, marked)
    rows = chart_words.rows(ordered, marked)
    return Chart(
        name, sentence, drawings, rows, low, high, tuple(cutoffs), reliable_points, tuple(bands), marked
    )


def _draw(
    kind: str,
    width: int,
    height: int,
    points: Sequence[Point],
    low: int,
    high: int,
    bands: Sequence[Band],
    cutoffs: Sequence[Cut],
    reliable_points: int | None,
    start: Value | None,
    sessions: Sequence[Mark],
    events: Sequence[Event],
) -> Drawing:
    right, top, foot = width - RIGHT, TOP, height - FOOT
    column = max((len(band.name) for band in bands), default=0) * LETTER if kind == "wide" else 0
    plot_left = LEFT + column
    inside = [it for it in events if it.letter]
    known = [*(it.on for it in points), *(it.on for it in sessions), *(it.on for it in inside)]
    days = Days.spanning(known, plot_left + INSET, right - INSET)
    scale = Points(low, high, top, foot)
    dots = _dots(points, days, scale)
    latest = dots[-1] if dots else None
    last = next((p.value for p in reversed(points) if p.value is not None), None)
    marks = [band.low for band in bands] + [cut.at for cut in cutoffs]
    return Drawing(
        kind=kind,
        width=width,
        height=height,
        left=LEFT,
        plot_left=plot_left,
        right=right,
        top=top,
        foot=foot,
        bands=tuple(_bands(bands, scale, words=kind == "wide")),
        numbers=scale.ticks(marks, NUMBERS_APART),
        dates=days.ticks(DATES_APART),
        cutoffs=tuple(scale.at(cut.at) for cut in cutoffs),
        reliable=_around(start, reliable_points, scale),
        whisker=_around(last, reliable_points, scale) if len(dots) > 1 else None,
        strokes=tuple(_strokes(points, days, scale)),
        dots=dots,
        gaps=tuple(_gaps(points, days)),
        sessions=tuple(_session_marks(sessions, days)),
        events=tuple(_event_marks(inside, days, top)),
        latest=latest,
        latest_label="" if last is None else chart_words.as_text(last),
    )


def _bands(bands: Sequence[Band], scale: Points, *, words: bool) -> Iterator[Area]:
    ordered = sorted(bands, key=lambda band: band.low)
    uppers = [*(band.low for band in ordered[1:]), scale.high]
    for number, (band, upper) in enumerate(zip(ordered, uppers, strict=False)):  # no bands, one upper
        top, foot = scale.at(upper), scale.at(band.low)
        room = words and foot - top >= LINE
        yield Area(top, foot - top, band.name if room else "", shaded=number % 2 == 1)


def _around(value: Value | None, points: int | None, scale: Points) -> Area | None:
    """So many points up and down from a score, on the scale; beyond it a change is reliable."""
    if value is None or points is None:
        return None
    top, foot = scale.at(min(value + points, scale.high)), scale.at(max(value - points, scale.low))
    return Area(top, foot - top)


def _dots(points: Sequence[Point], days: Days, scale: Points) -> tuple[Dot, ...]:
    there = [(p, p.value) for p in points if p.value is not None]
    return tuple(
        Dot(days.at(p.on), scale.at(value), chart_words.of_point(p), bool(p.marker), place == len(there))
        for place, (p, value) in enumerate(there, start=1)
    )


def _strokes(points: Sequence[Point], days: Days, scale: Points) -> Iterator[Stroke]:
    there = [(place, p.on, p.value) for place, p in enumerate(points) if p.value is not None]
    for (place, on, value), (next_place, next_on, next_value) in pairwise(there):
        if not points[next_place].joined:
            continue
        yield Stroke(
            days.at(on),
            scale.at(value),
            days.at(next_on),
            scale.at(next_value),
            dotted=next_place - place > 1,
        )


def _gaps(points: Sequence[Point], days: Days) -> Iterator[Gap]:
    """Words under each gap that has no neighbour so near that they run together; the key has them too."""
    missing = [point for point in points if point.value is None]
    places = [days.at(point.on) for point in missing]
    for point, x in zip(missing, places, strict=True):
        alone = all(other == x or abs(other - x) >= WORDS_APART for other in places)
        inside = days.left + WORDS_APART / 2 <= x <= days.right - WORDS_APART / 2
        yield Gap(x, chart_words.of_point(point), alone and inside)


def _session_marks(sessions: Sequence[Mark], days: Days) -> Iterator[SessionMark]:
    written = float("-inf")
    for session in sorted(sessions, key=lambda mark: mark.on):
        x = days.at(session.on)
        room = x - written >= 8 + 7 * len(session.label)
        written = x if room else written
        yield SessionMark(x, session.label, session.kind, room)


def _lettered(events: Sequence[Mark], first: date) -> tuple[Event, ...]:
    """A letter for each, in order of time; those before the first day of the picture have none."""
    ordered = sorted(events, key=lambda mark: mark.on)
    before = [mark for mark in ordered if mark.on < first]
    inside = [mark for mark in ordered if mark.on >= first]
    return (
        *(Event(mark.on, mark.label, "") for mark in before),
        *(Event(mark.on, mark.label, _letter(place)) for place, mark in enumerate(inside)),
    )


def _letter(place: int) -> str:
    """A to Z, then A2 to Z2."""
    times, turn = divmod(place, len(ascii_uppercase))
    return f"{ascii_uppercase[turn]}{times + 1 if times else ''}"


def _event_marks(events: Sequence[Event], days: Days, top: float) -> Iterator[EventMark]:
    last, row = float("-inf"), 0
    for event in events:
        x = days.at(event.on)
        row = (row + 1) % MOST_ROWS if x - last < LETTER_APART else 0
        last = x
        yield EventMark(x, top + row * LETTER_DOWN, event.letter, chart_words.of_event(event))
