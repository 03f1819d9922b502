"""Clocks on the wall: the instant at which one shows a day and an hour, also where clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

LONGEST_GAP: Final = 25 * 3600  # seconds; a whole day was left out where the date line was moved


@lru_cache(maxsize=4096)
def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, from which the clocks in `zone` show this hour of this day or a later one.

    An hour that comes twice is meant the first time; one that the clocks go over begins once they have.

    >>> instant(date(2026, 3, 29), time(1, 30), ZoneInfo("Europe/London")).isoformat()
    '2026-03-29T01:00:00+00:00'
    """
    meant = datetime.combine(on, at)
    there = meant.replace(tzinfo=zone).astimezone(UTC)
    if _shown(there, zone) == meant:
        return there
    early, late = -LONGEST_GAP, 0  # seconds from `there`, which lies behind the gap
    while late - early > 1:
        middle = (early + late) // 2
        if _shown(there + timedelta(seconds=middle), zone) < meant:
            early = middle
        else:
            late = middle
    return there + timedelta(seconds=late)


def day_begins(on: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day."""
    return instant(on, time(), zone)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that the clocks in `zone` show."""
    return moment.astimezone(zone).date()


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)
