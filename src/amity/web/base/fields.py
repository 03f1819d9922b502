"""Form fields that every slice uses, each labelled with its question."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import clock
from amity.web.base.words import Words

LONGEST = 20_000  # characters of one text; about ten pages
PAST, AHEAD = timedelta(days=3653), timedelta(days=1096)  # ten years and three: beyond lies a wrong key
NEEDED = {"required": gettext_lazy("Please choose one.")}


class Text(forms.CharField):
    """Lines end in one character, whichever way the browser sent them."""

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        return said.replace("\r\n", "\n") if isinstance(said, str) else said


def text(label: Words, *, rows: int = 3, help: Words = "", required: bool = False, own: bool = False) -> Any:
    """A text of several lines; `own` sets people's own words in serif."""
    attrs = {"rows": rows, "class": "words" if own else ""}
    return Text(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help,
        widget=forms.Textarea(attrs={name: value for name, value in attrs.items() if value}),
        error_messages={
            "required": _("Please write a line here."),
            "max_length": _("Please keep this shorter."),
        },
    )


def radios(label: Words, choices: Any, *, required: bool = False, help: Words = "") -> Any:
    """One of a few, each a row."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
        help_text=help,
        error_messages=NEEDED,
    )


class NearDay(forms.DateField):
    """A day of this decade: one year mistyped must not stop the pages that count from it."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not -PAST <= value - clock.now().date() <= AHEAD:
            raise forms.ValidationError(_("That day is very far away. Check the year."))


def day(label: Words, *, required: bool = True, help: Words = "") -> Any:
    """A calendar day."""
    return NearDay(
        label=label,
        required=required,
        help_text=help,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please give the day."), "invalid": _("Write the day as 2026-03-31.")},
    )


def hour(label: Words, *, required: bool = True, help: Words = "") -> Any:
    """A time of day."""
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Please give the time."), "invalid": _("Write the time as 14:00.")},
    )


def said_again(form: forms.Form, **known: object) -> None:
    """Everything typed stays; what the page itself knows (a version, a count) is brought up to now."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    for name, value in known.items():
        data[name] = str(value)
    form.data = data
