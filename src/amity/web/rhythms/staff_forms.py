"""What clinicians agree and note beside a diary."""

import uuid
from calendar import day_name
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from amity.core import rhythms
from amity.core.definitions.rhythm import DailyActivity, Rhythm
from amity.web.base.fields import NearDay, text
from amity.web.inventory.models import LifeEvent, Relationship
from amity.web.rhythms.days import minutes_of
from amity.web.rhythms.rules import SHORTEST_STEP

ASKED_TIME = {"required": "Give hours and minutes, like 7:30."}


class BeginForm(forms.Form):
    """Which diary is kept."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    form = forms.ChoiceField(label="What is written down", widget=forms.RadioSelect)
    free_days = forms.TypedMultipleChoiceField(
        label="Days without work", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(enumerate(day_name)), help_text="The others are compared with them.",
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        free = sorted(rhythms.WEEKEND)
        kwargs.setdefault("initial", {"id": uuid.uuid4(), "form": choices[0][0], "free_days": free})
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = choices  # type: ignore[attr-defined]


class TimeField(forms.CharField):
    """A time of day as typed; cleaned with its activity."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"})
        super().__init__(label=label, widget=widget, error_messages=ASKED_TIME, **kwargs)


class TargetForm(forms.Form):
    """A time to aim at: where it leads, and the step that holds from a day on."""

    activity = forms.ChoiceField(label="Which time")
    towards = TimeField("Where it leads")
    step = forms.IntegerField(
        label="Minutes a step", min_value=SHORTEST_STEP, max_value=rhythms.LONGEST_STEP, initial=rhythms.STEP,
        help_text="30 unless there is a reason for more or less.",
    )  # fmt: skip
    minutes = TimeField(
        "The step for now", required=False,
        help_text="Left empty: the first step from the usual time of the last two weeks, once there is one.",
    )  # fmt: skip
    from_on = NearDay(
        label="From which day", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, form: Rhythm, usual: Mapping[str, int], **kwargs: Any) -> None:
        """usual: by activity the minutes from which a first step goes."""
        super().__init__(*args, **kwargs)
        self.form, self.usual = form, usual
        self.fields["activity"].choices = [(it.id, it.name) for it in form.activities]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        activity = next((it for it in self.form.activities if it.id == said.get("activity")), None)
        if activity is None:
            return said
        for name in ("towards", "minutes"):
            if said.get(name):
                try:
                    said[name] = minutes_of(said[name], activity, self.form)
                except ValueError:
                    self.add_error(name, ASKED_TIME["required"])
                    said.pop(name, None)
        if said.get("minutes") in (None, "") and "towards" in said and "step" in said:
            if activity.id in self.usual:
                said["minutes"] = self._first_step(activity, said["towards"], said["step"])
            elif "minutes" not in self.errors:
                self.add_error("minutes", "Nothing is usual yet, so say the step for now.")
        return said

    def _first_step(self, activity: DailyActivity, towards: int, step: int) -> int:
        steps = rhythms.steps_to(self.usual[activity.id], towards, step=step)
        return steps[0] if steps else towards


class DisruptedForm(forms.Form):
    """A day that was out of rhythm, looked back at."""

    on = NearDay(label="Which day", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    words = text("What it was", rows=2, required=True)
    person = forms.ModelChoiceField(
        queryset=Relationship.objects.none(), label="With whom", required=False, empty_label="nobody named"
    )
    event = forms.ModelChoiceField(
        queryset=LifeEvent.objects.none(), label="Behind it", required=False, empty_label="no event named"
    )

    def __init__(self, *args: Any, people: Any, events: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["event"].queryset = events  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = lambda it: it.name  # type: ignore[attr-defined]
        self.fields["event"].label_from_instance = lambda it: f"{it.words}, {it.when}"  # type: ignore[attr-defined]


class PrescriberForm(forms.Form):
    """Who prescribes, and how to reach them."""

    name = forms.CharField(label="Who prescribes", required=False, max_length=200)
    reach = forms.CharField(
        label="How to reach them", required=False, max_length=400,
        help_text="A number for the same day, and one for the evening.",
    )  # fmt: skip


class PauseForm(forms.Form):
    """Days that are not asked about."""

    from_on = NearDay(label="From", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    until_on = NearDay(
        label="To and with", required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Left empty: until it is taken up again.",
    )  # fmt: skip
