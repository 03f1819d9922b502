"""A chart in words: for the table, for the dots, and for somebody who cannot see the picture."""

from collections.abc import Sequence
from datetime import date

from amity.core.change.in_words import plain
from amity.web.base.chart_axes import MONTHS, Value
from amity.web.base.chart_shapes import Cut, Event, Point, Row, chart_cuts

MOST_IN_A_SENTENCE = 16


def as_text(value: Value | None) -> str:
    """A whole number whole, a fraction to one place, cut off as everywhere; a missing one in words."""
    if value is None:
        return "not answered"
    if isinstance(value, int):  # nearly every score: a fraction of it would only be made to be taken apart
        return str(value)
    return plain(value)


def of_point(point: Point) -> str:
    """“3 Sept 2025 (session 1): 18”."""
    label = f" ({point.label})" if point.label else ""
    marker = f", {point.marker}" if point.marker else ""
    return f"{day_of(point.on)}{label}: {as_text(point.value)}{marker}"


def day_of(on: date) -> str:
    """ "3 Sept 2025"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def rows(points: Sequence[Point], events: Sequence[Event]) -> tuple[Row, ...]:
    """The lines of the table: scores, and what changed between them, in order of time."""
    scores = [Row(it.on, it.label, as_text(it.value), it.value is None, it.marker) for it in points]
    changes = [Row(it.on, it.words, "", False, "") for it in events]
    return tuple(sorted([*changes, *scores], key=lambda it: it.on))


def of_event(event: Event) -> str:
    """“Sertraline begun, 3 Sept 2025”."""
    return f"{event.words}, {day_of(event.on)}"


def sentence(
    name: str,
    points: Sequence[Point],
    low: int,
    high: int,
    start: Value | None,
    cutoffs: Sequence[Cut] = (),
    events: Sequence[Event] = (),
) -> str:
    """What the picture shows, for somebody who cannot see it."""
    on = f"on {day_of(points[0].on)}"
    if points[0].on != points[-1].on:
        on = f"from {day_of(points[0].on)} to {day_of(points[-1].on)}"
    parts = [f"{name}, on a scale of {low} to {high}, {on}: {_listed(points)}."]
    last = next((p.value for p in reversed(points) if p.value is not None), None)
    if start is not None and last is not None and len(points) > 1:
        parts.append(f"The latest score is {as_text(last)}, {_compared(last - start)} the first.")
    if cutoffs:
        said = "; ".join(chart_cuts(cutoffs))
        parts.append(f"The cut-off is {said}." if len(cutoffs) == 1 else f"The cut-offs are {said}.")
    if events:
        parts.append(f"Marked: {'; '.join(map(of_event, events))}.")
    return " ".join(parts)


def _listed(points: Sequence[Point]) -> str:
    if len(points) <= MOST_IN_A_SENTENCE:
        return ", ".join(as_text(point.value) for point in points)
    there = [point.value for point in points if point.value is not None]
    missing = len(points) - len(there)
    if not there:
        return f"{missing} not answered"
    return (
        f"{len(there)} scores between {as_text(min(there))} and {as_text(max(there))}, {missing} not answered"
    )


def _compared(change: Value) -> str:
    if change == 0:
        return "the same as"
    size = as_text(change if change > 0 else -change)
    return f"{size} {'point' if size == '1' else 'points'} {'higher' if change > 0 else 'lower'} than"
