"""What to ask in supervision, and what came of it."""

import uuid
from typing import Any

from django import forms

from amity.web.course.forms.fields import text
from amity.web.course.queries.places import PLACES

ABOUT = [("", "The course as a whole"), *(place for place in PLACES if place[0] != "course")]


class AskForm(forms.Form):
    """One question; `about` is a session or a page of the course."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    question = text("What do you want to ask?", required=True, help="The list is printed with initials only.")
    about = forms.ChoiceField(label="About", required=False)

    def __init__(self, *args: Any, sessions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["about"].choices = [*ABOUT, *([("A session", sessions)] if sessions else [])]


class AnswerForm(forms.Form):
    """What came of a question."""

    answer = text("What came of it", rows=2, required=True)
