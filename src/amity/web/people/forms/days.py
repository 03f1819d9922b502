"""A date of birth, however somebody writes it down."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

OLDEST_YEARS = 120
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HOW = "Write day, month and year, for example 14 2 1992 or 14 February 1992."


def read_day(text: str) -> date:
    """The day in "14 2 1992", "14/02/1992", "14 Feb 1992" or "1992-02-14". Raises ValueError otherwise."""
    parts = re.findall(r"\d+|[^\W\d_]+", text.casefold())
    parts = [part for part in parts if part not in ("st", "nd", "rd", "th", "of")]
    if len(parts) != 3:
        raise ValueError(HOW)
    year, month, day = parts if re.fullmatch(r"\d{4}", parts[0]) else (parts[2], parts[1], parts[0])
    if not month.isdigit() and not day.isdigit():
        raise ValueError(HOW)
    if not day.isdigit():  # "February 14 1992"
        month, day = day, month
    if len(year) != 4 or not year.isdecimal() or not day.isdecimal():
        raise ValueError("Write the year with four figures.")
    return date(int(year), _month(month), int(day))


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) < 3 or text[:3] not in MONTHS:
        raise ValueError(HOW)
    return MONTHS.index(text[:3]) + 1


class DateOfBirthField(forms.CharField):
    """A day in the past, at most 120 years ago; `today` says what the past is."""

    def __init__(self, today: Callable[[], date], **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.today = today

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            born = read_day(text)
        except ValueError as problem:
            ours = str(problem) if str(problem)[:5] == "Write" else f"There is no such day. {HOW}"
            raise forms.ValidationError(ours) from None
        today = self.today()
        if born > today:
            raise forms.ValidationError("This day has not come yet. Check the year.")
        if born.year < today.year - OLDEST_YEARS:
            raise forms.ValidationError(f"This is more than {OLDEST_YEARS} years ago. Check the year.")
        return born
