"""The last days of a client: what they wrote for each, and when it was written."""

from dataclasses import dataclass
from datetime import date, timedelta

from amity.core.definitions.technique import Technique
from amity.web.base import clock
from amity.web.companion import queries
from amity.web.companion.tools import WRITING, short_forms
from amity.web.course.models import Course
from amity.web.people.models import Client
from amity.web.techniques import queries as techniques
from amity.web.techniques.models import Author, Worksheet


@dataclass(frozen=True, slots=True)
class Entry:
    """Something written for a day. late_on: the later day on which it was; None: on the day itself."""

    worksheet: Worksheet
    title: str
    late_on: date | None


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """One day, what was written for it, and what can be written for it now."""

    on: date
    entries: tuple[Entry, ...]
    to_write: tuple[Technique, ...]


def earlier_days(client: Client, course: Course, how_many: int) -> list[EarlierDay]:
    """The days before today, the latest first. A day with nothing on it is a day like any other."""
    today = clock.today(client.zone)
    opened = queries.opened_for(client)
    to_write = tuple(it for it in short_forms() if WRITING + it.id in opened and asks_day(it))
    entries: dict[date, list[Entry]] = {}
    for sheet in _written(course):
        written_on = clock_day(sheet, client)
        for_day = day_of(sheet) or written_on
        late = written_on if written_on > for_day else None
        entries.setdefault(for_day, []).append(Entry(sheet, sheet.definition.client_title, late))
    days = (today - timedelta(days=back) for back in range(1, how_many + 1))
    return [EarlierDay(on, tuple(entries.get(on, ())), to_write) for on in days]


def asks_day(technique: Technique) -> str:
    """The question of a short form that asks for the day; "" where there is none."""
    return next((it.id for it in technique.fields if it.type == "day" and it.id in technique.quick), "")


def day_of(sheet: Worksheet) -> date | None:
    """The day for which an entry was written, as the client gave it."""
    said = sheet.told.get(asks_day(sheet.definition))
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def clock_day(sheet: Worksheet, client: Client) -> date:
    """The day on which it was written: by the device's own clock, where that was said."""
    return (sheet.written_at or sheet.begun_at).astimezone(client.zone).date()


def _written(course: Course) -> list[Worksheet]:
    """The client's own entries that are still theirs to read."""
    quick = {it.id for it in short_forms()}
    own = techniques.worksheets_of(course, "client")
    return [it for it in own if it.author == Author.CLIENT and it.technique in quick and not it.destroyed_at]
