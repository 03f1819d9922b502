"""What the browser sent, parsed: appointments, the record of a session, focus, practice, phase."""

from amity.web.course.forms.appointments import AppointmentForm
from amity.web.course.forms.fields import on_top_of
from amity.web.course.forms.focus import FocusForm
from amity.web.course.forms.plan_changes import PlanForm, StartCourseForm
from amity.web.course.forms.session import SessionForm
from amity.web.course.forms.work import CloseForm, OwnResultForm, PhaseForm, PracticeResultForm

__all__ = [
    "AppointmentForm",
    "CloseForm",
    "FocusForm",
    "OwnResultForm",
    "PhaseForm",
    "PlanForm",
    "PracticeResultForm",
    "SessionForm",
    "StartCourseForm",
    "on_top_of",
]
