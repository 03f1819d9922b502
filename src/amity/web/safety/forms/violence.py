"""The private question about violence."""

from typing import Any
from uuid import uuid4

from django import forms

from amity.web.base.fields import day, radios, text
from amity.web.safety.models import ViolenceAnswer

Answer = ViolenceAnswer.Answer


class ViolenceForm(forms.Form):
    """Whether the client was alone, the answer, and what follows from it."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    asked_alone = radios(
        "Was the client alone with you?",
        [("yes", "Yes, nobody else could hear"), ("no", "No, or not certainly")],
        required=True,
        help="By phone or video, ask who else is in the room before you ask anything else.",
    )
    answer = radios(
        "What did the client answer?",
        [
            (Answer.NO, "No"),
            (Answer.YES, "Yes"),
            (Answer.UNSURE, "Unsure"),
            (Answer.DECLINED, "Did not want to say"),
        ],
        required=True,
    )
    said = text("What was said", own=True, help="In the client’s words, as far as they want it written down.")
    decided = text(
        "What was decided",
        rows=2,
        help="Who is told, what is done, what is not done, and when you ask again.",
    )
    on = day("Asked on")

    @property
    def given(self) -> dict[str, Any]:
        """What `actions.record_violence_answer` takes."""
        return {**self.cleaned_data, "asked_alone": self.cleaned_data["asked_alone"] == "yes"}
