"""What the browser sent: a date of birth, which questionnaires to give."""

from datetime import date
from math import ceil
from typing import Any
from uuid import uuid4

from django import forms

from amity.core.definitions.instrument import Instrument
from amity.web.base import clock
from amity.web.measures import queries

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
OLDEST = 120  # years
ITEMS_A_MINUTE = 6  # about ten seconds a question; said as "about"
DAYS_OPEN = (("3", "3 days"), ("7", "a week"), ("14", "two weeks"))


class DateOfBirthForm(forms.Form):
    """Day, month, year, as somebody would write them."""

    day = forms.CharField(label="Day", required=False, max_length=10)
    month = forms.CharField(label="Month", required=False, max_length=20)
    year = forms.CharField(label="Year", required=False, max_length=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs = {"autocomplete": "off", "class": "short"}
        for name in ("day", "year"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        day, month, year = (str(given.get(name, "")).strip() for name in ("day", "month", "year"))
        try:
            born = date(int(year), _month(month), int(day))
        except ValueError:
            raise forms.ValidationError(
                "Write your date of birth as day, month and year: 5 3 1990."
            ) from None
        today = clock.now().date()
        if born > today or born.year < today.year - OLDEST:
            raise forms.ValidationError("That cannot be a date of birth. Write the year with four digits.")
        given["date_of_birth"] = born
        return given


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


def minutes(items: int) -> int:
    """About how long that many questions take."""
    return ceil(items / ITEMS_A_MINUTE)


def _in_words(instrument: Instrument) -> str:
    count, about = len(instrument.items), minutes(len(instrument.items))
    unit = "minute" if about == 1 else "minutes"
    return f"{instrument.short}, {instrument.measures}: {count} questions, about {about} {unit}"


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return MONTHS.index(text[:3].casefold()) + 1
