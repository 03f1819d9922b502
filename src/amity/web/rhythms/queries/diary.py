"""The diary of a client, and what holds in it: of each day and subject the newest answer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F

from amity.core import library, rhythms
from amity.core.definitions.rhythm import Rhythm
from amity.web.base import clock
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.rhythms.days import day_lived
from amity.web.rhythms.models import DayAnswer, Diary, DisruptedDay, Prescriber

SHORT: Final = "srm5"  # the form that a phone keeps empty
MOOD: Final = "mood"
ENERGY: Final = "energy"
EVENING: Final = 16 * 60  # minutes after the start of a day lived
State = DayAnswer.State


@dataclass(frozen=True, slots=True)
class Told:
    """What holds of one day and one subject; fields as in `DayAnswer`, without those that were taken back."""

    value: int | None
    company: int | None = None
    is_done: bool = True
    zone: str = ""
    is_clock_sure: bool = True


def form_of(diary: Diary) -> Rhythm:
    """What the diary asks, in the version it was begun with."""
    return library.rhythm(diary.form, diary.version)


def open_diary_of(client: Client) -> Diary | None:
    """The one that is being kept."""
    return client.rhythm_diaries.filter(ended_at=None).first()


def diary_of(client: Client) -> Diary | None:
    """The one that is being kept, or the last one."""
    return client.rhythm_diaries.order_by(F("ended_at").desc(nulls_first=True), "begun_at").first()


def diary_on(client: Client, day: date, asked: Collection[str] = ()) -> Diary | None:
    """The one that a day belongs to: the newest that was kept on it and asks about these; else `diary_of`."""
    rows = client.rhythm_diaries.filter(begun_on__lte=day).exclude(ended_on__lt=day).order_by("-begun_at")
    kept = list(rows)
    for it in kept:
        form = form_of(it)
        if {*asked} <= {one.id for one in form.activities} | {one.id for one in form.ratings}:
            return it
    return kept[0] if kept else diary_of(client)


def diaries_of(client: Client) -> list[Diary]:
    """All there were, oldest first."""
    return list(client.rhythm_diaries.all())


def today_of(diary: Diary) -> date:
    """The day that its client lives now, by their own clock."""
    return day_lived(clock.now(), diary.client.zone, form_of(diary))


def is_evening(diary: Diary) -> bool:
    """Whether the day its client lives now is nearly over: 16 hours after its start (Amity decision)."""
    lived = rhythms.lived(clock.now(), diary.client.zone, form_of(diary).day_start.at)
    return lived.minutes >= EVENING


def told_on(diary: Diary, day: date) -> dict[str, Told]:
    """What holds of one day, by subject."""
    return dict(told_between(diary, day, day).get(day, {}))


@dataclass(frozen=True, slots=True)
class TodayTold:
    """The diary as *Today* mentions it: its name, and how many times of today are told."""

    title: str
    told: int


def today_told(client: Client) -> TodayTold | None:
    """None where none is kept, where it is paused, or where nobody reads it."""
    diary = open_diary_of(client)
    if diary is None or people.nobody_reads(client) or is_paused_on(diary, today := today_of(diary)):
        return None
    form, told = form_of(diary), told_on(diary, today)
    return TodayTold(form.client_title, sum(it.id in told for it in form.activities))


def told_between(diary: Diary, first: date, last: date) -> dict[date, dict[str, Told]]:
    """What holds of each day that has something, by subject; both days are in it."""
    rows = diary.answers.filter(day__range=(first, last)).order_by("sequence")
    return newest(rows)


def newest(rows: Iterable[DayAnswer]) -> dict[date, dict[str, Told]]:
    """Of each day and subject the last of these rows, which come in order."""
    found: dict[date, dict[str, Told]] = {}
    for row in rows:
        of_day = found.setdefault(row.day, {})
        if row.state == State.TAKEN_BACK:
            of_day.pop(row.about, None)
        else:
            of_day[row.about] = Told(
                row.value, row.company, row.state == State.TOLD, row.zone, row.is_clock_sure
            )
    return {day: of_day for day, of_day in found.items() if of_day}


def is_paused_on(diary: Diary, day: date) -> bool:
    """Whether this day is not asked about."""
    pauses = diary.pauses.filter(taken_back_at=None)
    return any(it.from_on <= day and (it.until_on is None or day <= it.until_on) for it in pauses)


def disrupted_of(diary: Diary) -> list[DisruptedDay]:
    """The days that were out of rhythm, oldest first, with whom and what stood behind them."""
    return list(diary.disrupted_days.filter(taken_off_at=None).select_related("person", "event"))


def all_disrupted(client: Client) -> list[DisruptedDay]:
    """Those of every diary there was, oldest first."""
    rows = DisruptedDay.objects.filter(diary__client=client, taken_off_at=None)
    return list(rows.select_related("person", "event"))


def prescriber_of(client: Client) -> Prescriber | None:
    """Who prescribes, as said last; None where nobody said, or where it was emptied."""
    found = client.prescribers.last()
    return found if found is not None and found.name else None


def changed(was: Mapping[str, Told], now: Mapping[str, Told | None]) -> dict[str, Told | None]:
    """What a form says otherwise than its page had it: None takes an answer back."""
    return {about: told for about, told in now.items() if told != was.get(about)}
