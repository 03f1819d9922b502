"""What somebody agreed to, and how it is safe to reach them."""

import uuid
from typing import Any

from django import forms

from amity.web.base import clock
from amity.web.people import queries
from amity.web.people.models import Client

WAYS = (
    ("text_ok", "Text message"),
    ("call_ok", "Phone call"),
    ("voicemail_ok", "A message on the answering machine"),
    ("email_ok", "E-mail"),
    ("post_ok", "Letter by post"),
)
SHARED = (("no", "No"), ("yes", "Yes"), ("unsure", "They are not sure"), ("", "Not asked yet"))


class ConsentForm(forms.Form):
    """One answer, for one or several kinds at once."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kinds = forms.MultipleChoiceField(
        label="What was talked about?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    given = forms.TypedChoiceField(
        label="What did they say?",
        choices=[("yes", "They agreed"), ("no", "They did not agree, or took it back")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said."},
    )
    how = forms.ChoiceField(
        label="How?",
        choices=[("spoken", "Spoken"), ("written", "In writing")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they said it."},
    )
    on = forms.DateField(
        label="On which day?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Choose a day that exists."},
    )
    note = forms.CharField(
        label="In their words",
        required=False,
        max_length=2000,
        help_text="What they want to be kept out, or asked again. Leave empty when there is nothing to add.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        self.today = clock.today(client.service.zone)
        initial = {"id": uuid.uuid4(), "on": self.today, "how": "spoken"} | kwargs.get("initial", {})
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        asked = [(kind, f"{label[0].upper()}{label[1:]}") for kind, label in queries.consent_kinds(client)]
        self.fields["kinds"].choices = asked  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs["max"] = self.today.isoformat()

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError("This day has not come yet.")
        return self.cleaned_data["on"]


class SafeContactForm(forms.Form):
    """Nothing is ticked to begin with: what was not asked is not safe."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    ways = forms.MultipleChoiceField(
        label="How is it safe to reach them between sessions?",
        help_text="Only what they said yes to. Nothing ticked means: not at all.",
        choices=WAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    when = forms.CharField(
        label="When?",
        required=False,
        max_length=200,
        help_text="For example weekdays, 9:00 to 12:00.",
    )
    device_shared = forms.ChoiceField(
        label="Does anybody else use your phone, e-mail or PIN?",
        help_text="Ask it in these words.",
        choices=SHARED,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Anything to know before reaching out",
        required=False,
        max_length=2000,
        help_text="What to say when somebody else answers, for example.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid.uuid4(), "device_shared": ""} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    @property
    def contact(self) -> dict[str, Any]:
        """The clean values that `actions.record_safe_contact` takes."""
        held = self.cleaned_data
        ways = {way: way in held["ways"] for way, _ in WAYS}
        return ways | {name: held[name] for name in ("id", "device_shared", "when", "note")}
