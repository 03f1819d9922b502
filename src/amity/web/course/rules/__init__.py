"""What may be done to a course, a file a subject. Each `check_can_…` raises Refused with what the page shows."""

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

__all__ = [
    "HELD",
    "can_start_course",
    "check_can_agree_practice",
    "check_can_choose_problem_area",
    "check_can_close_course",
    "check_can_move_phase",
    "check_can_move_session",
    "check_can_plan_session",
    "check_can_record_practice_result",
    "check_can_record_session",
    "check_can_start_course",
    "check_is_open",
]
