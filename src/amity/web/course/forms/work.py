"""The work itself: its focus, what was tried, its phase and its end."""

from typing import Any

from django import forms

from amity.core.definitions.protocol import Area
from amity.web.course.forms.fields import radios, text
from amity.web.course.models import Practice


class FocusForm(forms.Form):
    """The area chosen, its runner-up and why, in both people's words."""

    area = radios("What to work on first", [], required=True)
    words = text(
        "How the client puts it", required=True, own=True, help="Read it back; change it until it fits."
    )
    stage = forms.ChoiceField(label="Where the work in it stands", required=False)
    runner_up = forms.ChoiceField(label="The one that came second", required=False)
    why = text("Why this one: a line", rows=2, required=True)

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas
        fields: dict[str, Any] = dict(self.fields)
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
