"""The focus: what is noted for an area, the choice, a stage, and how far it has come."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from amity.core.definitions.protocol import Area
from amity.web.course.forms.fields import day, radios, text
from amity.web.course.models import CRITERIA, Resolution
from amity.web.course.queries import CRITERION_WORDS

NONE = "none"  # an answer: no other area stood out
NOT_RATED = (NONE, "–")  # has a value, so that it too is chosen by nobody but the person who rates
FOUR = [NOT_RATED, *((str(n), str(n)) for n in range(4))]  # 0 to 3, domain handbook section 3
ELEVEN = [NOT_RATED, *((str(n), str(n)) for n in range(11))]  # 0 to 10, domain handbook section 3


class AreaNoteForm(forms.Form):
    """What speaks for one area, and the five criteria, each optional."""

    area = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    evidence = text("What you noted", rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CRITERIA:
            self.fields[name] = radios(CRITERION_WORDS[name], FOUR)

    @property
    def criteria(self) -> list[Any]:
        """The fields of the five, in their order."""
        return [self[name] for name in CRITERIA]

    @property
    def ratings(self) -> dict[str, int | None]:
        """As numbers; None: not rated."""
        return {name: _number(self.cleaned_data[name]) for name in CRITERIA}


class FocusForm(forms.Form):
    """The area chosen, its runner-up and why, in both people's words."""

    area = radios("What to work on first", [], required=True)
    words = text(
        "How the client puts it", required=True, own=True, help="Read it back; change it until it fits."
    )
    runner_up = forms.ChoiceField(
        label="Which came second", error_messages={"required": "Choose one, or that none stood out."}
    )
    why = text("Why this one: a line", rows=2, required=True)
    secondary = forms.ChoiceField(
        label="Another one to keep in mind", required=False, help_text="At most one. One focus works better."
    )

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        titles = [(area.id, area.title) for area in areas]
        fields["area"].choices = titles
        fields["runner_up"].choices = [("", "Choose"), *titles, (NONE, "None stood out")]
        fields["secondary"].choices = [("", "None"), *titles]
        if len(titles) == 1:  # a protocol with one area has nothing to choose between
            self.initial = {"area": titles[0][0], "runner_up": NONE, **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("runner_up", "secondary"):
            if cleaned.get(name) and cleaned[name] == cleaned.get("area"):
                self.add_error(name, "Choose another area than the first, or none.")
        if cleaned.get("runner_up") == NONE:
            cleaned["runner_up"] = ""
        return cleaned


class StageForm(forms.Form):
    """Where the work in the area stands."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    stage = radios("Where the work stands", [], required=True)
    note = text("What shows it", rows=3)
    on = day("On")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage: Any = self.fields["stage"]
        stage.choices = [(it.id, it.title) for it in area.stages]


class ResolutionForm(forms.Form):
    """How far it has come, as one of the two sees it."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    who = forms.ChoiceField(choices=Resolution.Who.choices, widget=forms.HiddenInput)
    occasion = radios("When in the course", Resolution.Occasion.choices, required=True)
    rating = radios("How far it has come", [*Resolution.Rating.choices, (NONE, "Not rated")])
    distress = radios("How distressing it is now", ELEVEN)
    holds = forms.MultipleChoiceField(
        label="What is so by now", required=False, widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(
        label="What made the difference",
        required=False,
        choices=[("", "Not said"), *Resolution.Mode.choices],
    )
    evidence = text("What shows it", rows=3, own=True)
    on = day("On")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holds: Any = self.fields["holds"]
        holds.choices = [(str(place), line) for place, line in enumerate(area.resolved_when)]

    @property
    def said(self) -> dict[str, Any]:
        """As `actions.rate_resolution` takes it."""
        found = dict(self.cleaned_data)
        numbers = {name: _number(found[name]) for name in ("rating", "distress")}
        return {**found, **numbers, "holds": [int(place) for place in found["holds"]]}


def _number(said: str) -> int | None:
    return None if said in ("", NONE) else int(said)
