"""What the browser sent about somebody."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from amity.web.base.fields import radios, text
from amity.web.inventory.models import Relationship, RelationshipSafety


class RelationshipForm(forms.Form):
    """Somebody: a name, three questions, and what is asked about some."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    alias = forms.CharField(
        label="Name",
        max_length=80,
        help_text="A nickname is enough.",
        error_messages={"required": "Write a name."},
    )
    kind = forms.ChoiceField(
        label="What are they?", choices=[("", "not said"), *Relationship.Kind.choices], required=False
    )
    kind_words = forms.CharField(label="In other words", max_length=200, required=False)
    standing = radios("Are they in the client’s life?", Relationship.Standing.choices, required=True)
    meaning = text("What are they to you?", rows=2, own=True)
    good_and_hard = text("What is good, what is hard?", rows=3, own=True)
    changed = text("What changed since you became unwell?", rows=2, own=True)
    contact = text("How often, and how, are you in contact?", rows=2, own=True)
    conflict_about = text("What is it about when you disagree?", rows=2, own=True)
    my_expectations = text("What do you expect of them?", rows=2, own=True)
    their_expectations = text("What do they expect of you?", rows=2, own=True)
    effect_on_mood = text("How are you after you were with them?", rows=2, own=True)
    what_to_change = text("What would you like to be different?", rows=2, own=True)

    FOLDED = (
        "contact", "conflict_about", "my_expectations", "their_expectations", "effect_on_mood",
        "what_to_change",
    )  # fmt: skip

    @property
    def folded(self) -> Sequence[Any]:
        """What is asked about some people and of nobody as a rule."""
        return [self[name] for name in self.FOLDED]

    @property
    def is_more_said(self) -> bool:
        """Whether any of it is written, so that it stands open."""
        return any(field.value() for field in self.folded)


class SafetyForm(forms.Form):
    """Whether the client is safe with them."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    answer = radios("Is the client safe with them?", RelationshipSafety.Answer.choices, required=True)
    asked_alone = forms.BooleanField(label="Asked while nobody else could hear", required=False)
    words = text("In the client’s words", rows=2, own=True)
