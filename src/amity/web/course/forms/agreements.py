"""The contract, and a review."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from amity.web.course import rules
from amity.web.course.forms.fields import day, radios, text
from amity.web.course.forms.goals import NUMBERS
from amity.web.course.models import Contract

HOW = Contract._meta.get_field("agreed_how").choices


class ContractForm(forms.Form):
    """What was agreed beside number, rhythm and dates, which are the plan's."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    focus = text("What we work on, in the client’s words", rows=3, required=True, own=True)
    arrangements = text(
        "What else we agreed",
        rows=4,
        help="When somebody cannot come, how to reach each other in between, what the client wished for.",
    )
    agreed_how = radios("How it was agreed", HOW, required=True)
    agreed_on = day("On")


class ReviewForm(forms.Form):
    """What was seen, talked about and decided."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = radios("Which review", [], required=True)
    seen = text("What has changed, and what has not", rows=4, help="As the client sees it, and as you do.")
    discussed = forms.MultipleChoiceField(
        label="What you talked about",
        required=False,
        choices=list(rules.DISCUSSED.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    alliance = forms.TypedChoiceField(
        label="How well are we working together? The client’s number",
        coerce=int,
        empty_value=None,
        required=False,
        choices=NUMBERS,
        widget=forms.RadioSelect,
    )
    focus_kept = radios("The focus", [("yes", "is kept"), ("no", "is changed")])
    decision = text("What you decided, and why", rows=3, required=True)
    on = day("On")

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = list(kinds.items())

    @property
    def said(self) -> dict[str, Any]:
        """What goes into the review."""
        kept = {"yes": True, "no": False}.get(self.cleaned_data["focus_kept"])
        return {**self.cleaned_data, "focus_kept": kept}
