"""Who may read along, until when and why."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from amity.web.base import clock
from amity.web.people import queries
from amity.web.people.models import Service, Staff
from amity.web.people.rules import LONGEST_GRANT

USUAL_DAYS = 30


class GrantForm(forms.Form):
    """One supervisor of the service, at most 90 days."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    staff = forms.ChoiceField(
        label="Who may read along?", error_messages={"required": "Choose a supervisor."}
    )
    until = forms.DateField(
        label="The last day they may read",
        help_text="At most 90 days from today. You can take it back at any time.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the last day.", "invalid": "Choose a day that exists."},
    )
    reason = forms.CharField(
        label="What for?",
        max_length=500,
        help_text="The supervisor sees this.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write in a few words what the supervision is about."},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        self.service, self.today = service, clock.today(service.zone)
        self.last = self.today + LONGEST_GRANT
        self.supervisors = {str(staff.id): staff for staff in queries.supervisors_of(service)}
        usual = {"id": uuid.uuid4(), "until": self.today + timedelta(days=USUAL_DAYS)}
        kwargs["initial"] = usual | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        choices = [(id, staff.name) for id, staff in self.supervisors.items()]
        self.fields["staff"].choices = [("", "Choose somebody"), *choices]  # type: ignore[attr-defined]
        days = {"min": self.today.isoformat(), "max": self.last.isoformat()}
        self.fields["until"].widget.attrs.update(days)

    def clean_staff(self) -> Staff:
        return self.supervisors[self.cleaned_data["staff"]]

    def clean_until(self) -> datetime:
        day = self.cleaned_data["until"]
        if not self.today <= day <= self.last:
            raise forms.ValidationError("Choose a day from today to 90 days from today.")
        return datetime.combine(day, time(23, 59, 59), self.service.zone)
