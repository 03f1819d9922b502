"""The only writes to a course."""

from amity.web.course.actions.agreements import agree_contract, record_review
from amity.web.course.actions.assessment import (
    record_assessment,
    record_medication_change,
    withdraw_medication_change,
)
from amity.web.course.actions.conversation import (
    add_attendee,
    capture,
    file_capture,
    remove_attendee,
    remove_capture,
    remove_mood_event,
    save_mood_event,
)
from amity.web.course.actions.courses import close_course, move_phase, start_course
from amity.web.course.actions.ending import TEXTS as ENDING_TEXTS
from amity.web.course.actions.ending import (
    agree_maintenance,
    begin_maintenance,
    give_booklet,
    record_ending,
    reopen_course,
)
from amity.web.course.actions.focus import choose_problem_area, note_area, rate_resolution, record_stage
from amity.web.course.actions.formulation import (
    answer_formulation,
    give_formulation,
    read_formulation_answer,
    suggest_formulation,
    write_formulation,
)
from amity.web.course.actions.goals import change_goal, rate_goals, set_goal
from amity.web.course.actions.guardians import agree_what_guardian_sees, give_to_guardian
from amity.web.course.actions.pauses import end_pause, pause_course, withdraw_pause
from amity.web.course.actions.plan import note_plan_change
from amity.web.course.actions.plan_changes import change_plan, change_protocol
from amity.web.course.actions.practices import agree_practice, receive_practice_result, record_practice_result
from amity.web.course.actions.process_notes import save_process_note
from amity.web.course.actions.recording import TEXTS as SESSION_TEXTS
from amity.web.course.actions.recording import record_session, save_session, share_summary
from amity.web.course.actions.sessions import move_session, plan_session
from amity.web.course.actions.supervision import ask_in_supervision, note_supervision_answer
from amity.web.people.versions import Stale

__all__ = [
    "ENDING_TEXTS",
    "SESSION_TEXTS",
    "Stale",
    "add_attendee",
    "agree_contract",
    "agree_maintenance",
    "agree_practice",
    "agree_what_guardian_sees",
    "answer_formulation",
    "ask_in_supervision",
    "begin_maintenance",
    "capture",
    "change_goal",
    "change_plan",
    "change_protocol",
    "choose_problem_area",
    "close_course",
    "end_pause",
    "file_capture",
    "give_booklet",
    "give_formulation",
    "give_to_guardian",
    "move_phase",
    "move_session",
    "note_area",
    "note_plan_change",
    "note_supervision_answer",
    "pause_course",
    "plan_session",
    "rate_goals",
    "rate_resolution",
    "read_formulation_answer",
    "receive_practice_result",
    "record_assessment",
    "record_ending",
    "record_medication_change",
    "record_practice_result",
    "record_review",
    "record_session",
    "record_stage",
    "remove_attendee",
    "remove_capture",
    "remove_mood_event",
    "reopen_course",
    "save_mood_event",
    "save_process_note",
    "save_session",
    "set_goal",
    "share_summary",
    "start_course",
    "suggest_formulation",
    "withdraw_medication_change",
    "withdraw_pause",
    "write_formulation",
]
