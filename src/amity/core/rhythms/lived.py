"""Which day lived an instant belongs to, and the wall clock's minutes of that day.

Minutes are those of the clock on the wall, not those that went by. Somebody who rises at seven rises at seven
also on the day the clocks change, and after a flight, once the new place's clock is the one they live by:
regular is what keeps to the clock that work, shops and other people keep to. Minutes gone by would make every
time of such a day an hour late. How long a night was is another question (`sleep`), asked of both.
"""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final, NamedTuple

from amity.core.errors import StatisticError
from amity.core.rhythms.regularity import check_time

DAY_START: Final = time(4)  # Amity decision: few people are up; a person's own may be another
DAY: Final = 24 * 60  # minutes


class Lived(NamedTuple):
    """A time in a day lived: its date, and the wall clock's minutes since that day's start."""

    on: date
    minutes: int


def lived(instant: datetime, zone: tzinfo, day_start: time = DAY_START, *, opens: bool = False) -> Lived:
    """The day lived that an instant belongs to where somebody is, and the minutes since its start.

    instant: with its zone or offset; seconds are left off. zone: where the person is at that instant.
    day_start: the time by the clock at which one day lived ends and the next begins.
    opens: the activity opens a day (getting up); before the day start it opens the day to come, early, and
        its minutes are negative. Otherwise it ends the day before, and they run to 1439.
    An hour that the clock shows twice has the same minutes twice; one that it skips has none.
    Raises StatisticError for an instant without zone, or a day start with seconds or a zone.
    Source: Amity decision (wall-clock minutes; the start at 04:00).

    >>> from zoneinfo import ZoneInfo
    >>> half_past_midnight = datetime(2026, 3, 29, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    >>> lived(half_past_midnight, ZoneInfo("Europe/Amsterdam"))
    Lived(on=datetime.date(2026, 3, 28), minutes=1230)
    >>> lived(half_past_midnight, ZoneInfo("America/New_York"))
    Lived(on=datetime.date(2026, 3, 28), minutes=930)
    """
    if instant.utcoffset() is None:
        raise StatisticError(
            f"{instant!r} has no zone, so it is no instant. Give it the zone it was noted in."
        )
    local = instant.astimezone(zone)
    minutes = minutes_of(local.time(), day_start, opens=opens)
    return Lived(local.date() - timedelta(days=minutes >= DAY - _of_day(day_start)), minutes)


def minutes_of(clock: time, day_start: time = DAY_START, *, opens: bool = False) -> int:
    """What the clock said on a day lived, as minutes since that day's start; seconds are left off.

    clock, day_start: without a zone. opens: as for `lived`.
    Returns 0 to 1439; with `opens`, times before the day start are negative.
    Raises StatisticError for a day start with seconds or a zone.

    >>> minutes_of(time(7)), minutes_of(time(0, 30)), minutes_of(time(3, 30), opens=True)
    (180, 1230, -30)
    """
    if day_start.second or day_start.microsecond or day_start.tzinfo:
        raise StatisticError(f"A day starts at a whole minute of the wall clock; got {day_start!r}.")
    since = _of_day(clock) - _of_day(day_start)
    return since if opens or since >= 0 else since + DAY


def clock_of(minutes: int, day_start: time = DAY_START) -> time:
    """What the clock says so many minutes after a day's start. The inverse of `minutes_of`.

    Raises StatisticError for minutes more than a day from their day.

    >>> clock_of(1230)
    datetime.time(0, 30)
    """
    hour, minute = divmod((check_time("clock_of", minutes) + _of_day(day_start)) % DAY, 60)
    return time(hour, minute)


def clock_forward(night_of: date, zone: tzinfo, into: tzinfo | None = None) -> int:
    """By how many minutes the clock somebody lives by went forward in the night after a day; negative: back.

    night_of: the day lived before the night. zone: where they were that day. into: where they were on the
    next, if elsewhere. Counted from noon to noon.

    >>> from zoneinfo import ZoneInfo
    >>> clock_forward(date(2026, 3, 28), ZoneInfo("Europe/Amsterdam"))
    60
    >>> clock_forward(date(2026, 6, 1), ZoneInfo("Europe/Amsterdam"), ZoneInfo("America/New_York"))
    -360
    """
    noon = datetime.combine(night_of, time(12))
    before, after = noon.replace(tzinfo=zone), (noon + timedelta(days=1)).replace(tzinfo=into or zone)
    there, then = after.utcoffset(), before.utcoffset()
    if there is None or then is None:
        raise StatisticError("A zone that knows no offset cannot say how clocks differ. Name a place's zone.")
    return round((there - then) / timedelta(minutes=1))


def _of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute
