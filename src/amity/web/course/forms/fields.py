"""The fields these forms are made of, each labelled with its question."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from amity.web.base.errors import Refused
from amity.web.base.fields import LONGEST, NEEDED, NearDay, day, hour, radios, text
from amity.web.course.local_time import instant

__all__ = [
    "LONGEST",
    "NEEDED",
    "NearDay",
    "day",
    "hour",
    "instant_in",
    "offer_blank_only_to_take_back",
    "on_top_of",
    "radios",
    "text",
]


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
