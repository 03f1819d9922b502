"""What is said of a questionnaire that a service brings."""

from typing import Any
from uuid import uuid4

from django import forms

from amity.core.importing.json_text import MAX_BYTES
from amity.web.base.fields import Text, day
from amity.web.measures.queries import brought
from amity.web.measures.reading_brought import ALONE, Sent

SHARED = ("holder", "evidence", "checked_on", "attests")


class SentForm(forms.Form):
    """The questionnaire itself, and what it is."""

    of = forms.ChoiceField(label="Which questionnaire is it?")
    text = Text(
        label="The questionnaire",
        help_text="A FHIR R4 Questionnaire (JSON), or a content file of Amity (YAML). At most 256 KB.",
        max_length=MAX_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "code"}),
        error_messages={"required": "Choose a file, or paste the questionnaire here."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(it.id, f"{it.short}: {it.title}") for it in brought.wordless()]
        self.fields["of"].choices = [(ALONE, "Another one: the sum of its numbers"), *known]  # type: ignore[attr-defined]


class BringForm(forms.Form):
    """What the service says of it: what it is called, how it is read, and that its licence allows it."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label="Its whole name", max_length=200)
    short = forms.CharField(label="Its short name", max_length=40, help_text="As it stands on charts.")
    measures = forms.CharField(
        label="What it is about", max_length=120, help_text="In a few words: “sleep over the last two weeks”."
    )
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Z]{2})?$",
        label="Its language",
        help_text="As a code: en, nl, de.",
        error_messages={"invalid": "Write the language as a code, such as en or nl."},
    )
    recall_days = forms.IntegerField(
        label="How many days back does it ask?", min_value=0, max_value=3660, help_text="0: about now."
    )
    higher_is = forms.ChoiceField(
        label="A higher total means",
        choices=[("worse", "worse"), ("better", "better")],
        widget=forms.RadioSelect,
    )
    pole = forms.ChoiceField(
        label="A total on the worse side speaks of",
        choices=[("low", "a low mood"), ("high", "a mood that is too high"), ("neither", "neither of them")],
        widget=forms.RadioSelect,
        help_text="A fall at the low end is not called a recovery while the high end rises.",
    )
    may_be_kept_back = forms.BooleanField(
        label="The client may keep their answers from the clinician",
        help_text="For questions about how the two of them work together. Never beside one about suicide.",
        required=False,
    )
    safety = forms.MultipleChoiceField(
        label="Which questions ask about suicide or self-harm?",
        help_text="Every answer above the lowest number calls the clinician, whatever the total is. "
        "Where a higher total is better it cannot be brought in this way: bring its content file.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    safety_seen = forms.BooleanField(
        label="I have looked at every question for words about suicide or self-harm",
        error_messages={"required": "Look at every question, then tick this."},
    )
    cutoff = forms.IntegerField(
        label="A total that means something", required=False, help_text="Only where a source says so."
    )
    cutoff_label = forms.CharField(label="What it means", max_length=80, required=False)
    cutoff_source = forms.CharField(label="Where that is written", max_length=500, required=False)
    holder = forms.CharField(label="Who owns the wording?", max_length=200)
    evidence = forms.CharField(
        label="Where can the licence be seen?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The letter, contract or page: whose, of which day, and where it lies.",
    )
    checked_on = day("When did you check it?")
    attests = forms.BooleanField(
        label="I attest that this service may use this wording, in software, with its clients",
        error_messages={"required": "Without a licence it cannot be brought here."},
    )

    def __init__(self, *args: Any, sent: Sent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["safety"].choices = sent.questions  # type: ignore[attr-defined]
        if sent.draft is not None and sent.says_its_scoring:  # which questions these are is known of it
            del self.fields["safety_seen"]
        if sent.says_its_scoring:
            for name in (
                "title",
                "measures",
                "recall_days",
                "higher_is",
                "pole",
                "may_be_kept_back",
                "safety",
            ):
                del self.fields[name]
            for name in ("cutoff", "cutoff_label", "cutoff_source"):
                del self.fields[name]
        if sent.draft is None or sent.of != ALONE:
            del self.fields["short"]
        if sent.draft is None:
            del self.fields["language"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("cutoff") is not None:
            for name in ("cutoff_label", "cutoff_source"):
                if not found.get(name):
                    self.add_error(name, "A cut-off needs what it means, and where that is written.")
        return found
