"""The diary week by week: its score, its usual times, and the targets that held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import median
from uuid import UUID

from amity.core import rhythms
from amity.web.rhythms.models import DayAnswer, Diary, Target
from amity.web.rhythms.queries.diary import Told, form_of, newest, today_of, told_between

WEEK = timedelta(days=7)
USUAL_FROM = timedelta(days=14)  # days before, of which the usual time is the middle; Amity decision


@dataclass(frozen=True)
class Week:
    """Seven days lived, from the weekday on which the diary began.

    told: by day, what holds. times: by activity, a minute or None for each of the seven days.
    """

    first: date
    told: Mapping[date, Mapping[str, Told]]
    activities: tuple[str, ...]

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range(7))

    @cached_property
    def times(self) -> dict[str, list[int | None]]:
        return {
            id: [
                one.value if (one := self.told.get(day, {}).get(id)) and one.is_done else None
                for day in self.days
            ]
            for id in self.activities
        }

    @cached_property
    def srm(self) -> rhythms.SocialRhythm:
        """The score with its parts, or the reason why there is none."""
        return rhythms.srm(self.times)


def weeks_of(diary: Diary, until: date | None = None) -> list[Week]:
    """Every week since the diary began, oldest first; the last may be under way."""
    return _weeks(diary, newest(diary.answers.order_by("sequence")), until)


def _weeks(diary: Diary, told: Mapping[date, Mapping[str, Told]], until: date | None) -> list[Week]:
    last = min(until or today_of(diary), diary.ended_on or date.max)
    activities = tuple(it.id for it in form_of(diary).activities)
    count = (last - diary.begun_on).days // 7 + 1
    return [Week(diary.begun_on + n * WEEK, told, activities) for n in range(count)]


def weeks_by_diary(diaries: Iterable[Diary]) -> dict[Diary, list[Week]]:
    """The weeks of many diaries in one question."""
    rows: dict[UUID, list[DayAnswer]] = {}
    known = list(diaries)
    for row in DayAnswer.objects.filter(diary__in=known).order_by("sequence"):
        rows.setdefault(row.diary_id, []).append(row)
    return {it: _weeks(it, newest(rows.get(it.id, ())), None) for it in known}


def usual_before(diary: Diary, day: date) -> dict[str, int]:
    """By activity the middle of its times in the two weeks before, to the next five minutes."""
    told = told_between(diary, day - USUAL_FROM, day - timedelta(days=1))
    found: dict[str, int] = {}
    for activity in form_of(diary).activities:
        times = [
            one.value
            for of_day in told.values()
            if (one := of_day.get(activity.id)) and one.is_done and one.value is not None
        ]
        if times:
            found[activity.id] = 5 * round(median(times) / 5)
    return found


def targets_on(diary: Diary, day: date) -> dict[str, int]:
    """By activity the time that is aimed at on this day."""
    return {id: it.minutes for id, it in steps_on(diary, day).items() if it.minutes is not None}


def steps_on(diary: Diary, day: date) -> dict[str, Target]:
    """By activity the step that holds on this day, also where it was let go."""
    return {it.activity: it for it in diary.targets.filter(from_on__lte=day)}
