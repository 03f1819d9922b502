"""What the browser sent: which questionnaires to give, how to be asked."""

from typing import Any
from uuid import uuid4

from django import forms

from amity.core.definitions.instrument import Instrument
from amity.web.measures import queries

DAYS_OPEN = (("3", "3 days"), ("7", "a week"), ("14", "two weeks"))


class BeginForm(forms.Form):
    """How somebody would like to be asked."""

    mode = forms.ChoiceField(
        label="How would you like them?",
        choices=[("one", "One question at a time"), ("all", "All on one page")],
        widget=forms.RadioSelect,
        initial="one",
        required=False,
    )

    @property
    def mode_chosen(self) -> str:
        return self.cleaned_data["mode"] or "one"


class GiveForm(forms.Form):
    """Which questionnaires go on a link, and for how long it opens."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    instruments = forms.MultipleChoiceField(
        label="Which questions?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one questionnaire."},
    )
    days = forms.ChoiceField(label="The link opens for", choices=DAYS_OPEN, initial="7")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.id, _in_words(each)) for each in queries.offered()]
        self.fields["instruments"].choices = choices  # type: ignore[attr-defined]
        self.fields["instruments"].initial = [id for id in queries.FIRST if id in dict(choices)]


class OnTheSpotForm(GiveForm):
    """Which questions the client answers now, on this device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["days"]


def _in_words(instrument: Instrument) -> str:
    count, about = len(instrument.items), queries.minutes(len(instrument.items))
    unit = "minute" if about == 1 else "minutes"
    return f"{instrument.short}, {instrument.measures}: {count} questions, about {about} {unit}"
