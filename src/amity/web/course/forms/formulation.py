"""A formulation as it is written, given and answered."""

import uuid

from django import forms

from amity.web.course.forms.fields import day, radios
from amity.web.course.forms.fields import text as lines
from amity.web.course.models import Formulation, FormulationAnswer

ABOUT_WORDS = 200  # words of the whole: issue text; longer is allowed
SPOKEN = [choice for choice in FormulationAnswer.How.choices if choice[0] != FormulationAnswer.How.HERE]


class FormulationForm(forms.Form):
    """What one would say to the client, in three sentences and then as a whole."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    illness = lines(
        "What you have", rows=2, help="The name of it, in plain words, and that it can be treated."
    )
    onset = lines("What was happening when it began", rows=2)
    suggestion = lines("What we suggest working on", rows=2)
    text = lines(
        "How it hangs together",
        rows=12,
        required=True,
        own=True,
        help="Written to the client, as you would say it. About 200 words; longer is fine.",
    )
    background = lines(
        "What lies behind it",
        rows=3,
        help="What made it likelier, what keeps it going, strengths, people who support. "
        "For the record; not part of what the client is shown.",
    )
    alternatives = lines(
        "What else was considered",
        rows=2,
        help="Other ways to see it, and what speaks against them. For the therapist alone.",
    )


class GiveForm(forms.Form):
    """That the client was told, how, and when."""

    how = radios("How it was given", Formulation.Given.choices, required=True)
    on = day("On")


class AnswerForm(forms.Form):
    """What the client said to it."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    answer = radios("The client says", FormulationAnswer.Answer.choices, required=True)
    words = lines("In the client’s words", rows=3, own=True)
    how = radios("How it was said", SPOKEN, required=True)
    on = day("On")
