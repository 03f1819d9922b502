"""A chart as SVG text, made by the program and not by a template: a year of answers is many shapes.

Two hundred scores are some two thousand numbers, at two widths. Colours come from classes alone.
"""

from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString

from amity.web.base.chart_shapes import Drawing, Stroke

WHISKER = 5.0  # half the width of the ends of a whisker


def picture(drawing: Drawing, sentence: str) -> SafeString:
    """One drawing, said in `sentence` for those who cannot see it. Every word in it is escaped."""
    box = f"0 0 {drawing.width} {drawing.height}"
    head = f'<svg class="chart-{drawing.kind}" viewBox="{box}" role="img" aria-label="{escape(sentence)}">'
    return SafeString("\n".join([head, *_ground(drawing), *_scores(drawing), *_foot(drawing), "</svg>"]))


def number(value: float) -> str:
    """To two places, with a point whatever the reader's language: "12", "12.5", "12.25"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def strokes(lines: Iterable[Stroke]) -> Iterator[str]:
    """Lines from one score to the next."""
    for it in lines:
        kind = "stroke dotted" if it.dotted else "stroke"
        yield line(it.x1, it.y1, it.x2, it.y2, f' class="{kind}"')


def _ground(it: Drawing) -> Iterator[str]:
    """What the scores stand on: areas, numbers at the side, the cut-off, what is not there, what changed."""
    for band in it.bands:
        kind = "band shaded" if band.shaded else "band"
        yield rect(it.left, band.top, it.across, band.height, f' class="{kind}"')
    if it.reliable:
        yield rect(it.plot_left, it.reliable.top, it.plot_across, it.reliable.height, ' class="reliable"')
    side = (text(it.left, tick.at, tick.label, 'dx="-8" dy="4" text-anchor="end"') for tick in it.numbers)
    yield group("numbers", side)
    words = (text(it.left, band.middle, band.word, 'dx="6" dy="4"') for band in it.bands if band.word)
    yield group("band-words", words)
    for cut in it.cutoffs:
        yield line(it.plot_left, cut, it.right, cut, ' class="cutoff"')
    yield line(it.plot_left, it.foot, it.right, it.foot, ' class="foot"')
    for gap in it.gaps:
        said = [text(gap.x, it.foot, "not answered", 'dy="-6" text-anchor="middle"')] if gap.written else []
        yield group("gap", [title(gap.words), line(gap.x, it.top, gap.x, it.foot), *said])
    for event in it.events:
        across = line(event.x, it.top, event.x, it.foot)
        box = rect(event.x, event.y, 18, 18, ' rx="4" transform="translate(-9 -9)"')
        letter = text(event.x, event.y, event.letter, 'dy="4" text-anchor="middle"')
        yield group("event", [title(event.words), across, box, letter])


def _scores(it: Drawing) -> Iterator[str]:
    yield from strokes(it.strokes)
    if it.latest and it.whisker:
        yield _whisker(it.latest.x, it.whisker.top, it.whisker.top + it.whisker.height)
    for dot in it.dots:
        at = f'cx="{number(dot.x)}" cy="{number(dot.y)}"'
        ring = f'<circle class="ring" {at} r="9"/>' if dot.marked else ""
        circle = f'<circle {at} r="{6 if dot.latest else 4.5}"/>'
        yield group("dot latest" if dot.latest else "dot", [title(dot.words), ring, circle])
    if it.latest:
        beside = 'class="latest-words" dx="12" dy="5"'
        yield text(it.latest.x, it.latest.y, it.latest_label, beside)


def _foot(it: Drawing) -> Iterator[str]:
    """Dates, and sessions below them."""
    dates = []
    for tick in it.dates:
        dates.append(line(tick.at, it.foot, tick.at, it.foot + 5))
        dates.append(text(tick.at, it.foot, tick.label, 'dy="18" text-anchor="middle"'))
    yield group("dates", dates)
    marks = []
    for mark in it.sessions:
        box = rect(mark.x, it.height - 28, 6, 6, ' transform="translate(-3 0)"')
        words = text(mark.x, it.height - 8, mark.label, 'text-anchor="middle"') if mark.written else ""
        marks.append(group(mark.kind, [box, words]))
    yield group("session-marks", marks)


def _whisker(x: float, top: float, foot: float) -> str:
    ends = (line(x - WHISKER, y, x + WHISKER, y) for y in (top, foot))
    return group("whisker", [line(x, top, x, foot), *ends])


def group(kind: str, inside: Iterable[str]) -> str:
    """Shapes that belong together."""
    return f'<g class="{kind}">{"".join(inside)}</g>'


def title(words: str) -> str:
    """What a pointer that rests on it is told."""
    return f"<title>{escape(words)}</title>"


def text(x: float, y: float, words: str, more: str) -> str:
    """Words at a place, escaped."""
    return f'<text x="{number(x)}" y="{number(y)}" {more}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    """A line; `more` begins with a space."""
    return f'<line{more} x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"/>'


def rect(x: float, y: float, width: float, height: float, more: str) -> str:
    """A box; `more` begins with a space."""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect{more} x="{number(x)}" y="{number(y)}" {size}/>'
