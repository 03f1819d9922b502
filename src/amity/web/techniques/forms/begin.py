"""Beginning a worksheet: whose it is, about whom, in which session, and of which day on paper."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from amity.core.definitions.technique import Technique
from amity.web.base.fields import day, radios
from amity.web.course.models import Session
from amity.web.techniques.models import Author

WHOSE = (
    (Author.TOGETHER, "Together, now: you both write and both see it"),
    (Author.CLIENT, "For the client, at home: it waits in their pages, and they say what you see"),
    (Author.CLINICIAN, "My own: only the care team sees it until you share it"),
)
NOBODY = "Nobody in particular"


class BeginForm(forms.Form):
    """What has to be known before the first question; only whose it is must be said.

    sessions: those it can belong to, each with its words, the newest first. people: name by id, for a
    technique that is about one person. today: the last day it can have been written on. brought: answers that
    a practice brings along.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    whose = radios("Whose worksheet is it?", WHOSE, required=True)
    person = forms.ChoiceField(required=False)
    session = forms.ChoiceField(label="In which session?", required=False)
    written_on = day(
        "Written on paper before?",
        required=False,
        help="The day it was written, if you type it in now. Leave it open for a new one.",
    )

    def __init__(
        self,
        *args: Any,
        technique: Technique,
        people: Mapping[str, str],
        sessions: Sequence[tuple[Session, str]],
        today: date,
        brought: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.brought = today, brought or {}
        is_noted = all(it.by == "clinician" for it in technique.fields)  # about the work, not with the client
        self.fields["whose"].initial = Author.CLINICIAN if is_noted else Author.TOGETHER
        asked = next((it for it in technique.fields if it.type == "person"), None)
        self.about = asked.id if asked else ""
        if asked:
            self.fields["person"].label = asked.asks
            self.fields["person"].choices = [("", NOBODY), *people.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["person"]
        self.by_id = {str(it.id): it for it, _ in sessions}
        words = [(str(it.id), says) for it, says in sessions]
        self.fields["session"].choices = [("", "Between sessions"), *words]  # type: ignore[attr-defined]
        self.fields["session"].initial = words[0][0] if words else ""

    def clean_written_on(self) -> date | None:
        written: date | None = self.cleaned_data["written_on"]
        if written and written > self.today:
            raise forms.ValidationError("That day is still to come. Give the day it was written.")
        return written

    @property
    def chosen_session(self) -> Session | None:
        return self.by_id.get(self.cleaned_data["session"])

    @property
    def answers(self) -> dict[str, Any]:
        """What it begins with: what a practice brings along, and whom it is about as somebody chose here."""
        person = self.cleaned_data.get("person")
        brought = {id: value for id, value in self.brought.items() if id != self.about}
        return brought | ({self.about: person} if person else {})
