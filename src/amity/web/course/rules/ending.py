"""What may be done about the ending of a course, after it, and on which days."""

from datetime import date

from amity.web.base.errors import Refused
from amity.web.course import queries
from amity.web.course.models import Course, Ending
from amity.web.course.rules.courses import check_can_start_course, check_is_open


def check_can_record_ending(course: Course) -> None:
    """At any time while the course is open: an ending may come early."""
    check_is_open(course)


def check_can_give_booklet(ending: Ending | None) -> None:
    """Once there is something in it."""
    if ending is None or not any(getattr(ending, name) for name, _ in queries.BOOKLET_PARTS):
        raise Refused("Nothing is written for the booklet yet. Write a part of it first.")


def check_can_agree_maintenance(course: Course, interval_days: int, months: int, starts_on: date) -> None:
    """Six to thirty-six months (Amity decision), from the end of the course on."""
    if not 6 <= months <= 36:
        raise Refused("Meeting now and then is agreed for six to thirty-six months.")
    fewest, most = queries.visits_allowed()
    visits = queries.visits_in(months, interval_days)
    if not fewest <= visits <= most:
        raise Refused(
            f"That would be {visits} visits. The protocol knows {fewest} to {most}: "
            "change how often or how long."
        )
    if interval_days < 7:
        raise Refused("Meeting more often than weekly is a course of its own.")
    if starts_on < course.started_on:
        raise Refused("The first visit lies before this course began. Check the year.")


def check_can_begin_maintenance(course: Course) -> None:
    """The course before it is closed, and no other is under way."""
    if course.closed_at is None:
        raise Refused("Close this course first; then meeting now and then begins.")
    check_can_start_course(course.client)


def check_can_reopen_course(course: Course, reason: str) -> None:
    """A closed course goes on with a reason, while no other is under way."""
    if course.closed_at is None:
        raise Refused("This course is open.")
    if queries.open_course_of(course.client):
        raise Refused("Another course is under way. Close it before this one goes on.")
    if not reason.strip():
        raise Refused("Say in a line why the course goes on.")
