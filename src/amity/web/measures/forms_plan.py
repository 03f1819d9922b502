"""What the browser sent about when a course asks."""

from typing import Any

from django import forms

from amity.core import giving
from amity.web.base.fields import day, text

MOMENTS = ("each_session", "assessment", "week:4", "week:8", "midpoint", "end")


class LineForm(forms.Form):
    """At which moments one questionnaire is asked, and why otherwise than the protocol says."""

    moments = forms.MultipleChoiceField(
        label="When is it asked?",
        help_text="None at all: it is not asked in this course.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = text("Why", rows=2, required=True)

    def __init__(self, *args: Any, now: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = tuple(f"follow_up:{days}" for days in giving.FOLLOW_UPS)
        there = dict.fromkeys((*MOMENTS, *after, *now))
        choices = [(it, giving.in_words(it).capitalize()) for it in there]
        self.fields["moments"].choices = choices  # type: ignore[attr-defined]
        self.fields["moments"].initial = list(now)


class AddLineForm(LineForm):
    """The same for a questionnaire that the course does not ask yet."""

    instrument = forms.ChoiceField(label="Which questions?")
    field_order = ("instrument", "moments", "reason")

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = others  # type: ignore[attr-defined]


class PauseAskingForm(forms.Form):
    """Until when nothing is asked, and why."""

    until = day("Until, that day included", required=False, help="Leave empty while nobody knows.")
    reason = text("Why", rows=2, required=True)
