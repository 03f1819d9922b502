"""What the browser sent about a flag."""

from uuid import uuid4

from django import forms


class DoneForm(forms.Form):
    """What somebody did about an answer."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)  # how much of the story was shown
    note = forms.CharField(
        label="What did you do?",
        help_text="Whom you spoke to, what was said and decided, what happens next and when.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        error_messages={"required": "Write what was done; one sentence is enough."},
    )


class EmergencyForm(DoneForm):
    """The same, where the person must not be left alone. It can be written in two steps."""

    stayed = forms.CharField(
        label="Who is with them, and where are they now?",
        help_text="Whom they were handed over to, by name, and when. It is needed before this can be closed.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
    )


def done_form(is_emergency: bool) -> type[DoneForm]:
    return EmergencyForm if is_emergency else DoneForm


class CloseForm(forms.Form):
    """Why nothing more is waiting."""

    reason = forms.CharField(
        label="Why can this be closed?",
        help_text="Closing says that this answer was responded to. It says nothing about the time after.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        error_messages={"required": "Write the reason; one sentence is enough."},
    )
