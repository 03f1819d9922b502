"""The second step of a one-time link: a date of birth, as somebody would write it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import clock

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
IN_DUTCH = {"maa": "mar", "mrt": "mar", "mei": "may", "okt": "oct"}  # the beginnings that differ
OLDEST = 120  # years
TRIES = 5  # wrong dates of birth before a link stays shut
UNLIKE = gettext_lazy(
    "That and the link do not go together. Look at the date again; the link may also be an old one."
)


class DateOfBirthForm(forms.Form):
    """Day, month, year, as somebody would write them."""

    day = forms.CharField(label=gettext_lazy("Day"), required=False, max_length=10)
    month = forms.CharField(label=gettext_lazy("Month"), required=False, max_length=20)
    year = forms.CharField(label=gettext_lazy("Year"), required=False, max_length=10)

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
                _("Write your date of birth as day, month and year: 5 3 1990.")
            ) from None
        today = clock.now().date()
        if born > today or born.year < today.year - OLDEST:
            raise forms.ValidationError(_("That cannot be a date of birth. Write the year with four digits."))
        given["date_of_birth"] = born
        return given


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    begins = text[:3].casefold()
    return MONTHS.index(IN_DUTCH.get(begins, begins)) + 1
