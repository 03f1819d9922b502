"""The picture of working days beside free ones: how often each quarter of an hour, the free ones below."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from amity.core.definitions.rhythm import Rhythm
from amity.core.rhythms import Middle
from amity.web.rhythms.days import clock_of
from amity.web.rhythms.drawing import WIDE
from amity.web.rhythms.queries.page import Beside

QUARTER: Final = 15  # minutes a column
REACH: Final = 150  # minutes either side of the middle of a row; what lies further off is counted at its edge
HOURS: Final = (-120, -60, 0, 60, 120)  # from the middle, where a clock stands under the axis
SIDE: Final = 20.0  # drawing units left and right
NAME, TALL, CLOCKS, GAP = 18.0, 26.0, 16.0, 10.0


@dataclass(frozen=True, slots=True)
class Column:
    """How often a quarter of an hour was told, as a part of the side's times. words: the same."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """Weekdays or weekends of one activity. median: where its middle stands, None without any time."""

    columns: tuple[Column, ...]
    median: float | None


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One activity. clocks: what stands under the axis, and where."""

    title: str
    later: str
    top: float
    axis: float
    clocks: tuple[tuple[float, str], ...]
    weekdays: Side
    weekends: Side

    @property
    def clocks_y(self) -> float:
        """The foot of the clocks' letters."""
        return self.axis + TALL + CLOCKS - 4

    @property
    def above(self) -> float:
        return self.axis - TALL

    @property
    def below(self) -> float:
        return self.axis + TALL


@dataclass(frozen=True, slots=True)
class BesidePicture:
    """One row an activity that was told on weekdays or weekends."""

    width: float
    height: float
    left: float
    right: float
    rows: tuple[BesideRow, ...]

    @property
    def sentence(self) -> str:
        """What it draws, for whoever does not see it."""
        return _(
            "How often each time was told, weekdays above and weekends below, of %(count)s times of day."
        ) % {"count": len(self.rows)}


def beside_picture(beside: Sequence[Beside], form: Rhythm, width: float = WIDE) -> BesidePicture | None:
    """Every activity that the table has; None where there is none."""
    if not beside:
        return None
    each = NAME + 2 * TALL + CLOCKS + GAP
    rows = tuple(_row(it, form, width, n * each) for n, it in enumerate(beside))
    return BesidePicture(width, len(rows) * each, SIDE, width - SIDE, rows)


def _row(it: Beside, form: Rhythm, width: float, top: float) -> BesideRow:
    medians = [float(one.median) for one in (it.both.weekday, it.both.weekend) if one.median is not None]
    middle = 30 * round(sum(medians) / len(medians) / 30)
    unit, axis = (width - 2 * SIDE) / (2 * REACH), top + NAME + TALL
    told = [_quarters(times, middle) for times in (it.weekday_times, it.weekend_times)]
    most = max(count / one.total() for one in told for count in one.values())

    def x(minutes: float) -> float:
        return SIDE + (min(max(minutes - middle, -REACH), REACH) + REACH) * unit

    def side(quarters: Counter[int], of: Middle, up: bool) -> Side:
        columns = []
        for quarter, count in sorted(quarters.items()):
            tall, begins = TALL * count / quarters.total() / most, middle + quarter * QUARTER
            words = f"{clock_of(begins, form)}: {count}/{quarters.total()}"
            y = axis - tall if up else axis
            columns.append(Column(x(begins) + 0.5, y, QUARTER * unit - 1, tall, words))
        return Side(tuple(columns), None if of.median is None else x(float(of.median)))

    return BesideRow(
        it.activity.name, it.later, top, axis,
        tuple((x(middle + by), clock_of(middle + by, form)) for by in HOURS),
        side(told[0], it.both.weekday, up=True), side(told[1], it.both.weekend, up=False),
    )  # fmt: skip


def _quarters(times: Sequence[int], middle: int) -> Counter[int]:
    """How many times lie in each quarter of an hour from the middle on; the outermost hold the rest."""
    last = REACH // QUARTER
    return Counter(min(max((time - middle) // QUARTER, -last), last - 1) for time in times)
