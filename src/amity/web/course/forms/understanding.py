"""What a client says to how we understand it, on their own page."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amity.web.course.forms.fields import radios, text
from amity.web.course.models import FormulationAnswer

Answer = FormulationAnswer.Answer
CHOICES = [
    (Answer.YES, gettext_lazy("It fits")),
    (Answer.EDITS, gettext_lazy("It fits, with these changes")),
    (Answer.NO, gettext_lazy("It does not fit. I would like to talk about it")),
]
UNCHANGED = gettext_lazy(
    "The words above are as they were. Change what does not fit, or choose another line."
)
CHANGED = gettext_lazy(
    "You changed the words. Choose “with these changes” to send them, or put them back as they were."
)


class UnderstandingForm(forms.Form):
    """It fits, it fits with changes, or it does not; nothing else is needed."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    suggestion_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)  # the version that was read
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)  # what the words below began from
    answer = radios(gettext_lazy("Does it fit?"), CHOICES, required=True)
    own_text = text(gettext_lazy("Say it as you would say it"), rows=10, own=True)
    words = text(gettext_lazy("Anything else? Only if you like"), rows=3, own=True)

    def __init__(self, *args: Any, begun_from: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begun_from = begun_from.strip()
        self.fields["own_text"].initial = begun_from

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        own = given.get("own_text", "").strip()
        differs = bool(own) and own != self.begun_from
        if given.get("answer") == Answer.EDITS and not differs:
            self.add_error("own_text", UNCHANGED)
        if given.get("answer") in (Answer.YES, Answer.NO) and differs:
            self.add_error("answer", CHANGED)
        return given
