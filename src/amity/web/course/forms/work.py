"""The work itself: what was tried, its phase and its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amity.web.course.forms.fields import radios, text
from amity.web.course.models import Practice


class Seen(forms.CharField):
    """What was recorded when the page was drawn; None from a page that does not ask."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=40, widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        return None if value is None else super().to_python(value)


class PracticeResultForm(forms.Form):
    """What came of a practice."""

    result = radios("What came of it?", Practice.Result.choices, required=True)
    said = text("In the client's words", rows=2, own=True)
    seen = Seen()


class OwnResultForm(forms.Form):
    """What came of it, as the client tells it on their own page."""

    result = radios(
        gettext_lazy("Did you try it?"),
        [
            (Practice.Result.DONE, gettext_lazy("Yes, I tried it")),
            (Practice.Result.PARTLY, gettext_lazy("In part")),
            (Practice.Result.NOT_TRIED, gettext_lazy("Not tried")),
        ],
        required=True,
        help=gettext_lazy("“Not tried” is worth knowing as well. There is no wrong answer."),
    )
    said = text(
        gettext_lazy("How was it?"),
        rows=3,
        own=True,
        help=gettext_lazy("One sentence is enough. You can also leave it out."),
    )
    seen = Seen()


class PhaseForm(forms.Form):
    """To which phase, and why if a gate is passed over."""

    to = forms.CharField(widget=forms.HiddenInput)
    reason = text("Why it is passed over", rows=2)


class CloseForm(forms.Form):
    """Why a course is closed."""

    reason = text("Why the course is closed", rows=3, required=True)
