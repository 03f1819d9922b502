"""A time of day as it is typed and read, and which day it is for somebody who is still up."""

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import floor
from typing import Final
from zoneinfo import ZoneInfo

from amity.core import rhythms
from amity.core.definitions.rhythm import DailyActivity, Rhythm

CLOCK: Final = re.compile(r"\s*(\d{1,2})\s*[:.h ]\s*(\d{2})\s*")


def day_lived(at: datetime, zone: ZoneInfo, form: Rhythm) -> date:
    """The day that somebody who has not slept yet would call today."""
    return rhythms.lived(at, zone, form.day_start.at).on


def day_opened(day: date, minutes: int, at: datetime, zone: ZoneInfo, form: Rhythm) -> date:
    """The day that a time of getting up opens, told of a day at an instant.

    Somebody up at 03:30 still reads yesterday's page. A time before the day start which the clock has shown
    since midnight opens the day to come; told later, or not yet come, it opened the day it was told of.
    """
    now = rhythms.lived(at, zone, form.day_start.at, opens=True)
    is_just_now = now.minutes < 0 and minutes <= now.minutes and day == now.on - timedelta(days=1)
    return now.on if is_just_now else day


def minutes_of(text: str, activity: DailyActivity, form: Rhythm) -> int:
    """A time as typed, in minutes after the start of the day lived: "0:30" to bed is 1230.

    Raises ValueError for what is no time of day.
    """
    found = CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return rhythms.minutes_of(
        time(int(found[1]), int(found[2])), form.day_start.at, opens=activity.place == "opens"
    )


def signed(value: int) -> str:
    """ "+2", "0", "−3"."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value)}"


def hundredths(score: Fraction | int) -> str:
    """ "5.25": two places, so that 21/4 and 26/5 are not written alike; half a hundredth goes up."""
    whole, part = divmod(floor(100 * score + Fraction(1, 2)), 100)
    return f"{whole}.{part:02d}"


def clock_of(minutes: float, form: Rhythm) -> str:
    """As a clock shows it: 1230 is "00:30"."""
    return rhythms.clock_of(round(minutes), form.day_start.at).strftime("%H:%M")


def company_in_words(company: int, form: Rhythm) -> str:
    """Who was there, as it follows a time: "others took part"."""
    says = next(it.says for it in form.people.levels if it.value == company)
    return f"{says[:1].lower()}{says[1:]}"
