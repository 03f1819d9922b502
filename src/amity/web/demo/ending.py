"""How a story's course ends: what was said about it, the booklet, meeting now and then afterwards."""

from datetime import timedelta
from typing import Any

from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.course import queries
from amity.web.course.models import Course
from amity.web.demo import safe_parts, story

DAY_OF = {  # a text of the ending, and the day on which it was talked about
    "named": "named_on",
    "feelings": "feelings_on",
    "changed": "progress_on",
    "early_signs": "early_signs_on",
    "disposition": "disposition_on",
}
NO_COLUMN = {"at", "named", "booklet"}


def ended_in(slot: int, told: story.Course, course: Course) -> None:
    """What this slot added to the ending."""
    for it in told.ending:
        if it.at == slot:
            _said(it, course)
    if told.maintenance and told.maintenance.at == slot:
        _maintained(told.maintenance, course)


def _said(it: safe_parts.Ended, course: Course) -> None:
    found, today = queries.ending_of(course), _today(course)
    said: dict[str, Any] = {
        name: value for name, value in it.model_dump(exclude=NO_COLUMN).items() if value not in ("", None)
    }
    said |= {day: today for name, day in DAY_OF.items() if getattr(it, name)}
    if said:
        courses.record_ending(course=course, version=found.version if found else 0, said=said, by=_by(course))
    if it.booklet:
        courses.give_booklet(course=course, by=_by(course))


def _maintained(it: safe_parts.Maintenance, course: Course) -> None:
    today = _today(course)
    courses.agree_maintenance(
        course=course,
        starts_on=today + timedelta(days=it.starts_in_days),
        review_on=today + timedelta(days=it.review_in_days) if it.review_in_days else None,
        agreed_on=today,
        by=_by(course),
        **it.model_dump(exclude={"at", "starts_in_days", "review_in_days", "measures"}),
        measures=list(it.measures),
    )


def _today(course: Course) -> Any:
    return clock.today(course.client.service.zone)


def _by(course: Course) -> Any:
    return course.clinician.user
