"""The safety pages for staff."""

from amity.web.safety.views.assessment import assess_risk
from amity.web.safety.views.flags import flag, flag_close, flag_done
from amity.web.safety.views.plan import change_safety_plan, print_safety_plan, safety_plan
from amity.web.safety.views.safety import record_follow_up, safety
from amity.web.safety.views.violence import ask_violence

__all__ = [
    "ask_violence",
    "assess_risk",
    "change_safety_plan",
    "flag",
    "flag_close",
    "flag_done",
    "print_safety_plan",
    "record_follow_up",
    "safety",
    "safety_plan",
]
