"""When and how one meets, and for how long."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from amity.web.course.forms.fields import day, hour, instant_in, radios
from amity.web.course.models import Session


class AppointmentForm(forms.Form):
    """Day, time, zone, length and mode of one session."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = day("Day")
    at = hour("Time")
    zone = forms.ChoiceField(label="Whose clock", help_text="The time is kept when clocks change.")
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=10,
        max_value=240,
        error_messages={"min_value": "At least 10.", "max_value": "At most 240."},
    )
    mode = radios("How", Session.Mode.choices, required=True)

    def __init__(self, *args: Any, zones: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [(zone, zone.replace("_", " ")) for zone in dict.fromkeys(zones)]  # type: ignore[attr-defined]
        if len(set(zones)) == 1:
            self.fields["zone"].widget = forms.HiddenInput()
            self.initial.setdefault("zone", zones[0])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"on", "at", "zone"} <= cleaned.keys():
            moment = instant_in(self, cleaned["on"], cleaned["at"], ZoneInfo(cleaned["zone"]))
            cleaned["planned_at"] = moment
        return cleaned
