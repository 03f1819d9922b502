"""What is decided on a card, and why."""

import uuid
from typing import Any

from django import forms

from amity.core.definitions.card import Card
from amity.web.base.fields import radios, text


class DecisionForm(forms.Form):
    """One card's decisions. seen: what its page showed, in short, to be compared when it comes back."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    decision = radios("What you decide together", [], required=True)
    reason = text("Why", rows=2, required=True)

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": card.id})
        decision: Any = self.fields["decision"]
        decision.choices = [(it.id, it.words) for it in card.decisions]
