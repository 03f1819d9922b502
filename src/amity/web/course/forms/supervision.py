"""What to ask in supervision, and what came of it."""

import uuid
from typing import Any

from django import forms

from amity.web.course.forms.fields import text

WHOLE = ("", "The course as a whole")


class AskForm(forms.Form):
    """One question; `about` is a session or a page of the course."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    question = text("What do you want to ask?", required=True, help="The list is printed with initials only.")
    about = forms.ChoiceField(label="About", required=False)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], sessions: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["about"].choices = [WHOLE, *places, *([("A session", sessions)] if sessions else [])]


class AnswerForm(forms.Form):
    """What came of a question."""

    answer = text("What came of it", rows=2, required=True)
