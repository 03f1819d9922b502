"""The work on the ending in its parts, each a small form of its own; and meeting now and then."""

import uuid
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django import forms

from amity.web.course.forms.fields import day, radios, text
from amity.web.course.models import Ending

WHEN = "The day it was talked about; today when left out."


@dataclass(frozen=True)
class EndingPart:
    """One part of the work on the ending: what it is for, its texts, and the day that says it was done."""

    id: str
    title: str
    why: str
    fields: tuple[str, ...]
    day: str = ""


PARTS = (
    EndingPart(
        "named",
        "The ending is named",
        "It is said aloud, with its date, whether or not the client feels better.",
        (),
        "named_on",
    ),
    EndingPart(
        "feelings",
        "How it feels to stop",
        "Sad, proud, angry, relieved, worried: all of it may be said. Earlier goodbyes often come up.",
        ("feelings", "past_endings"),
        "feelings_on",
    ),
    EndingPart(
        "progress",
        "What changed, and why",
        "Look back together: what is different, what is not, and what made the difference.",
        ("changed", "why"),
        "progress_on",
    ),
    EndingPart(
        "credit",
        "Credited to the client",
        "The client did this. Name what they did, and what they can do now.",
        ("my_part", "skills"),
    ),
    EndingPart(
        "ahead",
        "Unfinished, and what may come",
        "Not everything is done. Which situations could be hard?",
        ("unfinished", "challenges"),
    ),
    EndingPart(
        "signs",
        "If it comes back",
        "Early signs, the first steps, and who to turn to. This is not the safety plan.",
        ("early_signs", "first_steps", "who_to_call"),
        "early_signs_on",
    ),
    EndingPart(
        "goodbye",
        "Celebrating and saying goodbye",
        "How the achievement is marked, and a few lines for the client to keep.",
        ("celebration", "message"),
    ),
    EndingPart(
        "next",
        "What comes next",
        "Decided together. If the treatment did not help enough, that is said of the treatment.",
        ("not_improved", "disposition", "disposition_note"),
        "disposition_on",
    ),
)
BY_ID = {part.id: part for part in PARTS}
FIELDS: dict[str, Any] = {
    "feelings": text("What the client says about ending", own=True),
    "past_endings": text("Endings before this one", help="How goodbyes were, and what was missing."),
    "changed": text("What changed, and what did not", own=True, help="In the client’s words; it is kept."),
    "why": text("Why it changed", help="What made the difference, as both see it."),
    "my_part": text("The client’s own part", own=True, help="Written as “I …”: it goes into the booklet."),
    "skills": text("What the client can do now", own=True, help="One thing a line."),
    "unfinished": text("What is unfinished"),
    "challenges": text("What may come", own=True, help="One situation a line."),
    "early_signs": text("Early signs", own=True, help="One sign a line; who would notice it?"),
    "first_steps": text("What to do then", own=True, help="In the first day, in the first week."),
    "who_to_call": text("Who to call", own=True, help="People, this service, and how to reach them."),
    "celebration": text("How it is marked", rows=2),
    "message": text("A few lines to the client", rows=4, help="The last page of the booklet, from you."),
    "not_improved": radios(
        "Did the treatment help enough?",
        [("False", "Yes"), ("True", "No, not enough"), ("", "Not said")],
    ),
    "disposition": radios("What comes next", [*Ending.Disposition.choices, ("", "Not decided yet")]),
    "disposition_note": text("How, where and with whom", rows=2),
    "named_on": day("Named on", required=False, help="Leave empty while it has not been said."),
    "feelings_on": day("Talked about on", required=False, help=WHEN),
    "progress_on": day("Looked at on", required=False, help=WHEN),
    "early_signs_on": day("Planned on", required=False, help=WHEN),
    "disposition_on": day("Decided on", required=False, help=WHEN),
}


class EndingPartForm(forms.Form):
    """One part. What it holds goes by the part."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: EndingPart, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.today = part, today
        for name in (*part.fields, *filter(None, [part.day])):
            self.fields[name] = deepcopy(FIELDS[name])

    @property
    def said(self) -> dict[str, Any]:
        """The columns of this part as the action takes them; a day left out beside words is today."""
        found = {name: self.cleaned_data[name] for name in self.part.fields}
        if "not_improved" in found:
            found["not_improved"] = {"True": True, "False": False}.get(found["not_improved"])
        if self.part.day:
            words = any(value not in ("", None) for value in found.values())
            found[self.part.day] = self.cleaned_data[self.part.day] or (self.today if words else None)
        return found


class MaintenanceForm(forms.Form):
    """What both agree about meeting now and then."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    basis = text("What getting well rests on", own=True, required=True)
    focus = text("What you keep an eye on", own=True, required=True)
    interval_days = forms.TypedChoiceField(
        label="How often",
        coerce=int,
        choices=[(14, "every two weeks"), (28, "every four weeks"), (56, "every eight weeks")],
        initial=28,
    )
    months = forms.IntegerField(
        label="For how many months",
        min_value=6,
        max_value=36,
        initial=12,
        help_text="Six to thirty-six (Amity decision).",
    )
    starts_on = day("First visit about")
    back_sooner_when = text(
        "Meeting sooner when", own=True, required=True, help="The signs or the score both would act on."
    )
    who_calls = text("Who calls whom", rows=2, own=True)
    measures = forms.MultipleChoiceField(
        label="Questions before each visit", required=False, widget=forms.CheckboxSelectMultiple
    )
    review_on = day("Looked at again on", required=False)
    ends_if = text("It ends early if", rows=2)
    agreed_on = day("Agreed on")

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"].choices = measures  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    """Why a closed course goes on."""

    reason = text("Why the course goes on", rows=2, required=True)
