"""The safety plan as it is written together: one thing a line."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField

from amity.web.base.fields import day, text
from amity.web.base.templatetags.amity import date_only
from amity.web.safety.models import SafetyPlan
from amity.web.safety.queries import STEPS, TEXTS

WISHES = ("made_together", "client_sees", "offline_copy")


def tick(label: str, help: str) -> Any:
    """One wish."""
    return forms.BooleanField(label=label, required=False, help_text=help)


class PlanForm(forms.Form):
    """Six steps and what the client wants to live for; no field is needed, one line is."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)  # the version it was begun from
    made_on = day("Made on", help="The day you wrote it down.")
    review_on = day("Look at it again on", required=False, help="It then stands on your Today.")
    made_together = tick("We wrote it together", "Leave it empty if one of us wrote it alone.")
    client_sees = tick(
        "I want to find it on my own pages", "They open after I sign in. Whoever can open them can read it."
    )
    offline_copy = tick(
        "I want a copy on my phone", "Recorded as a wish. For now: take a photograph of the printed sheet."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in STEPS:
            self.fields[step.id] = text(step.title, rows=3, help=step.aloud, own=True)

    @property
    def steps(self) -> list[BoundField]:
        """The field of each step, in order."""
        return [self[step.id] for step in STEPS]

    @property
    def given(self) -> dict[str, Any]:
        """What `actions.save_safety_plan` takes."""
        held = self.cleaned_data
        names = ("id", "base", "made_on", "review_on", *WISHES)
        return {"steps": {name: held[name] for name in TEXTS}, **{name: held[name] for name in names}}

    def differing_from(self, plan: SafetyPlan) -> list[tuple[str, str]]:
        """What is stored otherwise beside the steps, by its label: no wish taken back returns unseen."""
        found = [
            (str(self.fields[name].label), "yes" if getattr(plan, name) else "no")
            for name in WISHES
            if getattr(plan, name) != self.cleaned_data[name]
        ]
        if plan.review_on != self.cleaned_data["review_on"]:
            found.append((str(self.fields["review_on"].label), date_only(plan.review_on) or "no day"))
        return found

    @classmethod
    def of(cls, plan: SafetyPlan | None, today: date) -> "PlanForm":
        """An empty plan, or the newest one to go on from."""
        if plan is None:
            return cls(initial={"base": 0, "made_on": today, "made_together": True})
        before = {name: getattr(plan, name) for name in (*TEXTS, *WISHES)}
        ahead = plan.review_on if plan.review_on and plan.review_on > today else None
        return cls(initial={**before, "review_on": ahead, "base": plan.number, "made_on": today})
