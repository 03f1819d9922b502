"""The life chart put together: lanes on one time axis, what lies near an onset, and the same as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from amity.core import timeline
from amity.core.timeline import Span, Window
from amity.web.base import clock
from amity.web.base.models import User
from amity.web.inventory.life_drawing import Drawing, Line, draw
from amity.web.inventory.life_lanes import Told, course_lanes, told_lanes
from amity.web.inventory.models import LifeEvent
from amity.web.inventory.offered import Lane, LaneItem, lanes_given
from amity.web.people.models import Client

YEAR = timedelta(days=365)
PADDING = 0.02  # of the window, so that nothing stands on its edge
WIDE, NARROW = 760, 330  # drawing units


@dataclass(frozen=True)
class Row:
    """One line of the table: what the picture shows, once more in words."""

    lane: str
    item: LaneItem


@dataclass(frozen=True)
class LifeChart:
    """What the page shows. rows: every item of the picture, in order of time. hidden: those outside."""

    window: Window
    drawings: Sequence[Drawing]
    rows: Sequence[Row]
    near: Sequence["Near"]
    sentence: str
    hidden: int

    @property
    def has_private(self) -> bool:
        """Whether something on it is for clinicians only."""
        return any(row.item.is_private for row in self.rows)


@dataclass(frozen=True)
class Near:
    """What happened near one onset. Near in time; nothing is said about why."""

    onset: LifeEvent
    events: Sequence[LifeEvent]


def lanes_of(client: Client, told: Told, user: User | None) -> list[Lane]:
    """Every lane with something on it. user: None on the client's pages, where higher slices give none."""
    given = lanes_given(user, client) if user else []
    lanes = [*told_lanes(told), *course_lanes(client, shared=user is None), *given]
    return sorted((lane for lane in lanes if lane.items), key=lambda lane: lane.order)


def life_chart(client: Client, told: Told, lanes: Sequence[Lane], window: Window) -> LifeChart:
    """What lies in the window, drawn for two widths and listed."""
    there = [replace(lane, items=[it for it in lane.items if _holds(window, it.span)]) for lane in lanes]
    there = [lane for lane in there if lane.items]
    rows = sorted((Row(lane.title, it) for lane in there for it in lane.items), key=_in_time)
    lines = [
        Line(it.span, it.when, it.get_mark_display(), it.mark)
        for it in told.events
        if it.mark and _holds(window, it.span)
    ]
    today = clock.today(client.service.zone)
    return LifeChart(
        window=window,
        drawings=[
            draw(kind, wide, there, lines, window, today)
            for kind, wide in (("wide", WIDE), ("narrow", NARROW))
        ],
        rows=rows,
        near=near_of(told.events),
        sentence=_sentence(window, rows, lines),
        hidden=sum(len(lane.items) for lane in lanes) - len(rows),
    )


def near_of(events: Sequence[LifeEvent]) -> list[Near]:
    """By onset, what happened within half a year of it, the onset itself left out."""
    onsets = [it for it in events if it.mark == LifeEvent.Mark.ONSET]
    return [
        Near(
            onset,
            [it for it in events if not it.mark and timeline.is_near(it.span, timeline.span_of(onset.began))],
        )
        for onset in onsets
    ]


def whole_of(lanes: Sequence[Lane], today: date) -> Window:
    """From the first thing there is to the last, at least a year, with a little room."""
    spans = [it.span for lane in lanes for it in lane.items]
    first = min([today - YEAR, *(span.earliest for span in spans)])
    last = max([today, *(span.latest for span in spans)])
    room = (last - first) * PADDING + timedelta(days=1)
    return Window(first - room, last + room)


def _holds(window: Window, span: Span) -> bool:
    return window.holds(span.earliest, span.latest)


def _in_time(row: Row) -> tuple[date, date]:
    return row.item.span.earliest, row.item.span.latest


def _sentence(window: Window, rows: Sequence[Row], lines: Sequence[Line]) -> str:
    """The same without seeing it, briefly; the table has it all."""
    span = _("Life chart from {first} to {last}.").format(
        first=_month(window.first), last=_month(window.last)
    )
    said = [span, *_counts(rows)]
    said += [f"{line.words.capitalize()}: {line.when}." for line in lines]
    return " ".join([*said, _("The table below says the same.")])


def _counts(rows: Sequence[Row]) -> Iterator[str]:
    for title in dict.fromkeys(row.lane for row in rows):
        yield f"{title}: {sum(row.lane == title for row in rows)}."


def _month(on: date) -> str:
    return timeline.in_words(timeline.Approximate(on.replace(day=1), "month"))
