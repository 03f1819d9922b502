"""A course stands still for a while."""

import uuid

from django import forms

from amity.web.course.forms.fields import day, text


class PauseForm(forms.Form):
    """From when, until when, and why."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    first_on = day("First day away")
    last_on = day("Last day away", required=False, help="Leave empty while nobody knows.")
    reason = text("Why", rows=2, required=True)


class EndPauseForm(forms.Form):
    """The last day away."""

    last_on = day("Last day away")
