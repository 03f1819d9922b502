"""When somebody may write about a client's safety, and who may join a session."""

from amity.web.safety.rules.assessments import check_can_assess_risk, check_can_record_follow_up
from amity.web.safety.rules.flags import (
    can_close,
    can_note_done,
    check_can_close,
    check_can_note_done,
    check_has_seen,
)
from amity.web.safety.rules.plans import check_can_save_plan
from amity.web.safety.rules.violence import (
    can_join_session,
    check_can_join_session,
    check_can_record_violence_answer,
)

__all__ = [
    "can_close",
    "can_join_session",
    "can_note_done",
    "check_can_assess_risk",
    "check_can_close",
    "check_can_join_session",
    "check_can_note_done",
    "check_can_record_follow_up",
    "check_can_record_violence_answer",
    "check_can_save_plan",
    "check_has_seen",
]
