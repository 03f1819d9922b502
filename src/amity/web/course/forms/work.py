"""The work itself: what was tried, its phase and its end."""

from django import forms

from amity.web.course.forms.fields import radios, text
from amity.web.course.models import Practice


class PracticeResultForm(forms.Form):
    """What came of a practice."""

    result = radios("What came of it?", Practice.Result.choices, required=True)
    said = text("In the client's words", rows=2, own=True)


class PhaseForm(forms.Form):
    """To which phase, and why if a gate is passed over."""

    to = forms.CharField(widget=forms.HiddenInput)
    reason = text("Why it is passed over", rows=2)


class CloseForm(forms.Form):
    """Why a course is closed."""

    reason = text("Why the course is closed", rows=3, required=True)
