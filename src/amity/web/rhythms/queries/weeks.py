"""The diary week by week: its score, its usual times, and the targets that held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from statistics import median
from uuid import UUID

from amity.core import rhythms
from amity.web.rhythms.models import DayAnswer, Diary, Target
from amity.web.rhythms.queries.diary import Told, form_of, newest, today_of

WEEK = timedelta(days=7)
Days = Mapping[date, Mapping[str, Told]]
USUAL_FROM = timedelta(days=14)  # days before, of which the usual time is the middle; Amity decision


@dataclass(frozen=True)
class Week:
    """Seven days lived, from the weekday on which the diary began.

    told: by day, what holds; of days before the diary began, what an earlier one holds. times: by activity, a
    minute or None for each of the seven days. uncounted: days on which less was asked about.
    algorithm: the rule of the diary's form that a week is scored by.
    """

    first: date
    told: Mapping[date, Mapping[str, Told]]
    activities: tuple[str, ...]
    uncounted: frozenset[date] = frozenset()
    algorithm: str = rhythms.ALGORITHM_VERSION

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
        return rhythms.ALGORITHMS[self.algorithm](self.times)


def weeks_of(diary: Diary, until: date | None = None) -> list[Week]:
    """Every week since the diary began, oldest first; the last may be under way."""
    return weeks_by_diary([diary], until)[diary]


def weeks_by_diary(diaries: Iterable[Diary], until: date | None = None) -> dict[Diary, list[Week]]:
    """The weeks of many diaries in two questions."""
    known = list(diaries)
    ever: dict[UUID, list[Diary]] = {}
    for it in Diary.objects.filter(client__in={it.client_id for it in known}):
        ever.setdefault(it.client_id, []).append(it)
    rows: dict[UUID, list[DayAnswer]] = {}
    for row in DayAnswer.objects.filter(diary__client__in=ever).order_by("sequence"):
        rows.setdefault(row.diary_id, []).append(row)
    told = {id: newest(answers) for id, answers in rows.items()}
    return {it: _weeks(it, ever[it.client_id], told, until) for it in known}


def before_these(weeks: Sequence[Week]) -> list[Week]:
    """The weeks before the first that an earlier diary may speak of, as far back as a usual time asks."""
    if not weeks or not any(day < weeks[0].first for day in weeks[0].told):
        return []
    return [replace(weeks[0], first=weeks[0].first - n * WEEK) for n in (3, 2, 1)]


def _weeks(diary: Diary, ever: Sequence[Diary], told: Mapping[UUID, Days], until: date | None) -> list[Week]:
    """ever: every diary of this client, oldest first; on the day one began, both hold, the newer more."""
    last = min(until or today_of(diary), diary.ended_on or date.max)
    form = form_of(diary)
    activities, scored_by = tuple(it.id for it in form.activities), form.scoring.algorithm
    days, uncounted = dict(told.get(diary.id, {})), set()
    for earlier in reversed(ever[: ever.index(diary)]):
        asks_all = {*activities} <= {it.id for it in form_of(earlier).activities}
        for day, of_day in told.get(earlier.id, {}).items():
            if day <= diary.begun_on:
                days[day] = {**of_day, **days.get(day, {})}
                uncounted |= set() if asks_all or day == diary.begun_on else {day}
    count = (last - diary.begun_on).days // 7 + 1
    return [
        Week(diary.begun_on + n * WEEK, days, activities, frozenset(uncounted), scored_by)
        for n in range(count)
    ]


def usual_before(diary: Diary, day: date) -> dict[str, int]:
    """By activity the middle of its times in the two weeks before, to the next five minutes.

    Also of what an earlier diary holds: beginning another takes nothing away.
    """
    rows = DayAnswer.objects.filter(
        diary__client=diary.client_id, day__range=(day - USUAL_FROM, day - timedelta(days=1))
    )
    told = newest(rows.order_by("diary__begun_at", "sequence"))
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
    held = {
        id: [it for it in rows if it.from_on <= day] for id, rows in in_force(diary.targets.all()).items()
    }
    return {id: rows[-1] for id, rows in held.items() if rows}


def in_force(targets: Iterable[Target]) -> dict[str, list[Target]]:
    """By activity what was agreed, the earliest day first, without what a newer agreement made void.

    What is agreed from a day on replaces everything agreed before it for that day or a later one.
    """
    found: dict[str, list[Target]] = {}
    for it in sorted(targets, key=lambda row: row.number):
        earlier = [row for row in found.get(it.activity, []) if row.from_on < it.from_on]
        found[it.activity] = [*earlier, it]
    return found
