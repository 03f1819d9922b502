"""The fields these forms are made of, each labelled with its question."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.course.local_time import instant

LONGEST = 20_000  # characters of one text; about ten pages
PAST, AHEAD = timedelta(days=3653), timedelta(days=1096)  # ten years and three: beyond lies a wrong key
NEEDED = {"required": "Please choose one."}


def text(label: str, *, rows: int = 3, help: str = "", required: bool = False, own: bool = False) -> Any:
    """A text of several lines; `own` sets people's own words in serif."""
    attrs = {"rows": rows, "class": "words" if own else ""}
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help,
        widget=forms.Textarea(attrs={name: value for name, value in attrs.items() if value}),
        error_messages={"required": "Please write a line here.", "max_length": "Please keep this shorter."},
    )


def radios(label: str, choices: Any, *, required: bool = False, help: str = "") -> Any:
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
            raise forms.ValidationError("That day is very far away. Check the year.")


def day(label: str, *, required: bool = True, help: str = "") -> Any:
    """A calendar day."""
    return NearDay(
        label=label,
        required=required,
        help_text=help,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Please give the day.", "invalid": "Write the day as 2026-03-31."},
    )


def hour(label: str, *, required: bool = True, help: str = "") -> Any:
    """A time of day."""
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Please give the time.", "invalid": "Write the time as 14:00."},
    )


def on_top_of(form: forms.Form, version: int) -> None:
    """Let what was typed be saved on top of what is stored now."""
    data: Any = form.data
    form.data = data.copy()
    form.data["version"] = str(version)  # type: ignore[index]


def offer_blank_only_to_take_back(form: forms.Form, *names: str) -> None:
    """Where nothing is recorded nothing is chosen; where something is, "not recorded" can be chosen again."""
    for name in names:
        field: Any = form.fields[name]
        if not form.initial.get(name):
            field.choices = [choice for choice in field.choices if choice[0]]
            form.initial.pop(name, None)


def instant_in(form: forms.Form, on: date, at: time, zone: ZoneInfo, field: str = "at") -> datetime | None:
    try:
        return instant(on, at, zone)
    except Refused as refusal:
        form.add_error(field, refusal.reason)
        return None
