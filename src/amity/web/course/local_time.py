"""Appointments are agreed in local time. These turn them into instants and back, also where clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from amity.web.base.errors import Refused


def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the clocks in `zone` show this. The first of the two when it comes twice.

    Raises Refused when the clocks go forward over it and never show it.
    """
    meant = datetime.combine(on, at, zone)
    there = meant.astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) != meant.replace(tzinfo=None):
        raise Refused(
            f"There is no {at:%H:%M} on {on.day} {on:%B %Y} in {zone.key}: the clocks go forward over it. "
            "Choose a time before or after."
        )
    return there


def comes_twice(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks in `zone` show this time twice that day, because they go back."""
    here = moment.astimezone(zone)
    return here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset()


def same_time_after(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same local time, `days` days on; an hour later on a day whose clocks go over it."""
    here = moment.astimezone(zone)
    on, at = here.date() + timedelta(days=days), here.time().replace(tzinfo=None, fold=0)
    try:
        return instant(on, at, zone)
    except Refused:
        return datetime.combine(on, at, zone).astimezone(UTC)
