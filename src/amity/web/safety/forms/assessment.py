"""A structured assessment: eight questions, none needed, and one decision."""

from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField

from amity.web.base.fields import day, radios, text
from amity.web.safety.queries import ANSWERS, QUESTIONS, Question

CHOICES = [(value, words.capitalize()) for value, words in ANSWERS]


class AssessmentForm(forms.Form):
    """What was asked and said, and what is decided. Only the decision is needed."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)  # how much of the flag's story was shown
    decision = text(
        "What is decided?",
        help="What happens now, who does what, and by when.",
        required=True,
    )
    rationale = text("Why?", rows=2, help="What weighed for it, and what against.")
    decided_with = text(
        "Talked over with", rows=2, help="A colleague, the doctor on call, somebody the client agreed to."
    )
    follow_up_on = day("Follow up on", required=False, help="The day you speak again about this.")
    made_on = day("Day of the assessment", help="When it was made, if not today.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[f"{question.id}_answer"] = radios(f"{question.title}: the answer", CHOICES)
            self.fields[f"{question.id}_said"] = text(f"{question.title}: what was said", rows=2, own=True)

    @property
    def questions(self) -> list[tuple[Question, BoundField, BoundField]]:
        """Each question with its two fields."""
        return [(it, self[f"{it.id}_answer"], self[f"{it.id}_said"]) for it in QUESTIONS]

    @property
    def given(self) -> dict[str, Any]:
        """What `actions.assess_risk` takes."""
        held = self.cleaned_data
        names = ("id", "seen", "decision", "rationale", "decided_with", "follow_up_on", "made_on")
        return {
            "answers": {it.id: held[f"{it.id}_answer"] for it in QUESTIONS},
            "said": {it.id: held[f"{it.id}_said"] for it in QUESTIONS},
            **{name: held[name] for name in names},
        }


class FollowUpForm(forms.Form):
    """What came of a follow-up."""

    note = text("What came of it?", rows=2, required=True)
