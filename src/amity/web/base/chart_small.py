"""Many things on one axis of time: a small picture for each, all days in the same place.

Pure Python that knows no clinical subject. `base/_small_charts.html` puts them below each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from amity.web.base.chart_axes import Days, Points
from amity.web.base.chart_picture import group, line, number, rect, text, title
from amity.web.base.chart_shapes import Mark, Point
from amity.web.base.chart_words import as_text, day_of, of_point

WIDTH, HEIGHT, AXIS = 360, 74, 40
LEFT, RIGHT, TOP, FOOT = 30.0, 322.0, 10.0, 62.0
RULE, DATES_APART = 12.0, 58.0


@dataclass(frozen=True)
class Small:
    """What one small picture shows, on the whole of its scale."""

    points: Sequence[Point]
    low: int
    high: int
    cutoffs: Sequence[int] = ()


def axis_of(smalls: Iterable[Small], sessions: Iterable[Mark] = ()) -> Days | None:
    """The days from the first to the last of everything; None where there is nothing."""
    days = [point.on for small in smalls for point in small.points]
    return Days.spanning([*days, *(it.on for it in sessions)], LEFT + 8, RIGHT - 8) if days else None


def small_picture(small: Small, axis: Days, sentence: str, events: Iterable[Mark] = ()) -> SafeString:
    """One of them; said in `sentence` for those who cannot see it. Colours come from classes."""
    scale = Points(small.low, small.high, TOP, FOOT)
    ordered = sorted(small.points, key=lambda it: it.on)
    inside = (it for it in events if axis.first <= it.on <= axis.last)
    parts = [*_ground(small, scale), *_events(inside, axis), *_scores(ordered, axis, scale)]
    return _svg("small-chart", HEIGHT, sentence, parts)


def axis_picture(axis: Days, sessions: Iterable[Mark] = ()) -> SafeString:
    """The days and the sessions, once for all of them."""
    parts = [line(LEFT, RULE, RIGHT, RULE, ' class="foot"')]
    for it in sorted(sessions, key=lambda mark: mark.on):
        parts.append(rect(axis.at(it.on) - 2.5, 2, 5, 5, f' class="session {it.kind}"'))
    for tick in axis.ticks(DATES_APART):
        parts.append(line(tick.at, RULE, tick.at, RULE + 5, ' class="foot"'))
        parts.append(text(tick.at, RULE + 19, tick.label, 'text-anchor="middle"'))
    return _svg("small-axis", AXIS, f"Days from {day_of(axis.first)} to {day_of(axis.last)}", parts)


def _svg(kind: str, height: int, sentence: str, parts: Iterable[str]) -> SafeString:
    said = f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(sentence)}"'
    return SafeString(f'<svg class="{kind}" {said}>{"".join(parts)}</svg>')


def _ground(small: Small, scale: Points) -> Iterator[str]:
    for value in (small.low, small.high):
        y = scale.at(value)
        yield line(LEFT, y, RIGHT, y, ' class="foot"')
        yield text(LEFT - 6, y + 4, str(value), 'text-anchor="end"')
    for cut in small.cutoffs:
        y = scale.at(cut)
        yield line(LEFT, y, RIGHT, y, ' class="cutoff"')


def _events(events: Iterable[Mark], axis: Days) -> Iterator[str]:
    for event in events:
        x = axis.at(event.on)
        yield group("event", [title(f"{event.label}, {day_of(event.on)}"), line(x, TOP, x, FOOT)])


def _scores(points: Sequence[Point], axis: Days, scale: Points) -> Iterator[str]:
    """Lines between neighbours: dotted over one that is missing, none to one that cannot be compared."""
    there = [(at, it, axis.at(it.on), it.value) for at, it in enumerate(points) if it.value is not None]
    for (place, _, x1, one), (next_place, point, x2, other) in pairwise(there):
        if point.joined:
            kind = "stroke dotted" if next_place - place > 1 else "stroke"
            yield line(x1, scale.at(one), x2, scale.at(other), f' class="{kind}"')
    for point in points:
        if point.value is None:
            x = axis.at(point.on)
            yield line(x, TOP, x, FOOT, ' class="gap"')
    for place, (_, point, x, value) in enumerate(there, start=1):
        latest, y = place == len(there), scale.at(value)
        kind, size = ("dot latest", "4") if latest else ("dot", "2.5")
        at = f'cx="{number(x)}" cy="{number(y)}" r="{size}"'
        yield f'<circle class="{kind}" {at}>{title(of_point(point))}</circle>'
        if latest:
            yield text(x + 8, y + 4, as_text(value), 'class="latest-words"')
