"""Goals: written, rated together, said to have come to something."""

import uuid
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from amity.web.course.forms.fields import day, radios, text
from amity.web.course.models import AT_MOST, Goal, GoalRating

FIRST = [(n, word) for n, word in enumerate(("First", "Second", "Third"), start=1)][:AT_MOST]
NUMBERS = [(n, str(n)) for n in range(11)]
WHO = GoalRating._meta.get_field("who").choices


class GoalForm(forms.Form):
    """What should be different, and how both will notice."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    words = text(
        "What the client wants to be different",
        rows=2,
        required=True,
        own=True,
        help="In their words, and small enough to be seen.",
    )
    indicator = text("How you will both notice", rows=2, help="Who does what, where, how often.")
    priority = forms.TypedChoiceField(
        label="Which comes first", coerce=int, choices=FIRST, widget=forms.RadioSelect, initial=1
    )


class ChangeGoalForm(GoalForm):
    """The same, and how it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = radios("How it stands", Goal.State.choices, required=True)
    state_note = text("What came of it", rows=2, help="A line, for the ending.")


class RateForm(forms.Form):
    """How near each open goal is, as one of the two sees it today."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    who = radios("Rated by", WHO, required=True)
    on = day("On")

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = list(goals)
        for goal in self.goals:
            self.fields[self._name(goal)] = forms.TypedChoiceField(
                label=goal.words,
                coerce=int,
                empty_value=None,
                choices=NUMBERS,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Choose a number from 0 to 10."},
            )

    @property
    def scales(self) -> list[Any]:
        """The fields of the goals, as the template draws them."""
        return [self[self._name(goal)] for goal in self.goals]

    @property
    def ratings(self) -> dict[UUID, int]:
        """What was chosen, by goal; a goal left out is not rated."""
        given = {goal.id: self.cleaned_data[self._name(goal)] for goal in self.goals}
        return {id: value for id, value in given.items() if value is not None}

    @staticmethod
    def _name(goal: Goal) -> str:
        return f"goal_{goal.id.hex}"
