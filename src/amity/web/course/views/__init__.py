"""Translators between browser and actions."""

from amity.web.course.views.course import close_course, course, move_phase, practice_result
from amity.web.course.views.plan import move_session, plan_session
from amity.web.course.views.plan_changes import change_plan, change_protocol, save_plan
from amity.web.course.views.session import record_session, session, session_open
from amity.web.course.views.start_course import start_course
from amity.web.course.views.today import today, today_waiting

__all__ = [
    "change_plan",
    "change_protocol",
    "close_course",
    "course",
    "move_phase",
    "move_session",
    "plan_session",
    "practice_result",
    "record_session",
    "save_plan",
    "session",
    "session_open",
    "start_course",
    "today",
    "today_waiting",
]
