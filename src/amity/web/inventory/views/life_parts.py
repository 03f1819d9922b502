"""How far in or out the life chart is looked at: as the address says it, and the links to everywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core.timeline import Window
from amity.web.base import clock
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.inventory.forms.life import CLIENT_KINDS, IMPACT
from amity.web.inventory.life_chart import lanes_of, life_chart, near_of, whole_of
from amity.web.inventory.life_lanes import Told, told_of
from amity.web.inventory.models import LifeEvent
from amity.web.inventory.offered import Lane
from amity.web.inventory.queries import life as queries
from amity.web.people.models import Client

LIFE, COURSE = "life", "course"
BACK = {"10y": 3652, "year": 365, "8w": 56}  # days before today
AFTER = 1 / 20  # of them, so that today does not stand on the edge
SPANS = (
    (LIFE, gettext_lazy("All of it")),
    ("10y", gettext_lazy("10 years")),
    ("year", gettext_lazy("A year")),
    (COURSE, gettext_lazy("This course")),
    ("8w", gettext_lazy("8 weeks")),
)
IMPACT_WORDS = {int(value): words for value, words in IMPACT if value}
STEP, CLOSER = 0.5, 0.5
FIRST, LAST = date(1850, 1, 1), date(2250, 1, 1)


@dataclass(frozen=True)
class Link:
    """Another part of the same chart."""

    url: str
    word: str
    is_here: bool = False


@dataclass(frozen=True)
class Looked:
    """The part that is looked at, and the ways from it: named parts; back, on, closer, wider."""

    window: Window
    spans: Sequence[Link]
    moves: Sequence[Link]


def looked_at(request: HttpRequest, lanes: Sequence[Lane], course: Course | None, today: date) -> Looked:
    """`?from=…&to=…` or `?span=…`; what cannot be read shows all of it."""
    asked = _asked(request)
    span = request.GET.get("span", LIFE)
    named = {name: _named(name, lanes, course, today) for name, _ in SPANS if name != COURSE or course}
    here = "" if asked else span if span in named else LIFE
    window = asked or named[here]
    return Looked(
        window,
        [
            Link(f"{request.path}?span={name}#chart", str(word), name == here)
            for name, word in SPANS
            if name in named
        ],
        [Link(_address(request.path, other), word) for other, word in _moves(window)],
    )


def chart_context(
    request: HttpRequest, client: Client, course: Course | None, user: User | None
) -> dict[str, Any]:
    """The chart for a page. user: who of the staff looks; None is the client themself."""
    shared = user is None
    told = told_of(client, shared=shared)
    lanes = lanes_of(client, told, user)
    looked = looked_at(request, lanes, course, clock.today(client.service.zone))
    return {
        "chart": life_chart(client, told, lanes, looked.window) if lanes else None,
        "looked": looked,
        "told": told,
        "lines": event_lines(told),
        "points": told.points,
        "near": [it for it in near_of(told.events) if it.events],
        "off": queries.taken_off(client, shared=shared),
        "points_off": queries.mood_points_taken_off(client),
    }


@dataclass(frozen=True)
class EventLine:
    """One event of the list, with what stands beside it."""

    event: LifeEvent
    names: Sequence[str]
    is_near: bool

    @property
    def kind_for_client(self) -> str:
        """Its kind in words for the client's page."""
        return str(dict(CLIENT_KINDS)[self.event.kind])

    @property
    def impact(self) -> str:
        """ "+2, good"; nothing where it was not asked."""
        return str(IMPACT_WORDS[self.event.impact]) if self.event.impact is not None else ""


def event_lines(told: Told) -> list[EventLine]:
    """Everything told, in order of time."""
    near = {it.id for each in near_of(told.events) for it in each.events}
    return [EventLine(it, queries.names_in(it, told.people), it.id in near) for it in told.events]


def _named(name: str, lanes: Sequence[Lane], course: Course | None, today: date) -> Window:
    if name in BACK:
        last = today + timedelta(days=round(BACK[name] * AFTER))
        return Window(today - timedelta(days=BACK[name]), last)
    if name == COURSE and course is not None:
        zone = course.client.service.zone
        ended = course.closed_at.astimezone(zone).date() if course.closed_at else today
        first = course.started_on - timedelta(days=14)
        return Window(first, max(ended, first + timedelta(days=28)) + timedelta(days=7))
    return whole_of(lanes, today)


def _moves(window: Window) -> list[tuple[Window, str]]:
    return [
        (window.moved(-STEP), _("Earlier")),
        (window.moved(STEP), _("Later")),
        (window.zoomed(CLOSER), _("Closer")),
        (window.zoomed(1 / CLOSER), _("Wider")),
    ]


def _asked(request: HttpRequest) -> Window | None:
    try:
        first, last = (date.fromisoformat(request.GET[name]) for name in ("from", "to"))
        if not FIRST <= first < last <= LAST:
            return None
        return Window(first, last).zoomed(1)  # within the bounds of what can be drawn
    except (KeyError, ValueError):
        return None


def _address(path: str, window: Window) -> str:
    return f"{path}?{urlencode({'from': window.first.isoformat(), 'to': window.last.isoformat()})}#chart"
