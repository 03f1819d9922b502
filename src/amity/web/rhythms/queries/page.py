"""Everything the clinician's page of a diary says, worked out once."""

from calendar import day_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from amity.core import rhythms
from amity.core.definitions.rhythm import DailyActivity, Rhythm
from amity.web.rhythms.days import clock_of, company_in_words, hundredths, signed
from amity.web.rhythms.models import Diary, DisruptedDay, Target
from amity.web.rhythms.queries.diary import ENERGY, MOOD, Told, disrupted_of, form_of, is_evening
from amity.web.rhythms.queries.weeks import Week, before_these, in_force, weeks_of

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
        """ "5.20", or "" where there is none."""
        value = self.week.srm.value
        return "" if value is None else hundredths(value)

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
    def rule(self) -> str:
        """The name of the rule that the score was counted by."""
        return self.week.srm.algorithm_version

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
    def nights_unsaid(self) -> int:
        """How many are left out until their client says by which place's clock they were."""
        return sum(_unsaid(day, self.week.told, self.form) for day in self.week.days)

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
    """One activity on weekdays and at weekends: in words, as numbers, and every time for the picture."""

    activity: DailyActivity
    weekday: str
    weekend: str
    later: str
    both: rhythms.WeekdayWeekend
    weekday_times: tuple[int, ...]
    weekend_times: tuple[int, ...]


@dataclass(frozen=True)
class StepLine:
    """What is aimed at now, and the steps still to come.

    now: "" where nothing is yet, since when else. coming: what is agreed for a later day; "" is let go.
    towards, to_come: where the last of these leads.
    """

    activity: DailyActivity
    now: str
    since: date | None
    coming: tuple[tuple[date, str], ...]
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
    def most_usual(self) -> int:
        """How many of its times may be usual so that a rise of activity can be counted at all."""
        return rhythms.most_usual(len(self.activities))

    @property
    def weeks(self) -> list[Week]:
        return [it.week for it in self.lines]

    @property
    def free(self) -> str:
        """ "Saturday and Sunday"; from the first free day on after one that is not."""
        free = free_days_of(self.diary)
        begins = next((day for day in range(7) if day in free and (day - 1) % 7 not in free), 0)
        names = [day_name[(begins + n) % 7] for n in range(7) if (begins + n) % 7 in free]
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def page_of(diary: Diary, today: date, usual: dict[str, int]) -> DiaryPage:
    """Everything about one diary, in a handful of questions."""
    form, weeks = form_of(diary), weeks_of(diary, today)
    targets = in_force(diary.targets.all())
    nights = _nights(weeks, form)
    lines = tuple(
        WeekLine(week, n, form, _near(week, targets), tuple(nights[day] for day in week.days))
        for n, week in enumerate(weeks, start=1)
    )
    return DiaryPage(
        diary, form, lines, signs_of(weeks, form, today, is_evening=is_evening(diary)),
        tuple(_beside(weeks, form, free_days_of(diary))), tuple(_steps(form, targets, today, usual)), targets,
        tuple(disrupted_of(diary)),
    )  # fmt: skip


def signs_of(
    weeks: Sequence[Week], form: Rhythm, today: date, *, is_evening: bool
) -> tuple[rhythms.Sign, ...]:
    """What stands out in the newest nights and days, against those before, of an earlier diary too.

    is_evening: whether today is told as far as it will be; before, half a day would count as a quiet one.
    """
    weeks = [*before_these(weeks), *weeks]
    nights = _nights(weeks, form)
    days = [day for week in weeks for day in week.days if day <= today]
    if not days:  # begun to the east of where its client is now
        return ()
    whole = [day for day in days if day < today or is_evening]
    told = weeks[0].told
    return (
        *rhythms.sleep_fell(
            [nights[day].minutes for day in days if day < today], newest_on=min(days[-1], today - ONE_DAY)
        ),
        *rhythms.activity_rose([_count(weeks, day) for day in whole]),
        *rhythms.feeling_rose("energy_rose", [_felt(told.get(day, {}), ENERGY) for day in whole]),
        *rhythms.feeling_rose("mood_rose", [_felt(told.get(day, {}), MOOD) for day in whole]),
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
        return _("not this day")
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
    if bed is None or up is None or _unsaid(day, told, form):
        return rhythms.night(None, None)
    zone, into = ZoneInfo(bed.zone), ZoneInfo(up.zone)
    return rhythms.night(bed.value, up.value, clock_forward=rhythms.clock_forward(day, zone, into))


def _felt(told: Mapping[str, Told], about: str) -> int | None:
    """What was said of a day's mood or energy."""
    return told[about].value if about in told else None


def _unsaid(day: date, told: Mapping[date, Mapping[str, Told]], form: Rhythm) -> bool:
    """Whether both ends of a night are told, and not certainly by which clock: then it is not counted."""
    bed, up = told.get(day, {}).get(form.closes.id), told.get(day + ONE_DAY, {}).get(form.opens.id)
    return bed is not None and up is not None and not (bed.is_clock_sure and up.is_clock_sure)


def _count(weeks: Sequence[Week], day: date) -> int | None:
    """How many activities were told of a day; None where nothing was, or where fewer were asked about."""
    if day in weeks[0].uncounted:
        return None
    told = weeks[0].told.get(day, {})
    done = [id for id in weeks[0].activities if id in told and told[id].is_done]
    return len(done) if any(id in told for id in weeks[0].activities) else None


def free_days_of(diary: Diary) -> frozenset[int]:
    """As `date.weekday` counts."""
    return frozenset(map(int, diary.free_days))


def _beside(weeks: Sequence[Week], form: Rhythm, free: frozenset[int]) -> list[Beside]:
    found = []
    for activity in form.activities:
        evenings = activity.place == "closes"  # of going to bed the evening before a free day is the free one
        days = frozenset((day - 1) % 7 for day in free) if evenings else free
        times = {
            day: at for week in weeks for day, at in zip(week.days, week.times[activity.id], strict=True)
        }
        both = rhythms.weekday_weekend(times, weekend=days)
        if both.weekday.median is None and both.weekend.median is None:
            continue
        sides = (
            tuple(at for day, at in times.items() if at is not None and (day.weekday() in days) is is_free)
            for is_free in (False, True)
        )
        found.append(
            Beside(
                activity, _middle(both.weekday, form), _middle(both.weekend, form), _later(both.later_by),
                both, *sides,
            )
        )  # fmt: skip
    return found


def _middle(it: rhythms.Middle, form: Rhythm) -> str:
    if it.median is None:
        return ""
    return f"{clock_of(float(it.median), form)} ({it.times} {'time' if it.times == 1 else 'times'})"


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
        rows = targets.get(activity.id, [])
        held = next((it for it in reversed(rows) if it.from_on <= today), None)
        coming = [it for it in rows if it.from_on > today]
        agreed = [it for it in (held, *coming) if it is not None and it.minutes is not None]
        if not agreed:
            continue
        newest, was = agreed[-1], usual.get(activity.id)
        last = newest.minutes or 0
        towards = last if newest.towards is None else newest.towards
        found.append(
            StepLine(
                activity, _clock(held, form) if held else "", held.from_on if held else None,
                tuple((it.from_on, _clock(it, form)) for it in coming), clock_of(towards, form),
                tuple(clock_of(it, form) for it in rhythms.steps_to(last, towards, step=newest.step)),
                "" if was is None else clock_of(was, form),
            )
        )  # fmt: skip
    return found


def _clock(target: Target, form: Rhythm) -> str:
    """ "" where it was let go."""
    return "" if target.minutes is None else clock_of(target.minutes, form)
