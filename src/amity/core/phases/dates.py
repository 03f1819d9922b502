"""Days of a course: when the next session may be, when a week of the course begins, when the course may end.

Local days only, never instants, so that a change of the clocks cannot move anything.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from amity.core.phases.facts import Pause


def pause_at(day: date, pauses: Sequence[Pause]) -> Pause | None:
    """The pause that this day lies in; its first and last day belong to it."""
    return next(
        (pause for pause in pauses if pause[0] <= day and (pause[1] is None or day <= pause[1])), None
    )


def next_on(after: date, interval_days: int, pauses: Sequence[Pause], *, earliest: date) -> date | None:
    """The next day on the same rhythm that is after `after`, not before `earliest` and in no pause.

    Returns None inside a pause whose end nobody knows, and beyond the calendar.
    """
    try:
        return fitting(after + timedelta(days=interval_days), interval_days, pauses, earliest=earliest)
    except OverflowError:
        return None


def fitting(day: date, interval_days: int, pauses: Sequence[Pause], *, earliest: date) -> date | None:
    """`day`, or the first day on its rhythm that is not before `earliest` and in no pause; None as above."""
    step = timedelta(days=interval_days)
    try:
        day = _no_earlier(day, step, earliest)
        while pause := pause_at(day, pauses):
            if pause[1] is None:
                return None
            day = _no_earlier(day, step, pause[1] + timedelta(days=1))
    except OverflowError:
        return None
    return day


def _no_earlier(day: date, step: timedelta, earliest: date) -> date:
    return day if day >= earliest else day + step * -((day - earliest) // step)


def week_begins(first_session: date, week: int, pauses: Sequence[Pause]) -> date | None:
    """The day on which the given week of the course begins; days in a pause are not counted.

    Returns None behind a pause whose end nobody knows, and beyond the calendar.

    >>> week_begins(date(2026, 3, 2), 4, ())
    datetime.date(2026, 3, 23)
    """
    day, to_count = first_session, 7 * (week - 1)
    while to_count:
        if day == date.max:
            return None
        day += timedelta(days=1)
        pause = pause_at(day, pauses)
        if pause is None:
            to_count -= 1
        elif pause[1] is None:
            return None
        else:
            day = pause[1]
    return day
