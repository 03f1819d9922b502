"""What the browser sent about a client's safety."""

from amity.web.safety.forms.assessment import AssessmentForm, FollowUpForm
from amity.web.safety.forms.flags import CloseForm, DoneForm, done_form
from amity.web.safety.forms.plan import PlanForm
from amity.web.safety.forms.violence import ViolenceForm

__all__ = ["AssessmentForm", "CloseForm", "DoneForm", "FollowUpForm", "PlanForm", "ViolenceForm", "done_form"]
