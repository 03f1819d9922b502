"""What the browser sent about reminders and about the last day of the own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web.companion.models import RemindersChosen


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write a time such as 17:30.")},
    )


class RemindersForm(forms.Form):
    """Whether reminders come, and between which hours a message is safe."""

    are_on = forms.TypedChoiceField(
        label=_("Reminders"),
        choices=[("no", _("None")), ("yes", _("By e-mail, one for something that was asked"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    from_time = _time(_("A message is safe from"))
    to_time = _time(_("until"))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("are_on") and not self.errors:
            if not given.get("from_time"):
                self.add_error("from_time", _("Choose from when a message is safe."))
            elif not given.get("to_time"):
                self.add_error("to_time", _("Choose until when a message is safe."))
            elif given["from_time"] >= given["to_time"]:
                self.add_error("to_time", _("Choose a time later in the same day."))
        return given


class UntilForm(forms.Form):
    """The last day on which the own pages open."""

    until = forms.DateField(
        label=_("The last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("Choose a day that exists."),
        },
    )


def initial_of(chosen: RemindersChosen | None) -> dict[str, object]:
    """What the form begins with: off, unless it was switched on."""
    if chosen is None or not chosen.are_on:
        return {"are_on": "no"}
    return {"are_on": "yes", "from_time": chosen.from_time, "to_time": chosen.to_time}
