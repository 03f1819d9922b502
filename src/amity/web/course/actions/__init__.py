"""The only writes to a course."""

from amity.web.course.actions.courses import close_course, move_phase, start_course
from amity.web.course.actions.focus import choose_problem_area
from amity.web.course.actions.practices import agree_practice, record_practice_result
from amity.web.course.actions.recording import record_session
from amity.web.course.actions.sessions import move_session, plan_session
from amity.web.people.versions import Stale

__all__ = [
    "Stale",
    "agree_practice",
    "choose_problem_area",
    "close_course",
    "move_phase",
    "move_session",
    "plan_session",
    "record_practice_result",
    "record_session",
    "start_course",
]
