"""The only writes about a client's safety: flags, assessments, the safety plan, the private question."""

from amity.web.people.versions import Stale
from amity.web.safety.actions.assessments import assess_risk, record_follow_up
from amity.web.safety.actions.flags import close, note_change, note_done, raise_flag
from amity.web.safety.actions.plans import save_safety_plan
from amity.web.safety.actions.violence import record_violence_answer

__all__ = [
    "Stale",
    "assess_risk",
    "close",
    "note_change",
    "note_done",
    "raise_flag",
    "record_follow_up",
    "record_violence_answer",
    "save_safety_plan",
]
