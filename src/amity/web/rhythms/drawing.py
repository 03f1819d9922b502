"""The pictures of a diary: each activity's times against what was aimed at, and regularity beside mood.

Pure arithmetic: from weeks to points. The templates draw what stands here; tables beside say the same.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from typing import Final

from django.utils.translation import gettext as _

from amity.core.definitions.rhythm import DailyActivity, Rhythm
from amity.core.rhythms import WINDOW
from amity.web.rhythms.days import clock_of, hundredths, signed
from amity.web.rhythms.models import Target
from amity.web.rhythms.queries.diary import ENERGY, MOOD
from amity.web.rhythms.queries.weeks import Week

SHOWN: Final = 8  # weeks in one picture, the newest
WIDE, NARROW = 720, 360  # drawing units: a desk, and a phone
ROW, HEAD, FOOT, GAP, RIGHT = 62.0, 18.0, 26.0, 8.0, 52.0
REACH: Final = 150  # minutes either side of the middle of a row; what lies further off stands at its edge
EARLIER, LATER = "earlier", "later"
WEEK: Final = timedelta(days=7)
DATES_APART: Final = 54.0  # drawing units
_Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Dot:
    """One time. edge: "" inside the row; else in which direction it lies beyond it. words: what it was."""

    x: float
    y: float
    is_near: bool
    edge: str
    words: str

    @property
    def arrow(self) -> str:
        """Where it lies beyond the row: a small triangle that points there."""
        tip = -4 if self.edge == EARLIER else 4
        return f"M{self.x - 3.4:.1f} {self.y - tip:.1f}h6.8l-3.4 {2 * tip}z"


@dataclass(frozen=True, slots=True)
class Band:
    """Forty-five minutes either side of what was aimed at, or of the week's usual time."""

    x: float
    y: float
    width: float
    height: float
    is_target: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One activity through the weeks. middle: the clock at the middle of the row."""

    title: str
    top: float
    mid: float
    foot: float
    middle: str
    bands: tuple[Band, ...]
    dots: tuple[Dot, ...]

    @property
    def height(self) -> float:
        return self.foot - self.top


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a week begins, or a day lies. is_named: whether its date has room."""

    x: float
    on: date
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """A dot of the second picture, or the head of a column so high, with its words."""

    x: float
    y: float
    words: str
    height: float = 0.0
    is_incomplete: bool = False  # of a week with fewer than five days told


@dataclass(frozen=True, slots=True)
class TimesPicture:
    """One row an activity: dots against the band."""

    width: float
    height: float
    left: float
    right: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    out_of_rhythm: tuple[Tick, ...]

    @property
    def inner(self) -> float:
        return self.right - self.left

    @property
    def sentence(self) -> str:
        """What it draws, for whoever does not see it."""
        told = sum(len(row.dots) for row in self.rows)
        near = sum(dot.is_near for row in self.rows for dot in row.dots)
        return _("%(told)s times told, %(near)s of them within 45 minutes of the band's middle.") % {
            "told": told,
            "near": near,
        }


@dataclass(frozen=True, slots=True)
class MoodPicture:
    """Regularity above, mood and energy below, on one axis of days. zero: where mood is neither."""

    width: float
    height: float
    left: float
    right: float
    regular_top: float
    regular_foot: float
    mood_top: float
    mood_foot: float
    zero: float
    regular: tuple[Point, ...]
    mood: tuple[Point, ...]
    energy: tuple[Point, ...]
    ticks: tuple[Tick, ...]

    @property
    def sentence(self) -> str:
        """What it draws, for whoever does not see it."""
        said = _(
            "Regularity of %(weeks)s weeks, of which %(incomplete)s incomplete, and mood on %(days)s days."
        )
        return said % {
            "weeks": len(self.regular),
            "incomplete": sum(it.is_incomplete for it in self.regular),
            "days": len(self.mood),
        }

    @property
    def has_incomplete(self) -> bool:
        """Whether a column is hollow, so that its word is needed."""
        return any(it.is_incomplete for it in self.regular)


def times_picture(
    weeks: Sequence[Week],
    form: Rhythm,
    steps: Mapping[str, Sequence[Target]],
    out_of_rhythm: Iterable[date] = (),
    width: float = WIDE,
) -> TimesPicture | None:
    """The newest weeks; None where no time is told. steps: by activity its targets, oldest first."""
    shown = weeks[-SHOWN:]
    rows: list[Row] = []
    axis = _Axis(shown, width)
    for activity in form.activities:
        top = HEAD + len(rows) * (ROW + GAP)
        if (row := _row(activity, form, shown, steps.get(activity.id, ()), axis, top)) is not None:
            rows.append(row)
    if not rows:
        return None
    height = HEAD + len(rows) * (ROW + GAP) + FOOT
    marked = tuple(Tick(axis.middle(day), day) for day in sorted(set(out_of_rhythm)) if axis.has(day))
    return TimesPicture(width, height, axis.left, axis.right, tuple(rows), axis.ticks, marked)


def mood_picture(weeks: Sequence[Week], width: float = WIDE) -> MoodPicture | None:
    """Regularity of each week, and mood and energy of each day; None where there is neither."""
    shown = weeks[-SHOWN:]
    axis = _Axis(shown, width)
    tops = (HEAD, HEAD + 84, HEAD + 104, HEAD + 188)
    regular = tuple(
        _column(it, (axis.at(it.first) + axis.at(it.first + WEEK)) / 2, it.srm.value, tops[0], tops[1])
        for it in shown
        if it.srm.value is not None
    )
    felt = {id: tuple(_felt(id, shown, axis, tops[2], tops[3])) for id in (MOOD, ENERGY)}
    if not regular and not any(felt.values()):
        return None
    return MoodPicture(
        width, tops[3] + FOOT, axis.left, axis.right, *tops, (tops[2] + tops[3]) / 2, regular,
        felt[MOOD], felt[ENERGY], axis.ticks,
    )  # fmt: skip


class _Axis:
    """Days from left to right, a day's own width each."""

    def __init__(self, weeks: Sequence[Week], width: float) -> None:
        self.left, self.right = 4.0, width - RIGHT
        self.first = weeks[0].first if weeks else date.min
        self.count = 7 * len(weeks)
        self.step = (self.right - self.left) / max(1, self.count)
        each = max(1, math.ceil(DATES_APART / (7 * self.step)))
        self.ticks = tuple(Tick(self.at(it.first), it.first, n % each == 0) for n, it in enumerate(weeks))

    def at(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (day - self.first).days * self.step

    def middle(self, day: date) -> float:
        return self.at(day) + self.step / 2

    def has(self, day: date) -> bool:
        return 0 <= (day - self.first).days < self.count


def _row(
    activity: DailyActivity,
    form: Rhythm,
    weeks: Sequence[Week],
    steps: Sequence[Target],
    axis: _Axis,
    top: float,
) -> Row | None:
    told = [
        (day, minutes)
        for week in weeks
        for day, minutes in zip(week.days, week.times[activity.id], strict=True)
        if minutes is not None
    ]
    if not told:
        return None
    aims = {day: aim for week in weeks for day in week.days if (aim := _aim(steps, day)) is not None}
    middle = 15 * round(median([minutes for _on, minutes in told] + list(aims.values())[-1:]) / 15)
    foot = top + ROW

    def y(minutes: float) -> float:
        return _between(minutes - middle, -REACH, REACH, top, foot)

    dots = []
    for day, minutes in told:
        near = _near_to(day, minutes, weeks, activity.id, aims)
        edge = EARLIER if minutes < middle - REACH else LATER if minutes > middle + REACH else ""
        words = f"{activity.name}, {day:%-d %b}: {clock_of(minutes, form)}"
        dots.append(Dot(axis.middle(day), y(minutes), near, edge, words))
    bands = [*_target_bands(aims, axis, y), *_usual_bands(weeks, activity.id, aims, axis, y)]
    return Row(activity.name, top, (top + foot) / 2, foot, clock_of(middle, form), tuple(bands), tuple(dots))


def _aim(steps: Sequence[Target], day: date) -> int | None:
    """What was aimed at on a day."""
    return next((it.minutes for it in reversed(steps) if it.from_on <= day), None)


def _near_to(day: date, minutes: int, weeks: Sequence[Week], id: str, aims: Mapping[date, int]) -> bool:
    """Within 45 minutes of what was aimed at, or, without that, of the week's usual time."""
    if day in aims:
        return abs(minutes - aims[day]) <= WINDOW
    week = next(it for it in weeks if day in it.days)
    habitual = week.srm.activities[id].habitual_minutes
    return habitual is not None and -WINDOW <= minutes - habitual <= WINDOW


def _target_bands(aims: Mapping[date, int], axis: _Axis, y: _Scale) -> Iterable[Band]:
    for day, minutes in sorted(aims.items()):
        yield _band(axis.at(day), axis.step, minutes, y, is_target=True)


def _usual_bands(
    weeks: Sequence[Week], id: str, aims: Mapping[date, int], axis: _Axis, y: _Scale
) -> Iterable[Band]:
    """Where nothing was aimed at, the week's usual time."""
    for week in weeks:
        habitual = week.srm.activities[id].habitual_minutes
        if habitual is None:
            continue
        for day in week.days:
            if day not in aims:
                yield _band(axis.at(day), axis.step, float(habitual), y, is_target=False)


def _band(x: float, width: float, minutes: float, y: _Scale, *, is_target: bool) -> Band:
    top, foot = y(minutes - WINDOW), y(minutes + WINDOW)
    return Band(x, top, width, max(0.0, foot - top), is_target)


def _column(week: Week, x: float, value: Fraction | int, top: float, foot: float) -> Point:
    y = _between(float(value), 0, 7, foot, top)
    return Point(x, y, hundredths(value), foot - y, week.srm.is_incomplete)


def _felt(id: str, weeks: Sequence[Week], axis: _Axis, top: float, foot: float) -> Iterable[Point]:
    for week in weeks:
        for day in week.days:
            one = week.told.get(day, {}).get(id)
            if one is not None and one.value is not None:
                words = f"{day:%-d %b}: {signed(one.value)}"
                yield Point(axis.middle(day), _between(one.value, -5, 5, foot, top), words)


def _between(value: float, low: float, high: float, at_low: float, at_high: float) -> float:
    """Where a value lies, never beyond the ends."""
    part = (min(max(value, low), high) - low) / (high - low)
    return at_low + part * (at_high - at_low)
