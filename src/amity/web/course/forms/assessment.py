"""The assessment in its parts, each a small form of its own; and one change of a medicine."""

import uuid
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django import forms

from amity.core.definitions.protocol import Protocol
from amity.web.course.forms.fields import day, offer_blank_only_to_take_back, radios, text
from amity.web.course.models import Assessment, MedicationChange

Decision = Assessment.Decision


@dataclass(frozen=True)
class AssessmentPart:
    """One part: its heading, why it is asked, and its columns."""

    id: str
    title: str
    why: str
    fields: tuple[str, ...]


PARTS = (
    AssessmentPart(
        "suitability",
        "Does this treatment suit?",
        "You decide. The lists are there to be looked at; nothing in them is counted.",
        ("looked_at", "decision", "decision_why", "decided_on"),
    ),
    AssessmentPart(
        "diagnosis",
        "What it is called",
        "The diagnosis as you said it to the client, in plain words, and the day you said it.",
        ("diagnosis", "diagnosis_given_on"),
    ),
    AssessmentPart(
        "sick_role",
        "Sick role",
        "What is eased for a while, what is kept, and the one task: getting better. It ends on a day.",
        ("sick_role", "sick_role_given_on", "sick_role_review_on"),
    ),
    AssessmentPart(
        "history",
        "History",
        "How this episode began and went, what it did to daily life, and episodes before it.",
        ("history",),
    ),
    AssessmentPart(
        "earlier",
        "Earlier treatments",
        "What was tried, how long, what it did, and what would be different now.",
        ("earlier_treatments",),
    ),
    AssessmentPart(
        "hope",
        "Reasons for hope",
        "What you told the client about getting better, so that it can be said again.",
        ("hope",),
    ),
    AssessmentPart(
        "language",
        "Interpreter and language",
        "In which language you meet, and who interprets.",
        ("interpreter", "interpreter_note"),
    ),
)
BY_ID = {part.id: part for part in PARTS}
FIELDS: dict[str, Any] = {
    "decision": radios(
        "What you decide",
        [
            (Decision.SUITS, "This treatment suits"),
            (Decision.ADAPT, "It suits, with changes"),
            (Decision.REFER_FIRST, "Something else comes first"),
            ("", "Not decided yet"),
        ],
    ),
    "decision_why": text("Why", rows=3, help="Needed where something changes or comes first."),
    "decided_on": day("Decided on", required=False, help="Today when left out."),
    "diagnosis": text("In plain words", own=True, help="As you said it aloud."),
    "diagnosis_given_on": day("Said to the client on", required=False, help="Empty while it was not said."),
    "sick_role": text("What was said", own=True, help="Eased for now, kept, and who helps."),
    "sick_role_given_on": day("Given on", required=False, help="Empty while it was not given."),
    "sick_role_review_on": day("Looked at again on", required=False),
    "history": text("History", rows=7),
    "earlier_treatments": text("Earlier treatments, and what they did", rows=5),
    "hope": text("Reasons for hope, as you gave them", rows=4, own=True),
    "interpreter": radios(
        "Is an interpreter needed?", [("yes", "Needed"), ("no", "Not needed"), ("", "Not recorded")]
    ),
    "interpreter_note": text("Who, and what to mind", rows=2),
}


class AssessmentPartForm(forms.Form):
    """One part of the assessment."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, part: AssessmentPart, protocol: Protocol, today: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.protocol, self.today = part, protocol, today
        for name in part.fields:
            self.fields[name] = self._looked_at() if name == "looked_at" else deepcopy(FIELDS[name])
        offer_blank_only_to_take_back(self, *({"decision", "interpreter"} & set(part.fields)))

    def _looked_at(self) -> forms.MultipleChoiceField:
        remarks = (*self.protocol.refer_first, *self.protocol.discuss)
        return forms.MultipleChoiceField(
            label="What applies",
            required=False,
            choices=[(it.id, it.says) for it in remarks],
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def said(self) -> dict[str, Any]:
        """The columns of this part as the action takes them."""
        found = {name: self.cleaned_data[name] for name in self.part.fields}
        if "looked_at" in found:
            known = {value for value, _ in self.fields["looked_at"].choices}  # type: ignore[attr-defined]
            earlier = [it for it in self.initial.get("looked_at", []) if it not in known]
            found["looked_at"] = [*found["looked_at"], *earlier]  # what another protocol asked is kept
        if "decision" in found:
            found["decided_on"] = (found["decided_on"] or self.today) if found["decision"] else None
        return found


class MedicationForm(forms.Form):
    """One change of one medicine."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    medicine = forms.CharField(
        label="Medicine",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write which medicine."},
    )
    kind = radios("What changed", MedicationChange.Kind.choices, required=True)
    on = day("On")
    detail = text("Dose, why, prescribed by whom", rows=2)
