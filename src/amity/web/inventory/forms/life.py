"""Forms of the life chart: something that happened, and how it was at a time."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from amity.core import timeline
from amity.web.base.fields import radios, text
from amity.web.base.words import Words
from amity.web.inventory.models import LifeEvent, Relationship

OPEN = [("", gettext_lazy("not asked"))]
IMPACT = [
    *OPEN,
    ("-3", gettext_lazy("−3, very hard")),
    ("-2", gettext_lazy("−2, hard")),
    ("-1", gettext_lazy("−1, a little hard")),
    ("0", gettext_lazy("0, neither")),
    ("1", gettext_lazy("+1, a little good")),
    ("2", gettext_lazy("+2, good")),
    ("3", gettext_lazy("+3, very good")),
]
CLIENT_WORDS = {
    LifeEvent.Kind.DISPUTE: gettext_lazy("a quarrel"),
    LifeEvent.Kind.TREATMENT: gettext_lazy("help I got"),
}
CLIENT_KINDS = [(kind.value, CLIENT_WORDS.get(kind, kind.label)) for kind in LifeEvent.Kind]
MARKS = [("", gettext_lazy("nothing of this")), *LifeEvent.Mark.choices]
SAY_WHEN = gettext_lazy("Say when it was.")
ONE = gettext_lazy("As exactly as you know: 12 March 2021, 3/2021, spring 2019 or about 2015.")
EXAMPLES = gettext_lazy(
    "As exactly as you know: 12 March 2021, 3/2021, spring 2019, about 2015, or 2015 to 2019."
)


class WhenField(forms.CharField):
    """One date, or two with "to" between them, as somebody writes them. Cleans to (began, ended or None)."""

    def __init__(self, label: Words, *, one: bool = False) -> None:
        examples = ONE if one else EXAMPLES
        widget = forms.TextInput(attrs={"autocomplete": "off", "class": "when"})
        super().__init__(label=label, help_text=examples, required=True, max_length=120, widget=widget,
                         error_messages={"required": format_lazy("{} {}", SAY_WHEN, examples)})  # fmt: skip
        self.one = one

    def clean(self, value: Any) -> Any:
        """The dates; what cannot be read says what can."""
        said = super().clean(value)
        try:
            return (timeline.read(said), None) if self.one else timeline.read_period(said)
        except timeline.UnreadableDate as unreadable:
            raise forms.ValidationError(str(unreadable)) from None


class LifeEventForm(forms.Form):
    """What happened, when, of what kind; the rest may stay open."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    words = text(gettext_lazy("What happened?"), rows=2, required=True, own=True)
    when = WhenField(gettext_lazy("When was it?"))
    kind = radios(gettext_lazy("What kind of thing was it?"), LifeEvent.Kind.choices, required=True)
    impact = forms.TypedChoiceField(
        label=gettext_lazy("How was it?"), choices=IMPACT, coerce=int, empty_value=None, required=False
    )
    mark = forms.ChoiceField(
        label=gettext_lazy("Is this when it began, was worst, or was over?"), choices=MARKS, required=False
    )
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who had to do with it?"),
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_private = forms.BooleanField(
        label="For clinicians only",
        required=False,
        help_text="Then the client sees it nowhere, and it is not in Together.",
    )

    def __init__(
        self, *args: Any, people: Sequence[Relationship], for_client: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if people:
            fields["people"].choices = [(str(one.id), one.alias) for one in people]
        else:
            del fields["people"]
        if for_client:
            fields["kind"].choices = CLIENT_KINDS
            del fields["is_private"]

    @property
    def is_more_said(self) -> bool:
        """Whether the folded part has something in it, and stands open."""
        return any(
            self[name].value() for name in ("impact", "mark", "people", "is_private") if name in self.fields
        )

    @property
    def said(self) -> dict[str, Any]:
        """What is kept as it was written; without a field for it, nothing changes."""
        names = ("words", "kind", "mark", "impact", "is_private")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    @property
    def named(self) -> list[uuid.UUID] | None:
        """Who was chosen; None where nobody could be."""
        return self.cleaned_data["people"] if "people" in self.fields else None


class MoodPointForm(forms.Form):
    """How it was then, as remembered."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    when = WhenField("When?", one=True)
    value = forms.TypedChoiceField(
        label=gettext_lazy("How were you then, 0 to 10?"),
        choices=[
            ("", gettext_lazy("choose")),
            ("0", gettext_lazy("0, as bad as can be")),
            *((str(n), str(n)) for n in range(1, 10)),
            ("10", gettext_lazy("10, as well as can be")),
        ],
        coerce=int,
        error_messages={"required": gettext_lazy("Choose a number from 0 to 10.")},
    )  # fmt: skip


def in_words(form: LifeEventForm, said: Mapping[str, Any]) -> dict[str, str]:
    """The same as somebody reads it, field by field: choices in their words, who can be chosen by name."""
    found: dict[str, str] = {}
    for name, value in said.items():
        field: Any = form.fields.get(name)
        if name == "version" or field is None:
            continue
        if isinstance(value, bool):
            found[name] = "yes" if value else "no"
        elif hasattr(field, "choices"):
            chosen = set(map(str, value if isinstance(value, list) else [value or ""]))
            found[name] = ", ".join(str(words) for id, words in field.choices if str(id) in chosen)
        else:
            found[name] = str(value or "").strip()
    return found


def said_of(event: LifeEvent) -> dict[str, Any]:
    """An event as the form has it."""
    return {
        "version": event.version,
        "words": event.words,
        "when": event.when,
        "kind": event.kind,
        "impact": "" if event.impact is None else str(event.impact),
        "mark": event.mark,
        "people": [str(it.relationship_id) for it in event.people.all()],
        "is_private": event.is_private,
    }
