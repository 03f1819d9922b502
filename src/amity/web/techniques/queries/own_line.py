"""How a client has been, by what they noted themself: a line over six weeks, and a sentence for each stretch.

It is the client's own page. Nothing is read into a number: no bands, no threshold, no expected course. A
day on which nothing was noted is a gap, and no sentence speaks of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import HIGHEST
from amity.web.people.models import Client
from amity.web.techniques.models import Author, Worksheet
from amity.web.techniques.queries.seeing import whole_for

MOOD: Final = "mood"  # the question of a short form whose answers make the line
DAYS: Final = 42  # the line's length; Amity decision, as the two below
EDGE: Final = 5  # of so many notes the lowest and the highest are left out of "mostly"
WIDE, HIGH, SIDE, TOP, FOOT = 360, 200, 18, 12, 164  # of the drawing


@dataclass(frozen=True, slots=True)
class Noted:
    """One answer: the day it is about, 0 to 10, and where it stands."""

    on: date
    value: int
    worksheet: Worksheet


@dataclass(frozen=True, slots=True)
class Dot:
    """One answer in the drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a week at the foot of the drawing."""

    x: float
    on: date


@dataclass(frozen=True, slots=True)
class OwnLine:
    """runs: strokes from one day to the next, never across a day without a note. words: a sentence each."""

    dots: tuple[Dot, ...]
    runs: tuple[tuple[Dot, Dot], ...]
    ticks: tuple[Tick, ...]
    words: tuple[str, ...]
    noted: tuple[Noted, ...]
    wide: int = WIDE
    high: int = HIGH
    foot: int = FOOT
    top: int = TOP


def noted_by(client: Client) -> list[Noted]:
    """Everything the client noted and finds on their own pages, oldest first."""
    techniques = {it.id: it for it in library.techniques() if _asks_mood(it)}
    rows = Worksheet.objects.filter(
        whole_for("client"), course__client=client, author=Author.CLIENT, technique__in=techniques,
        put_aside_at=None, destroyed_at=None, version__gt=0,
    )  # fmt: skip
    found = []
    for it in rows.select_related("course__client__service").order_by("begun_at", "id"):
        value = it.told.get(MOOD)
        if isinstance(value, int):
            found.append(Noted(_day_of(it, techniques[it.technique], client), value, it))
    return sorted(found, key=lambda one: one.on)


def own_line(client: Client, today: date) -> OwnLine | None:
    """The last six weeks; None where nothing was noted in them."""
    first = today - timedelta(days=DAYS - 1)
    inside = [it for it in noted_by(client) if first <= it.on <= today]
    return line_of(inside, today) if inside else None


def line_of(noted: Sequence[Noted], today: date) -> OwnLine:
    """The drawing and its sentences; all of `noted` lies in the last six weeks."""
    first = today - timedelta(days=DAYS - 1)
    by_day: dict[date, list[int]] = {}
    for it in noted:
        by_day.setdefault(it.on, []).append(it.value)
    middle = {on: Dot(_x(on, first), _y(sum(values) / len(values))) for on, values in by_day.items()}
    runs = tuple(
        (middle[one], middle[other]) for one, other in pairwise(sorted(middle)) if (other - one).days == 1
    )
    ticks = tuple(Tick(_x(on, first), on) for on in (first + timedelta(days=n) for n in range(0, DAYS, 7)))
    dots = tuple(Dot(_x(it.on, first), _y(it.value)) for it in noted)
    return OwnLine(dots, runs, ticks, tuple(_sentences(noted, today)), tuple(reversed(noted)))


def _sentences(noted: Sequence[Noted], today: date) -> Iterable[str]:
    stretches = (
        (0, 7, _("In the last seven days")),
        (7, 14, _("In the week before")),
        (14, DAYS, _("In the four weeks before that")),
    )
    for since, until, when in stretches:
        values = sorted(it.value for it in noted if since <= (today - it.on).days < until)
        if values:
            yield _("%(when)s %(how)s.") % {"when": when, "how": _how(values)}


def _how(values: Sequence[int]) -> str:
    """values: in order. Of a few all are said; of more what most of them were between."""
    if len(values) < EDGE:
        said = ", ".join(str(it) for it in values)
        return ngettext("you noted %(said)s", "you noted %(said)s", len(values)) % {"said": said}
    off = len(values) // EDGE
    low, high = values[off], values[-1 - off]
    if low == high:
        return _("it was mostly %(low)s") % {"low": low}
    return _("it was mostly between %(low)s and %(high)s") % {"low": low, "high": high}


def _asks_mood(technique: Technique) -> bool:
    return MOOD in technique.quick and technique.field(MOOD).type == "scale"


def _day_of(worksheet: Worksheet, technique: Technique, client: Client) -> date:
    """The day it is about: as the client said, else the day on which it was written."""
    asked = next((it.id for it in technique.fields if it.type == "day" and it.id in technique.quick), "")
    try:
        return date.fromisoformat(str(worksheet.told.get(asked, "")))
    except ValueError:
        return (worksheet.written_at or worksheet.begun_at).astimezone(client.zone).date()


def _x(on: date, first: date) -> float:
    return round(SIDE + (WIDE - 2 * SIDE) * (on - first).days / (DAYS - 1), 1)


def _y(value: float) -> float:
    return round(FOOT - (FOOT - TOP) * value / HIGHEST, 1)
