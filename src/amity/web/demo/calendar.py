"""From "thu 14:00" to an instant: when a story's appointments were and will be, seen from now."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from amity.web.demo.story import WEEK_OFF, Course

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SOON = timedelta(minutes=20)
STEP = 5  # minutes: appointments lie on the clock's fives
WEEK = timedelta(days=7)
AN_HOUR = timedelta(hours=1)
LATER = timedelta(hours=3)
WHEN = re.compile(r"(?:(\d+) weeks ago )?(today|next|mon|tue|wed|thu|fri|sat|sun) (\d\d:\d\d)")


def soon(now: datetime, zone: ZoneInfo) -> datetime:
    """In about twenty minutes, and today: towards midnight on the last five but one of the day."""
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    then = min(now + SOON, midnight.astimezone(UTC) - 2 * timedelta(minutes=STEP))
    return then - timedelta(minutes=then.minute % STEP, seconds=then.second, microseconds=then.microsecond)


def this_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Today at twenty to eight; earlier in the night, three quarters of an hour ago, but today."""
    here = now.astimezone(zone)
    meant = here.replace(hour=7, minute=40, second=0, microsecond=0)
    if here >= meant + timedelta(minutes=15):
        return meant
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight, here - timedelta(minutes=45))


def slots(course: Course, now: datetime, zone: ZoneInfo) -> Sequence[datetime]:
    """When each slot of the story is: so many weeks apart, the last of them where `when` says."""
    last = moment(course.when, now, zone)
    count = len(course.gone) + (not course.closed)
    local = [last.astimezone(zone) - WEEK * course.every * back for back in reversed(range(count))]
    if course.closed or not course.gone:
        return local
    return [_on_the_hour(at, course) for at in local[:-1]] + local[-1:]


def happens(course: Course, slot: int) -> bool:
    """Whether there is an appointment in this slot at all, counted from 1."""
    return slot > len(course.gone) or course.gone[slot - 1] != WEEK_OFF


def moment(when: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant a story means. Raises ValueError for words that are no time."""
    if when == "soon":
        return soon(now, zone)
    matched = WHEN.fullmatch(when)
    if matched is None:
        raise ValueError(f"{when!r} is no time; say soon, today 16:00, thu 14:00 or 3 weeks ago thu 14:00")
    weeks, day, clock = matched.groups()
    here = now.astimezone(zone)
    on = here.date() + timedelta(days=_days_to(day, here.weekday())) - WEEK * int(weeks or 0)
    meant = datetime.combine(on, time.fromisoformat(clock), zone)
    if weeks:
        return meant
    is_over = day in DAYS and meant + AN_HOUR < now
    return meant + WEEK if is_over else _beside_soon(meant, now, zone)


def _beside_soon(meant: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Later in the day, where somebody would sit in the room when the next client is due."""
    return meant + LATER if now - AN_HOUR <= meant < soon(now, zone) + AN_HOUR else meant


def _days_to(day: str, weekday: int) -> int:
    if day in ("today", "next"):
        return int(day == "next")
    return (DAYS.index(day) - weekday) % 7


def _on_the_hour(at: datetime, course: Course) -> datetime:
    """The client who is always due in twenty minutes came at a humane hour before."""
    return at.replace(hour=18, minute=0) if course.when == "soon" else at
