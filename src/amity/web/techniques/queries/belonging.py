"""What a worksheet can belong to: the sessions of its course by their numbers, and the one under way."""

from datetime import datetime
from uuid import UUID

from amity.core.definitions.protocol import Area
from amity.web.base import clock
from amity.web.base.templatetags.amity import day
from amity.web.course import queries as courses
from amity.web.course.models import Course, Goal, Session

NOT_HELD = (Session.Attendance.DNA, Session.Attendance.CANCELLED)


def sessions_to_choose(course: Course, also: UUID | None = None) -> list[tuple[Session, str]]:
    """Those that were held and those of today, the newest first, each in words: "Session 3, Tue 24 Nov".

    also: the id of one that is chosen already.
    """
    now = _end_of_today(course)
    return [
        (it.session, session_in_words(it))
        for it in reversed(courses.session_lines(course))
        if it.session.id == also or (it.session.planned_at <= now and it.session.attendance not in NOT_HELD)
    ]


def session_in_words(line: courses.SessionLine) -> str:
    """Its number, where it has one, and its day."""
    on = day(line.session.planned_at.astimezone(line.session.local).date())
    return f"Session {line.number}, {on}" if line.number else f"Session of {on}"


def goals_to_choose(course: Course, also: Goal | None = None) -> list[Goal]:
    """Those that are open, as they are ordered. also: one that is chosen already."""
    return [it for it in course.goals.all() if it.state == Goal.State.OPEN or it == also]


def areas_to_choose(course: Course) -> list[Area]:
    """The problem areas of the protocol."""
    return list(courses.protocol_of(course).areas)


def _end_of_today(course: Course) -> datetime:
    local = clock.now().astimezone(course.client.service.zone)
    return local.replace(hour=23, minute=59, second=59)
