"""Parents and guardians, confidentiality and school, and what a parent may see."""

import uuid
from typing import Any

from django import forms

from amity.web.course.forms.fields import day, offer_blank_only_to_take_back, radios, text
from amity.web.course.models import ShownToGuardian

YES_NO = [("yes", "Yes"), ("no", "No"), ("", "Not recorded")]


def line(label: str, *, required: bool = False, help: str = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=200,
        help_text=help,
        error_messages={"required": "Please write a line here."},
    )


class GuardianForm(forms.Form):
    """A parent or guardian."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = line("Name", required=True)
    relation = line("Who they are to the client", help="Mother, father, foster carer …")
    contact = line("How to reach them")
    may_consent = radios("Do they hold parental responsibility?", YES_NO)
    note = text("Anything to know", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_blank_only_to_take_back(self, "may_consent")


class AroundForm(forms.Form):
    """Confidentiality and school."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    confidentiality_told_on = day(
        "What stays between us was said on", required=False, help="To the young person, alone first."
    )
    confidentiality_words = text(
        "What was said", own=True, help="What stays in the room, and what cannot: danger to life, harm."
    )
    school = text("School", rows=2)
    school_contact_ok = radios("May we be in touch with the school?", YES_NO)
    school_arrangements = text(
        "What is arranged with school", help="School goes on, with what makes it possible."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_blank_only_to_take_back(self, "school_contact_ok")


class MaySeeForm(forms.Form):
    """What the client says about one item."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    item = forms.ChoiceField(label="About", choices=ShownToGuardian.Item.choices)
    may_see = forms.TypedChoiceField(
        label="May a parent see it?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said."},
    )
    detail = line("Which part", help="Leave empty for all of it.")
    client_words = text("In the client’s words", rows=2, own=True)


class GivenForm(forms.Form):
    """That it was given."""

    how = forms.ChoiceField(
        label="How", choices=ShownToGuardian.How.choices, error_messages={"required": "Choose how."}
    )
    on = day("On")
