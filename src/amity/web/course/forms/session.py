"""The record of one session, and what is agreed in it."""

import uuid
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from amity.web.base.errors import Refused
from amity.web.course import rules
from amity.web.course.forms.fields import day, hour, instant_in, offer_blank_only_to_take_back, radios, text
from amity.web.course.models import Session

Attendance = Session.Attendance
ASKED = [("yes", "Asked"), ("no", "Not asked"), ("", "Not recorded")]
YES_NO = [("yes", "Yes"), ("no", "No"), ("", "Not recorded")]
RECORD = (  # what belongs to the record itself and saves by itself, in the order of the page
    "mode",
    "attendance",
    "cancelled_by",
    "who_is_there",
    "is_private",
    "place",
    "emergency_contact",
    "dropped_call",
    "meeting_link",
    "safety_asked",
    "safety_said",
    "safety_decided",
    "safety_follow_up_on",
    "since_last",
    "tasks_done",
    "tasks_aside",
    "note",
    "summary",
)
TO_TAKE_BACK = ("safety_asked", "cancelled_by", "who_is_there", "is_private")


class StampForm(forms.Form):
    """Which page saves, on top of which version, and which of its fields."""

    version = forms.IntegerField(min_value=0)
    page = forms.UUIDField(required=False)
    turn = forms.IntegerField(min_value=0, required=False)


class SessionForm(forms.Form):
    """The record of one session. Only attendance is needed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    page = forms.UUIDField(required=False, widget=forms.HiddenInput)
    turn = forms.IntegerField(required=False, widget=forms.HiddenInput)
    practice_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    next_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    mode = radios(
        "How you meet",
        [
            (Session.Mode.IN_PERSON, "In person"),
            (Session.Mode.VIDEO, "By video"),
            (Session.Mode.PHONE, "By phone"),
        ],
    )
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
    who_is_there = radios("Is it the client who is there?", YES_NO)
    is_private = radios("Can they talk freely?", YES_NO)
    place = text("Where they are today", rows=1, help="An address that somebody could be sent to.")
    emergency_contact = text("Whom to ring if something happens", rows=1)
    dropped_call = text("If the call drops", rows=1, help="Who rings whom, and on which number.")
    meeting_link = forms.CharField(
        label="Meeting link",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    safety_asked = radios("Safety: asked today?", ASKED)
    safety_said = text("What the client said", rows=2, own=True)
    safety_decided = text("What was decided", rows=2)
    safety_follow_up_on = day("Follow up on", required=False)
    since_last = text("How have things been since we met?", own=True)
    tasks_done = forms.MultipleChoiceField(
        label="Done today", required=False, widget=forms.CheckboxSelectMultiple
    )
    tasks_aside = forms.MultipleChoiceField(
        label="Put aside", required=False, widget=forms.CheckboxSelectMultiple
    )
    note = text("Note", rows=5, help="What you worked on, in a few lines. The session’s record.")
    summary = text(
        "Summary for the client", rows=3, help="A few lines in plain words, to read together or to share."
    )
    practice = text("Something to try before you meet again", rows=2, own=True, help="In the client’s words.")
    if_then = forms.CharField(
        label="When, then …",
        required=False,
        max_length=500,
        help_text="The moment, and what the client will do.",
        widget=forms.TextInput(attrs={"class": "words"}),
    )
    practice_person = forms.ChoiceField(label="With whom", required=False)
    practice_day = day("When", required=False)
    next_on = day("Next time", required=False)
    next_at = hour("At", required=False)

    def __init__(
        self,
        *args: Any,
        tasks: list[tuple[str, str]],
        zone: ZoneInfo,
        shared: bool = False,
        people: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("tasks_done", "tasks_aside"):
            self.fields[name].choices = tasks  # type: ignore[attr-defined]
        offer_blank_only_to_take_back(self, *TO_TAKE_BACK)
        self.fields["practice_person"].choices = [("", "nobody by name"), *people]  # type: ignore[attr-defined]
        self.zone = zone
        if shared:  # what the client reads does not change while they read it
            self.fields["summary"].widget.attrs["readonly"] = True
        for field in self.fields.values():  # the fields stand all over the page, beside other forms
            field.widget.attrs["form"] = "record"

    def clean_meeting_link(self) -> str:
        link: str = self.cleaned_data["meeting_link"]
        try:
            rules.check_meeting_link(link)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        on, at = cleaned.get("next_on"), cleaned.get("next_at")
        if bool(on) != bool(at) and not {"next_on", "next_at"} & self.errors.keys():
            self.add_error("next_at" if on else "next_on", "Give both, day and time, or leave both out.")
        if on and at:
            cleaned["next_planned_at"] = instant_in(self, on, at, self.zone, field="next_at")
        around = any(cleaned.get(name) for name in ("if_then", "practice_person", "practice_day"))
        if around and not cleaned.get("practice"):
            self.add_error("practice", "Say what was agreed, beside when or with whom.")
        return cleaned

    def record(self, names: tuple[str, ...] = RECORD) -> dict[str, Any]:
        """What is to be stored, of these fields and without those that were refused."""
        said = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        if "safety_asked" in said:
            said["safety_asked"] = {"yes": True, "no": False}.get(said["safety_asked"])
        if not said.get("mode", "unsaid"):
            del said["mode"]
        return said


def as_typed(session: Session) -> dict[str, Any]:
    """The record as its fields would hold it."""
    typed = {name: getattr(session, name) for name in RECORD}
    planned = session.attendance == Attendance.PLANNED
    follow_up = session.safety_follow_up_on
    return typed | {
        "attendance": "" if planned else session.attendance,
        "safety_asked": {True: "yes", False: "no", None: ""}[session.safety_asked],
        "safety_follow_up_on": follow_up.isoformat() if follow_up else "",
    }
