"""When a course may stand still."""

from datetime import date, timedelta

from amity.web.base.errors import Refused
from amity.web.course.models import Course, Pause
from amity.web.course.rules.courses import check_is_open

LONGEST = timedelta(
    days=366
)  # Amity decision: longer away is the end of this course and the start of another


def check_can_pause(course: Course, first_on: date, last_on: date | None, reason: str) -> None:
    """While the course is open, from its beginning on, beside no other pause, with a reason."""
    check_is_open(course)
    if first_on < course.started_on:
        raise Refused("The course began later than that day.")
    _check_span(first_on, last_on)
    if not reason.strip():
        raise Refused("Say in a line why the course stands still.")
    _check_alone(course, first_on, last_on)


def check_can_end_pause(pause: Pause, last_on: date) -> None:
    """Not before it began, not into another one."""
    if pause.withdrawn_at is not None:
        raise Refused("This pause was taken back as recorded by mistake.")
    _check_span(pause.first_on, last_on)
    _check_alone(pause.course, pause.first_on, last_on, pause)


def _check_span(first_on: date, last_on: date | None) -> None:
    if last_on is not None and last_on < first_on:
        raise Refused("The last day away lies before the first.")
    if last_on is not None and last_on - first_on > LONGEST:
        raise Refused(
            "A pause is a year at most. Close the course, and begin another when the client is back."
        )


def _check_alone(course: Course, first_on: date, last_on: date | None, but: Pause | None = None) -> None:
    others = [it for it in course.pauses.filter(withdrawn_at=None) if it != but]
    for other in others:
        begins_after = last_on is not None and other.first_on > last_on
        ended_before = other.last_on is not None and other.last_on < first_on
        if not (begins_after or ended_before):
            raise Refused("Another pause lies in these days. Change that one instead.")
