"""Everything the clinician's page of a diary says, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from amity.core import rhythms
from amity.core.definitions.rhythm import DailyActivity, Rhythm
from amity.web.rhythms.days import clock_of, company_in_words, signed
from amity.web.rhythms.models import Diary, DisruptedDay, Target
from amity.web.rhythms.queries.diary import Told, disrupted_of, form_of
from amity.web.rhythms.queries.weeks import Week, weeks_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WeekLine:
    """One week in words: its score with its arithmetic, nearness to targets beside it, never in it."""

    week: Week
    number: int
    form: Rhythm
    near: rhythms.Adherence
    nights: tuple[rhythms.Night, ...]

    @property
    def score(self) -> str:
        """ "5.2", or "" where there is none."""
        value = self.week.srm.value
        return "" if value is None else f"{float(value):.1f}"

    @property
    def told(self) -> str:
        """The score's arithmetic, or why there is none."""
        srm = self.week.srm
        if srm.reason == "nothing_recorded":
            return "nothing was told"
        if srm.reason is not None:
            return "no score: no activity was told three times"
        said = f"{srm.hits} hits ÷ {srm.qualifying} activities told three times or more"
        return f"{said}; incomplete, {srm.days_recorded} of 7 days" if srm.is_incomplete else said

    @property
    def rows(self) -> list["DayLine"]:
        return [_day_line(self.week, day, self.form) for day in self.week.days]

    @property
    def in_bed(self) -> str:
        """The mean time in bed: "7 h 40 min"."""
        known = [it.minutes for it in self.nights if it.minutes is not None]
        return hours(Fraction(sum(known), len(known))) if known else ""

    @property
    def nights_known(self) -> int:
        return sum(it.minutes is not None for it in self.nights)

    @property
    def mid_sleep(self) -> str:
        """The mean middle of the nights, as a clock shows it."""
        known = [it.mid_sleep for it in self.nights if it.mid_sleep is not None]
        return clock_of(float(sum(map(Fraction, known)) / len(known)), self.form) if known else ""


@dataclass(frozen=True)
class DayLine:
    """One day in the table: a cell for each activity, then mood and energy."""

    day: date
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """One activity on weekdays and at weekends."""

    activity: DailyActivity
    weekday: str
    weekend: str
    later: str


@dataclass(frozen=True)
class StepLine:
    """What is aimed at now, and the steps still to come."""

    activity: DailyActivity
    target: Target
    now: str
    towards: str
    to_come: tuple[str, ...]
    usual: str


@dataclass(frozen=True)
class DiaryPage:
    """A diary read once. lines: the weeks, oldest first."""

    diary: Diary
    form: Rhythm
    lines: tuple[WeekLine, ...]
    signs: tuple[rhythms.Sign, ...]
    beside: tuple[Beside, ...]
    steps: tuple[StepLine, ...]
    targets: dict[str, list[Target]]
    disrupted: tuple[DisruptedDay, ...]

    @property
    def activities(self) -> tuple[DailyActivity, ...]:
        return self.form.activities

    @property
    def weeks(self) -> list[Week]:
        return [it.week for it in self.lines]


def page_of(diary: Diary, today: date, usual: dict[str, int]) -> DiaryPage:
    """Everything about one diary, in a handful of questions."""
    form, weeks = form_of(diary), weeks_of(diary, today)
    targets: dict[str, list[Target]] = {}
    for it in diary.targets.all():
        targets.setdefault(it.activity, []).append(it)
    nights = _nights(weeks, form)
    lines = tuple(
        WeekLine(week, n, form, _near(week, targets), tuple(nights[day] for day in week.days))
        for n, week in enumerate(weeks, start=1)
    )
    return DiaryPage(
        diary, form, lines, signs_of(weeks, form, today), tuple(_beside(weeks, form)),
        tuple(_steps(form, targets, today, usual)), targets, tuple(disrupted_of(diary)),
    )  # fmt: skip


def signs_of(weeks: Sequence[Week], form: Rhythm, today: date) -> tuple[rhythms.Sign, ...]:
    """What stands out in the newest nights and days, against those before."""
    nights = _nights(weeks, form)
    days = [day for week in weeks for day in week.days if day <= today]
    return (
        *rhythms.sleep_fell([nights[day].minutes for day in days if day < today]),
        *rhythms.activity_rose([_count(weeks, day) for day in days]),
    )


def hours(minutes: Fraction | int) -> str:
    """ "7 h 40 min"."""
    whole = round(minutes)
    return f"{whole // 60} h {whole % 60:02d} min"


def _day_line(week: Week, day: date, form: Rhythm) -> DayLine:
    told = week.told.get(day, {})
    times = tuple(_cell(told.get(id), form) for id in week.activities)
    return DayLine(day, (*times, *(_signed(told.get(it.id)) for it in form.ratings)))


def _cell(told: Told | None, form: Rhythm) -> str:
    """ "07:10, alone"; "" where nothing was told."""
    if told is None:
        return ""
    if told.value is None:
        return "not that day"
    said = clock_of(told.value, form)
    if told.company is None:
        return said
    return f"{said}, {company_in_words(told.company, form)}"


def _signed(told: Told | None) -> str:
    if told is None or told.value is None:
        return ""
    return signed(told.value)


def _near(week: Week, targets: dict[str, list[Target]]) -> rhythms.Adherence:
    """How many times were near what was aimed at on their day."""
    aims = {
        id: [next((it.minutes for it in reversed(held) if it.from_on <= day), None) for day in week.days]
        for id, held in targets.items()
    }
    return rhythms.target_adherence(week.times, aims)


def _nights(weeks: Sequence[Week], form: Rhythm) -> dict[date, rhythms.Night]:
    """By the day before it, the night of each day; clocks that went forward in it are counted."""
    told: dict[date, dict[str, Told]] = {
        day: dict(week.told.get(day, {})) for week in weeks for day in week.days
    }
    return {day: _night(day, told, form) for day in told}


def _night(day: date, told: dict[date, dict[str, Told]], form: Rhythm) -> rhythms.Night:
    bed, up = told[day].get(form.closes.id), told.get(day + ONE_DAY, {}).get(form.opens.id)
    if bed is None or up is None:
        return rhythms.night(None, None)
    zone, into = ZoneInfo(bed.zone), ZoneInfo(up.zone)
    return rhythms.night(bed.value, up.value, clock_forward=rhythms.clock_forward(day, zone, into))


def _count(weeks: Sequence[Week], day: date) -> int | None:
    """How many activities were told of a day; None where nothing was."""
    told = weeks[0].told.get(day, {})
    done = [id for id in weeks[0].activities if id in told and told[id].is_done]
    return len(done) if any(id in told for id in weeks[0].activities) else None


def _beside(weeks: Sequence[Week], form: Rhythm) -> list[Beside]:
    found = []
    for activity in form.activities:
        times = {
            day: at for week in weeks for day, at in zip(week.days, week.times[activity.id], strict=True)
        }
        free = rhythms.EVENINGS_BEFORE if activity.place == "closes" else rhythms.WEEKEND
        both = rhythms.weekday_weekend(times, weekend=free)
        if both.weekday.median is None and both.weekend.median is None:
            continue
        found.append(
            Beside(activity, _middle(both.weekday, form), _middle(both.weekend, form), _later(both.later_by))
        )
    return found


def _middle(it: rhythms.Middle, form: Rhythm) -> str:
    return (
        ""
        if it.median is None
        else f"{clock_of(float(it.median), form)} ({it.times} {'time' if it.times == 1 else 'times'})"
    )


def _later(minutes: Fraction | int | None) -> str:
    if minutes is None:
        return ""
    if round(minutes) == 0:
        return "the same"
    return f"{abs(round(minutes))} min {'later' if minutes > 0 else 'earlier'}"


def _steps(
    form: Rhythm, targets: dict[str, list[Target]], today: date, usual: dict[str, int]
) -> list[StepLine]:
    found = []
    for activity in form.activities:
        held = [it for it in targets.get(activity.id, []) if it.minutes is not None or it.from_on <= today]
        newest = held[-1] if held else None
        if newest is None or (now := newest.minutes) is None:
            continue
        towards = now if newest.towards is None else newest.towards
        to_come = rhythms.steps_to(now, towards, step=newest.step)
        was = usual.get(activity.id)
        found.append(
            StepLine(
                activity, newest, clock_of(now, form), clock_of(towards, form),
                tuple(clock_of(it, form) for it in to_come), "" if was is None else clock_of(was, form),
            )
        )  # fmt: skip
    return found
