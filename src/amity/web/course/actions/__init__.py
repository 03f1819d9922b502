"""The only writes to a course."""

from amity.web.course.actions.agreements import agree_contract, record_review
from amity.web.course.actions.courses import close_course, move_phase, start_course
from amity.web.course.actions.ending import TEXTS as ENDING_TEXTS
from amity.web.course.actions.ending import (
    agree_maintenance,
    begin_maintenance,
    give_booklet,
    record_ending,
    reopen_course,
)
from amity.web.course.actions.focus import choose_problem_area
from amity.web.course.actions.formulation import (
    answer_formulation,
    give_formulation,
    suggest_formulation,
    write_formulation,
)
from amity.web.course.actions.goals import change_goal, rate_goals, set_goal
from amity.web.course.actions.plan import note_plan_change
from amity.web.course.actions.plan_changes import change_plan, change_protocol
from amity.web.course.actions.practices import agree_practice, record_practice_result
from amity.web.course.actions.recording import record_session
from amity.web.course.actions.sessions import move_session, plan_session
from amity.web.people.versions import Stale

__all__ = [
    "ENDING_TEXTS",
    "Stale",
    "agree_contract",
    "agree_maintenance",
    "agree_practice",
    "answer_formulation",
    "begin_maintenance",
    "change_goal",
    "change_plan",
    "change_protocol",
    "choose_problem_area",
    "close_course",
    "give_booklet",
    "give_formulation",
    "move_phase",
    "move_session",
    "note_plan_change",
    "plan_session",
    "rate_goals",
    "record_ending",
    "record_practice_result",
    "record_review",
    "record_session",
    "reopen_course",
    "set_goal",
    "start_course",
    "suggest_formulation",
    "write_formulation",
]
