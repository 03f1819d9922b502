"""What is caught in a session, as the browser sends it."""

import uuid
from typing import Any

from django import forms

from amity.web.course.forms.fields import text
from amity.web.course.models import Attendee, Capture

FILED = [
    (Capture.Filed.NOTE, "Note"),
    (Capture.Filed.PERSON, "A person"),
    (Capture.Filed.FORMULATION, "Formulation"),
    (Capture.Filed.PRACTICE, "Practice"),
    (Capture.Filed.INTERPERSONAL_INCIDENT, "Interpersonal incident"),
]


class MoodEventForm(forms.Form):
    """A mood, and what happened beside it."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, initial=0)
    mood = text("Mood", rows=1, own=True)
    event = text("What happened", rows=1, own=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("mood", "event"):  # a style looks at whether it is shown: then the other half asks
            self.fields[name].widget.attrs["placeholder"] = " "


class CaptureForm(forms.Form):
    """One sentence, and where it belongs."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(label="In the client’s words", max_length=2000)
    filed = forms.ChoiceField(label="File under", choices=FILED, initial=Capture.Filed.NOTE)
    about = forms.CharField(label="Who", required=False, max_length=200)


class FileForm(forms.Form):
    """Where a sentence belongs after all."""

    filed = forms.ChoiceField(label="File under", choices=FILED)
    about = forms.CharField(label="Who", required=False, max_length=200)


class AttendeeForm(forms.Form):
    """Who else was there."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(
        label="Who", choices=[(value, label.capitalize()) for value, label in Attendee.Kind.choices]
    )
    name = forms.CharField(label="Name", required=False, max_length=200)


class ProcessNoteForm(forms.Form):
    """The clinician's own note."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, initial=0)
    text: Any = text("Process note", rows=6)
