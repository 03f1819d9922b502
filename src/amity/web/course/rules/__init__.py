"""What may be done to a course, a file a subject. Each `check_can_…` raises Refused with what is shown."""

from amity.web.course.rules.courses import (
    HELD,
    can_start_course,
    check_can_agree_practice,
    check_can_choose_problem_area,
    check_can_close_course,
    check_can_move_phase,
    check_can_move_session,
    check_can_plan_session,
    check_can_record_practice_result,
    check_can_record_session,
    check_can_start_course,
    check_is_open,
)
from amity.web.course.rules.ending import (
    check_can_agree_maintenance,
    check_can_begin_maintenance,
    check_can_give_booklet,
    check_can_record_ending,
    check_can_reopen_course,
    check_day,
)
from amity.web.course.rules.formulation import (
    check_answer,
    check_can_answer_formulation,
    check_can_give_formulation,
    check_can_write_formulation,
    check_is_the_client,
    check_said_on,
    check_who_answers,
)
from amity.web.course.rules.plan import check_can_note_plan_change
from amity.web.course.rules.plan_changes import (
    can_change_plan,
    check_can_change_plan,
    check_can_change_protocol,
    check_plan_seen,
)

__all__ = [
    "HELD",
    "can_change_plan",
    "can_start_course",
    "check_answer",
    "check_can_agree_maintenance",
    "check_can_agree_practice",
    "check_can_answer_formulation",
    "check_can_begin_maintenance",
    "check_can_change_plan",
    "check_can_change_protocol",
    "check_can_choose_problem_area",
    "check_can_close_course",
    "check_can_give_booklet",
    "check_can_give_formulation",
    "check_can_move_phase",
    "check_can_move_session",
    "check_can_note_plan_change",
    "check_can_plan_session",
    "check_can_record_ending",
    "check_can_record_practice_result",
    "check_can_record_session",
    "check_can_reopen_course",
    "check_can_start_course",
    "check_can_write_formulation",
    "check_day",
    "check_is_open",
    "check_is_the_client",
    "check_plan_seen",
    "check_said_on",
    "check_who_answers",
]
