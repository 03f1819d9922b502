"""What the browser sent: which questionnaires to give, how to be asked."""

from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core import giving
from amity.core.definitions.instrument import Instrument
from amity.web.base.fields import day
from amity.web.measures import queries
from amity.web.measures.models import Response
from amity.web.measures.queries.groups import grouped
from amity.web.people.models import Client

DAYS_OPEN = (("3", "3 days"), ("7", "a week"), ("14", "two weeks"))


class BeginForm(forms.Form):
    """How somebody would like to be asked."""

    mode = forms.ChoiceField(
        label=gettext_lazy("How would you like them?"),
        choices=[("one", gettext_lazy("One question at a time")), ("all", gettext_lazy("All on one page"))],
        widget=forms.RadioSelect,
        initial="one",
        required=False,
    )

    @property
    def mode_chosen(self) -> str:
        return self.cleaned_data["mode"] or "one"


class WhoSeesForm(forms.Form):
    """Whether what is about to be sent is seen. Nothing is chosen before the client chooses."""

    sees = forms.ChoiceField(
        label=gettext_lazy("Who sees these answers?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say who sees these answers. Then they are sent.")},
    )

    def __init__(self, *args: Any, name: str, has_own_pages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = (
            _("{name} sees them").format(name=name)
            if name
            else _("The people here who work with you see them")
        )
        kept = _("Kept to yourself: nobody here sees them")
        later = _("You can show them later, on your own pages.")
        self.fields["sees"].choices = [  # type: ignore[attr-defined]
            ("shown", seen),
            ("kept", f"{kept}. {later}" if has_own_pages else f"{kept}."),
        ]

    @property
    def keeps(self) -> bool:
        return bool(self.cleaned_data["sees"] == "kept")


@dataclass(frozen=True)
class Choices:
    """A group of questionnaires as the page draws it."""

    title: str
    boxes: list[BoundWidget]
    is_open: bool


class GiveForm(forms.Form):
    """Which questionnaires go on a link, and for how long it opens."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    instruments = forms.MultipleChoiceField(
        label="Which questions?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one questionnaire."},
    )
    days = forms.ChoiceField(label="The link opens for", choices=DAYS_OPEN, initial="7")
    all_the_same = forms.BooleanField(label="Give all of them together", required=False)

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = queries.questions_of(client)
        self.grouped = grouped(queries.offered(client.service))
        choices = [(it.id, _in_words(it)) for group in self.grouped for it in group.instruments]
        self.fields["instruments"].choices = choices  # type: ignore[attr-defined]
        self.fields["instruments"].initial = [id for id in queries.WEEKLY if id in dict(choices)]

    @property
    def groups(self) -> list[Choices]:
        """The boxes to tick, group by group; one in which something is ticked stands open."""
        boxes = iter(self["instruments"])
        found = []
        for group in self.grouped:
            own = list(islice(boxes, len(group.instruments)))
            found.append(Choices(group.title, own, any(box.data["selected"] for box in own)))
        return found

    @property
    def others(self) -> list[BoundField]:
        """What is asked beside it; whether so many are meant only where they are many."""
        left_out = {"instruments"} if self._is_long() else {"instruments", "all_the_same"}
        return [field for field in self if field.name not in left_out]

    def clean(self) -> dict[str, Any]:
        """More questions than are asked at one sitting are given once somebody says that they are meant."""
        said = super().clean() or self.cleaned_data
        meant = said.pop("all_the_same", False)
        if self._is_long() and not meant:
            self.add_error(
                "all_the_same",
                f"These are {self._count()} questions, and more than {giving.MOST_ITEMS} are much for one "
                "sitting. Leave some for another time, or say here that they are given together.",
            )
        return said

    def _is_long(self) -> bool:
        return self._count() > giving.MOST_ITEMS

    def _count(self) -> int:
        """How many questions are chosen, whatever else is wrong."""
        chosen = self["instruments"].data or []
        return giving.items_of((id for id in dict.fromkeys(chosen) if id in self.questions), self.questions)


class OnTheSpotForm(GiveForm):
    """Which questions the client answers now, on this device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["days"]


class TypeInForm(forms.Form):
    """What was written on paper or said, and when."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    instrument = forms.ChoiceField(label="Which questions?")
    mode = forms.ChoiceField(
        label="How were they answered?",
        choices=[
            (Response.Mode.PAPER, "On paper"),
            (Response.Mode.INTERVIEW, "Read aloud, in the room or by telephone"),
        ],
        widget=forms.RadioSelect,
        initial=Response.Mode.PAPER,
    )
    written_on = day("On which day?", help="The day that stands on the paper, or on which it was asked.")

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (group.title, [(it.id, f"{it.short}, {it.measures}") for it in group.instruments])
            for group in grouped(queries.on_paper(client.service))
        ]
        one, goals = queries.newest(queries.GOAL), queries.open_goals(client)
        if goals:
            choices.append(("Goals", [(f"{one.id}:{it.id}", f"{one.short}: {it.words}") for it in goals]))
        self.fields["instrument"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is about one goal names it behind a colon."""
        said = self.cleaned_data
        instrument, _sign, goal = said.get("instrument", "").partition(":")
        return said | {"instrument": instrument, "about": UUID(goal) if goal else None}


def _in_words(instrument: Instrument) -> str:
    count, about = len(instrument.items), queries.minutes(len(instrument.items))
    questions, minutes = "question" if count == 1 else "questions", "minute" if about == 1 else "minutes"
    return f"{instrument.short}, {instrument.measures}: {count} {questions}, about {about} {minutes}"
