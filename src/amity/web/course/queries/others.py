"""What *Today* shows those who are not clinicians: granted courses, or the appointments ahead."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from amity.core.definitions.protocol import Area
from amity.core.phases import Standing
from amity.web.base import clock
from amity.web.course.models import Course, Session
from amity.web.course.queries.facts import protocol_of, standings_of
from amity.web.course.queries.find import courses_visible_to, sessions_visible_to
from amity.web.course.queries.sessions import area_shape
from amity.web.course.queries.stages import areas_of
from amity.web.people import access
from amity.web.people.models import Staff

DAYS_AHEAD = 7


@dataclass(frozen=True)
class Granted:
    """A course that a supervisor may read."""

    course: Course
    short: str
    standing: Standing
    area: Area | None


@dataclass(frozen=True)
class Day:
    """The appointments of one day."""

    on: date
    sessions: list[Session]
    is_today: bool


def granted_courses(staff: Staff) -> list[Granted]:
    """The open courses that grants let this supervisor read, by name."""
    courses = list(courses_visible_to(staff.user, access.READ).filter(closed_at=None))
    standings, areas = standings_of(courses), areas_of([course.id for course in courses])
    found = [
        Granted(
            course=course,
            short=protocol_of(course).short,
            standing=standings[course.id],
            area=area_shape(course, areas.get(course.id)),
        )
        for course in courses
    ]
    return sorted(found, key=lambda it: it.course.client.name)


def coming_days(staff: Staff) -> list[Day]:
    """Seven days of appointments at a coordinator's service, today first: who, when, how; no narrative."""
    zone = staff.service.zone
    today = clock.today(zone)
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD)]
    first = datetime.combine(today, time(), zone)
    last = datetime.combine(today + timedelta(days=DAYS_AHEAD), time(), zone)
    visible = sessions_visible_to(staff.user, access.CONTACT)
    sessions = list(visible.filter(planned_at__gte=first, planned_at__lt=last))
    on = {day: [it for it in sessions if it.planned_at.astimezone(zone).date() == day] for day in days}
    return [Day(day, on[day], day == today) for day in days if on[day] or day == today]
