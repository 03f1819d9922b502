"""Reads. Those about a client begin from what this person may see."""

from amity.web.course.queries.facts import facts_of, protocol_of, standing_of, standings_of
from amity.web.course.queries.find import (
    course_for,
    courses_of,
    courses_visible_to,
    made_before,
    open_course_of,
    practice_for,
    session_for,
    sessions_visible_to,
)
from amity.web.course.queries.sessions import (
    SessionLine,
    area_of,
    areas_of,
    last_asked_on,
    next_appointment,
    plan_of,
    practices_of,
    session_lines,
)

__all__ = [
    "SessionLine",
    "area_of",
    "areas_of",
    "course_for",
    "courses_of",
    "courses_visible_to",
    "facts_of",
    "last_asked_on",
    "made_before",
    "next_appointment",
    "open_course_of",
    "plan_of",
    "practice_for",
    "practices_of",
    "protocol_of",
    "session_for",
    "session_lines",
    "sessions_visible_to",
    "standing_of",
    "standings_of",
]
