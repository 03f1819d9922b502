"""When it may be said that something waits: twice at most, far enough apart, in hours that are safe."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from amity.core.giving.layout import Occasion
from amity.core.giving.wall import day_of, instant

APART: Final = timedelta(hours=20)  # between two notices
BEFORE: Final = timedelta(days=1)  # the second goes out in the last day before it is due


def notice_due(occasion: Occasion, *, said_at: tuple[datetime, ...], now: datetime) -> int | None:
    """Which notice may go out now: 1, that it waits, 2, that it still does; None: neither.

    said_at: when the earlier ones were, in order. After the time it is meant for only the first is left.
    """
    if not occasion.opens_at <= now < occasion.closes_at:
        return None
    if not said_at:
        return 1
    again = occasion.due_at - BEFORE <= now < occasion.due_at and now - said_at[-1] >= APART
    return 2 if again and len(said_at) == 1 else None


def safe_until(now: datetime, from_time: time, to_time: time, zone: ZoneInfo) -> datetime | None:
    """Until when it is safe to say something, on the clock in `zone`; None: now it is not.

    from_time, to_time: of one day, the first before the second.
    """
    today = day_of(now, zone)
    until = instant(today, to_time, zone)
    return until if instant(today, from_time, zone) <= now < until else None
