"""The record of one session."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from amity.web.course.forms.fields import day, hour, instant_in, offer_blank_only_to_take_back, radios, text
from amity.web.course.models import Session

Attendance = Session.Attendance
ASKED = [("yes", "Asked"), ("no", "Not asked"), ("", "Not recorded")]


class SessionForm(forms.Form):
    """The record of one session. Only attendance is needed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    practice_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    next_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    attendance = radios(
        "Did the client come?",
        [
            (Attendance.ATTENDED, "Attended"),
            (Attendance.LATE, "Came late"),
            (Attendance.DNA, "Did not attend"),
            (Attendance.CANCELLED, "Cancelled"),
        ],
        required=True,
    )
    cancelled_by = radios(
        "Cancelled by", [("client", "The client"), ("service", "The service"), ("", "Not recorded")]
    )
    safety_asked = radios("Safety: asked today?", ASKED)
    since_last = text(
        "How have things been since we met?", own=True, help="Mood, and what happened beside it."
    )
    tasks_done = forms.MultipleChoiceField(
        label="Done today", required=False, widget=forms.CheckboxSelectMultiple
    )
    summary = text("Summary", rows=5, help="What you worked on, in a few lines.")
    practice = text("Something to try before you meet again", rows=2, own=True, help="In the client's words.")
    if_then = forms.CharField(
        label="When, then …",
        required=False,
        max_length=500,
        help_text="The moment, and what the client will do.",
        widget=forms.TextInput(attrs={"class": "words"}),
    )
    next_on = day("Next time", required=False)
    next_at = hour("At", required=False)

    def __init__(self, *args: Any, tasks: list[tuple[str, str]], zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks_done"].choices = tasks  # type: ignore[attr-defined]
        offer_blank_only_to_take_back(self, "safety_asked", "cancelled_by")
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        on, at = cleaned.get("next_on"), cleaned.get("next_at")
        if bool(on) != bool(at) and not {"next_on", "next_at"} & self.errors.keys():
            self.add_error("next_at" if on else "next_on", "Give both, day and time, or leave both out.")
        if on and at:
            cleaned["next_planned_at"] = instant_in(self, on, at, self.zone, field="next_at")
        if cleaned.get("if_then") and not cleaned.get("practice"):
            self.add_error("practice", "Say what was agreed, beside when.")
        return cleaned

    @property
    def safety(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["safety_asked"])
