"""What the browser sent about earlier circles: which two to compare, what to keep of one."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from amity.core.definitions.protocol import Area
from amity.web.base.fields import text
from amity.web.inventory.rules import LONGEST_WORDS


class FrameForm(forms.Form):
    """A sentence about a circle as it stood after a move."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    after_move = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    words = text("What does it show?", rows=2, required=True)
    area = forms.ChoiceField(label="It speaks for", required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "no area alone"), *((it.id, it.title) for it in areas)]  # type: ignore[attr-defined]
        self.fields["words"].widget.attrs["maxlength"] = LONGEST_WORDS
