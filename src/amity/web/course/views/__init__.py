"""Translators between browser and actions."""

from amity.web.course.views.course import close_course, course, move_phase, practice_result, start_course
from amity.web.course.views.focus import choose_problem_area
from amity.web.course.views.plan import move_session, plan_session
from amity.web.course.views.session import record_session, session, session_open
from amity.web.course.views.today import today, today_waiting

__all__ = [
    "choose_problem_area",
    "close_course",
    "course",
    "move_phase",
    "move_session",
    "plan_session",
    "practice_result",
    "record_session",
    "session",
    "session_open",
    "start_course",
    "today",
    "today_waiting",
]
