"""The plan of a course as a form: how many sessions, how often, how long, and why it is changed."""

import uuid
from typing import Any

from django import forms

from amity.core.definitions.protocol import Protocol
from amity.web.course.forms.fields import day, text
from amity.web.course.queries import rhythm

USUAL = (7, 14, 28)  # days between sessions that are offered whatever the protocol says


class DoseForm(forms.Form):
    """Number of sessions, how often and how long, within what a protocol foresees."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    planned_sessions = forms.TypedChoiceField(coerce=int, label="Number of sessions")
    interval_days = forms.TypedChoiceField(coerce=int, label="How often")
    minutes = forms.IntegerField(
        label="Minutes each",
        min_value=10,
        max_value=240,
        error_messages={"min_value": "At least 10.", "max_value": "At most 240."},
    )

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dose, fields = protocol.dose, self.fields
        self.initial = {
            "planned_sessions": dose.default,
            "interval_days": dose.interval_days,
            "minutes": dose.minutes,
            **self.initial,
        }
        days = sorted({*USUAL, dose.interval_days, self.initial["interval_days"]})
        choices: dict[str, list[tuple[int, str]]] = {
            "planned_sessions": [(n, str(n)) for n in sorted(protocol.layouts)],
            "interval_days": [(n, rhythm(n, protocol)) for n in days],
        }
        for name, offered in choices.items():
            fields[name].choices = offered  # type: ignore[attr-defined]


class StartCourseForm(DoseForm):
    """The dose, and the day it begins."""

    started_on = day("Day of the first session")


class PlanForm(DoseForm):
    """The dose, why it is changed, and the plan that was on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = text("Why", rows=2, required=True, help="One line. It is read again at every review.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="plan_%s", **kwargs)  # the pauses have a form on the same page
