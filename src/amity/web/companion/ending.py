"""After the ending: since when nobody reads, who reads again and when, and until when the pages are there."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.web.course.queries import own_course as own
from amity.web.people import queries as people
from amity.web.people.models import Client

ONE_YEAR: Final = timedelta(days=365)  # the own pages stay so long after the ending unless another day is set

A_MONTH: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AfterEnding:
    """since: the day on which it ended. again: what was agreed about meeting now and then, in a sentence.

    open_until: the last day of the own pages; None: nobody set one.
    """

    since: date
    again: str
    open_until: date | None


def last_day_suggested(over: AfterEnding | None, today: date) -> date | None:
    """What is set, else a year after the last session; never so soon that the client could not know of it."""
    if over is None:
        return None
    return over.open_until or max(over.since + ONE_YEAR, today + A_MONTH)


def after_ending(client: Client) -> AfterEnding | None:
    """None while there is a course under way, or before there is one."""
    row = own.own_course_row(client)
    if row is None or row.closed_at is None:
        return None
    sign_in = people.sign_in_of(client)
    return AfterEnding(
        since=row.closed_at.astimezone(client.zone).date(),
        again=own.reads_again(row),
        open_until=sign_in.open_until if sign_in else None,
    )
