"""What the browser sent, parsed: appointments, the record of a session, focus, practice, phase."""

import uuid
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from amity.core.definitions.protocol import Area, Protocol
from amity.web.base.errors import Refused
from amity.web.course.local_time import instant
from amity.web.course.models import Practice, Session

LONGEST = 20_000  # characters of one text; about ten pages
Attendance = Session.Attendance
ASKED = [("yes", "Asked"), ("no", "Not asked"), ("", "Not recorded")]
AGREED = [("yes", "Agrees"), ("no", "Does not agree, or not yet"), ("", "Not asked yet")]
NEEDED = {"required": "Please choose one."}


def text(label: str, *, rows: int = 3, help: str = "", required: bool = False, own: bool = False) -> Any:
    """A text of several lines; `own` sets people's own words in serif."""
    attrs = {"rows": rows, "class": "words" if own else ""}
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help,
        widget=forms.Textarea(attrs={name: value for name, value in attrs.items() if value}),
        error_messages={"required": "Please write a line here.", "max_length": "Please keep this shorter."},
    )


def radios(label: str, choices: Any, *, required: bool = False, help: str = "") -> Any:
    """One of a few, each a row."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
        help_text=help,
        error_messages=NEEDED,
    )


def day(label: str, *, required: bool = True, help: str = "") -> Any:
    """A calendar day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Please give the day.", "invalid": "Write the day as 2026-03-31."},
    )


def hour(label: str, *, required: bool = True, help: str = "") -> Any:
    """A time of day."""
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Please give the time.", "invalid": "Write the time as 14:00."},
    )


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
            moment = _instant(self, cleaned["on"], cleaned["at"], ZoneInfo(cleaned["zone"]))
            cleaned["planned_at"] = moment
        return cleaned


class StartCourseForm(forms.Form):
    """How many sessions, from when, how often, how long."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    planned_sessions = forms.TypedChoiceField(coerce=int, label="Number of sessions")
    started_on = day("Day of the first session")
    interval_days = forms.TypedChoiceField(
        label="How often",
        coerce=int,
        choices=[(7, "weekly"), (14, "every two weeks"), (28, "every four weeks")],
    )
    minutes = forms.IntegerField(label="Minutes each", min_value=10, max_value=240)

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions: Any = self.fields["planned_sessions"]
        sessions.choices = [(n, str(n)) for n in sorted(protocol.layouts)]
        self.initial = {
            "planned_sessions": protocol.dose.default,
            "interval_days": protocol.dose.interval_days,
            "minutes": protocol.dose.minutes,
            **self.initial,
        }


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
        _offer_blank_only_to_take_back(self, "safety_asked", "cancelled_by")
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        on, at = cleaned.get("next_on"), cleaned.get("next_at")
        if bool(on) != bool(at) and not {"next_on", "next_at"} & self.errors.keys():
            self.add_error("next_at" if on else "next_on", "Give both, day and time, or leave both out.")
        if on and at:
            cleaned["next_planned_at"] = _instant(self, on, at, self.zone, field="next_at")
        if cleaned.get("if_then") and not cleaned.get("practice"):
            self.add_error("practice", "Say what was agreed, beside when.")
        return cleaned

    @property
    def safety(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["safety_asked"])


class FocusForm(forms.Form):
    """The area chosen, its runner-up and why, in both people's words."""

    area = radios("What to work on first", [], required=True)
    words = text(
        "How the client puts it", required=True, own=True, help="Read it back; change it until it fits."
    )
    stage = forms.ChoiceField(label="Where the work in it stands", required=False)
    runner_up = forms.ChoiceField(label="The one that came second", required=False)
    why = text("Why this one: a line", rows=2, required=True)
    agreed = radios("What the client says to it", AGREED, help="Said aloud is enough.")
    agreed_on = day("On", required=False, help="The day it was said; today when left out.")

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas
        fields: dict[str, Any] = dict(self.fields)
        _offer_blank_only_to_take_back(self, "agreed")
        fields["area"].choices = [(area.id, area.title) for area in areas]
        fields["runner_up"].choices = [("", "None stood out"), *((it.id, it.title) for it in areas)]
        fields["stage"].choices = [
            ("", "Not said yet"),
            *((area.title, [(f"{area.id}:{it.id}", it.title) for it in area.stages]) for area in areas),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        area, _, stage = cleaned.get("stage", "").partition(":")
        if stage and cleaned.get("area") and area != cleaned["area"]:
            self.add_error("stage", "That belongs to another area. Choose one of the area above.")
        if cleaned.get("runner_up") and cleaned["runner_up"] == cleaned.get("area"):
            self.add_error("runner_up", "Choose another area than the first, or none.")
        cleaned["stage"] = stage
        return cleaned

    @property
    def client_agrees(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["agreed"])


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


def on_top_of(form: forms.Form, version: int) -> None:
    """Let what was typed be saved on top of what is stored now."""
    data: Any = form.data
    form.data = data.copy()
    form.data["version"] = str(version)  # type: ignore[index]


def _offer_blank_only_to_take_back(form: forms.Form, *names: str) -> None:
    """Where nothing is recorded nothing is chosen; where something is, "not recorded" can be chosen again."""
    for name in names:
        field: Any = form.fields[name]
        if not form.initial.get(name):
            field.choices = [choice for choice in field.choices if choice[0]]
            form.initial.pop(name, None)


def _instant(form: forms.Form, on: date, at: time, zone: ZoneInfo, field: str = "at") -> datetime | None:
    try:
        return instant(on, at, zone)
    except Refused as refusal:
        form.add_error(field, refusal.reason)
        return None
