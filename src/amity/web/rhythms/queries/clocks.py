"""By which place's clock a time was, where a journey lies near it.

A phone says where it is when something is told, which after a flight is not where it was. So a time is taken
by the phone's clock only if those told before and after it were by the same; else its client is asked, and
until they say, the nights it belongs to are not known. Source: Amity decision.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from amity.core.definitions.rhythm import Rhythm
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries.diary import Told, form_of, told_between

ONE_DAY: Final = timedelta(days=1)
NOON: Final = time(12)
DayTold = Mapping[str, Told]
Around = Mapping[date, DayTold]


def around(diary: Diary, day: date) -> dict[date, dict[str, Told]]:
    """What holds of a day and of those next to it."""
    return told_between(diary, day - ONE_DAY, day + ONE_DAY)


def is_sure(told: Told, day: date, zone: str, near: Around, form: Rhythm, apart: Collection[str]) -> bool:
    """Whether a time told on a phone in this zone can be by no other clock. apart: told in the same go."""
    if told.value is None:
        return True
    return all(is_alike(zone, it, day) for it in _next_to(told.value, day, near, form, apart))


def clocks_asked(diary: Diary, day: date, told: DayTold) -> dict[str, list[str]]:
    """By activity the zones among which its client chooses; nothing where all is certain."""
    unsure = {about: it for about, it in told.items() if it.value is not None and not it.is_clock_sure}
    if not unsure:
        return {}
    near, form = around(diary, day), form_of(diary)
    return {
        about: _one_each([*_next_to(it.value, day, near, form, unsure), it.zone, diary.client.zone.key], day)
        for about, it in unsure.items()
        if it.value is not None
    }


def to_ask_as_well(diary: Diary, day: date, said: Collection[str]) -> list[tuple[date, str, Told]]:
    """What was taken for certain only because those next to it waited for their clock, which is said now.

    Nobody is asked twice about the same time.
    """
    rows = diary.answers.filter(day__range=(day - ONE_DAY, day + ONE_DAY))
    asked = rows.filter(is_clock_sure=False)
    first = asked.filter(day=day, about__in=said).order_by("sequence").first()
    if first is None:
        return []
    later = set(rows.filter(sequence__gt=first.sequence).values_list("day", "about"))
    later -= set(asked.values_list("day", "about"))
    near, form = around(diary, day), form_of(diary)
    return [
        (on, it.id, told)
        for on, of_day in near.items()
        for it in form.activities
        if (told := of_day.get(it.id)) is not None and (on, it.id) in later
        if not is_sure(told, on, told.zone, near, form, (it.id,))
    ]


def days_asked(told: Around) -> list[date]:
    """The days of which it is not certain by which clock their times were."""
    return [
        day for day, of_day in sorted(told.items()) if any(not it.is_clock_sure for it in of_day.values())
    ]


def is_alike(zone: str, other: str, day: date) -> bool:
    """Whether clocks show the same in both at noon of this day."""
    return _offset(zone, day) == _offset(other, day)


def place(zone: str) -> str:
    """ "New York": the place a zone is called after, as the tables of zones write it."""
    return zone.rpartition("/")[2].replace("_", " ")


def _next_to(minutes: int, day: date, near: Around, form: Rhythm, apart: Collection[str]) -> list[str]:
    """The zones of the certain times nearest before and after."""
    activities = {it.id for it in form.activities}
    certain = [
        (on, it.value, it.zone)
        for on, of_day in near.items()
        for about, it in of_day.items()
        if it.value is not None and it.is_clock_sure and about in activities
        if on != day or about not in apart
    ]
    before = max((it for it in certain if it[:2] <= (day, minutes)), default=None)
    after = min((it for it in certain if it[:2] > (day, minutes)), default=None)
    return [it[2] for it in (before, after) if it is not None]


def _one_each(zones: Iterable[str], day: date) -> list[str]:
    found: list[str] = []
    for zone in zones:
        if not any(is_alike(zone, it, day) for it in found):
            found.append(zone)
    return found


def _offset(zone: str, day: date) -> timedelta | None:
    return datetime.combine(day, NOON, ZoneInfo(zone)).utcoffset()
