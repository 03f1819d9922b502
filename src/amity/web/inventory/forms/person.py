"""What the browser sent about somebody: a form of the steps of their page, and whether they are safe."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from amity.core import network
from amity.core.network.circle import MOST
from amity.web.base.fields import radios, text
from amity.web.inventory.drawing import RING_WORDS
from amity.web.inventory.models import Relationship, RelationshipSafety
from amity.web.inventory.queries import ON_CIRCLE, Step, Told

NOT_ANSWERED = ("", "not answered")
POINTS = [*((str(point), str(point)) for point in range(MOST + 1)), NOT_ANSWERED]
YES_NO = [("yes", "yes"), ("no", "no"), NOT_ANSWERED]
SCALES = ("received_emotional", "received_practical", "given_emotional", "given_practical", "conflict")
IMPORTANCE = [("3", "most"), ("2", "much"), ("1", "less"), ("", "not asked")]
NUMBERS = frozenset({*SCALES, "desired_ring", "importance"})
TRUTHS = frozenset({"confides", "lost_since_onset"})


@dataclass(frozen=True)
class ShownField:
    """A field, and how it looks: a scale of numbers, chips to choose one of, or as fields are."""

    field: Any

    @property
    def look(self) -> str:
        """ "scale", "chips" or ""."""
        if self.field.name in SCALES:
            return "scale"
        return "chips" if isinstance(self.field.field.widget, forms.RadioSelect) else ""


@dataclass(frozen=True)
class StepShown:
    """A step on the page: its fields, whether it stands open, and what comes after it."""

    step: Step
    fields: Sequence[ShownField]
    is_open: bool
    is_told: bool
    following: Step | None


class RelationshipForm(forms.Form):
    """Somebody, in steps of a few fields. What their page does not ask is not there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    page = forms.UUIDField(required=False, widget=forms.HiddenInput)
    turn = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    circle = forms.UUIDField(required=False, widget=forms.HiddenInput)  # on which the numbers stood
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)  # moves, at that time
    meaning = text("What are they to you?", rows=3, own=True)
    good_and_hard = text("What is good, what is hard?", rows=4, own=True)
    changed = text("What changed since you became unwell?", rows=3, own=True)
    how_it_ended = text("How did it end?", rows=3, own=True)
    carried_on = text("What do you carry on from it?", rows=3, own=True)
    lost_since_onset = radios("Did they go, or die, since you became unwell?", YES_NO)
    contact = text("How often, and how, are you in contact?", rows=2, own=True)
    activities = text("What do you do together?", rows=2, own=True)
    received_emotional = radios("They are there for you when you feel bad", POINTS)
    received_practical = radios("They help you with what has to be done", POINTS)
    given_emotional = radios("You are there for them when they feel bad", POINTS)
    given_practical = radios("You help them with what has to be done", POINTS)
    confides = radios("Do you tell them how you feel?", YES_NO)
    conflict = radios("How much conflict is there?", POINTS)
    conflict_about = text("What is it about?", rows=2, own=True)
    communication_style = text("How do you talk when it gets difficult?", rows=2, own=True)
    my_expectations = text("What do you expect of them?", rows=2, own=True)
    their_expectations = text("What do they expect of you?", rows=2, own=True)
    expectations_met = radios(
        "Is what you expect of them met?", [("yes", "yes"), ("partly", "partly"), ("no", "no"), NOT_ANSWERED]
    )
    effect_on_mood = text("How are you after you were with them?", rows=2, own=True)
    what_to_change = text("What would you like to be different?", rows=2, own=True)
    desired_ring = radios(
        "Where would you like them to be?",
        [*((str(ring), word.lower()) for ring, word in RING_WORDS.items()), NOT_ANSWERED],
    )
    direction = radios(
        "Where is it going at present?",
        [("towards", "closer"), ("stable", "as it is"), ("away", "away"), NOT_ANSWERED],
    )
    related_area = forms.ChoiceField(label="Which problem area has it to do with?", required=False)
    importance = radios("How much do they matter for this work?", IMPORTANCE)
    alias = forms.CharField(
        label="Name",
        max_length=80,
        help_text="A nickname is enough.",
        error_messages={"required": "Write a name."},
    )
    kind = forms.ChoiceField(
        label="What are they?", choices=[("", "not said"), *Relationship.Kind.choices], required=False
    )
    kind_words = forms.CharField(label="In your own words", max_length=200, required=False)
    group = forms.ChoiceField(
        label="Belongs to", choices=[("", "by what they are"), *Relationship.Group.choices], required=False
    )
    standing = radios("Are they in the client’s life?", Relationship.Standing.choices, required=True)

    def __init__(self, *args: Any, person: Told, areas: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = as_typed(person)
        self.person = person
        asked = {name for step in person.shown for name in person.fields_of(step)}
        for name in set(self.fields) - asked - {"version", "page", "turn", "circle", "seen"}:
            del self.fields[name]
        if "related_area" in self.fields:
            stored = person.person.related_area
            known = [("", "none, or not said"), *areas]
            kept = [(stored, "an area of another protocol")] if stored not in dict(known) else []
            self.fields["related_area"].choices = [*known, *kept]  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea | forms.TextInput):
                field.widget.attrs["autocomplete"] = "off"

    @property
    def names(self) -> list[str]:
        """Everything about them that the page asks."""
        return [name for step in self.person.shown for name in self.person.fields_of(step)]

    def steps(self, opened: str = "", also: Collection[str] = ()) -> list[StepShown]:
        """The steps of the page. One stands open: the one asked for, or the first; and whatever is wrong.

        also: names of fields that are to be looked at, whose steps stand open too.
        """
        shown = list(self.person.shown)
        known = opened if opened in {it.id for it in shown} else shown[0].id
        return [
            StepShown(
                step=step,
                fields=[ShownField(self[name]) for name in self.person.fields_of(step)],
                is_open=step.id == known
                or any(it in also or self.has_error(it) for it in self.person.fields_of(step)),
                is_told=self.person.is_told(step),
                following=next(iter(shown[at + 1 :]), None),
            )
            for at, step in enumerate(shown)
        ]

    def said(self, names: Collection[str]) -> dict[str, Any]:
        """The columns among `names`, as they are stored."""
        return {name: self._value(name) for name in self._good(names) if name not in ON_CIRCLE}

    def on_circle(self, names: Collection[str]) -> dict[str, Any]:
        """The answers among `names` that are moves, by the field of the placement."""
        found = {name: self._value(name) for name in self._good(names) if name in ON_CIRCLE}
        if self.person.placement and "standing" in self._good(names):
            found["is_dead"] = self.cleaned_data["standing"] == Relationship.Standing.DEAD
        return found

    def _good(self, names: Collection[str]) -> list[str]:
        return [name for name in self.names if name in names and name in self.cleaned_data]

    def _value(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if name in NUMBERS:
            return int(value) if value else None
        if name in TRUTHS:
            return {"yes": True, "no": False}.get(value)
        return (value or None) if name in ON_CIRCLE else value


class ImportanceForm(forms.Form):
    """How much each person of the review matters. Only what was changed here is sent on."""

    def __init__(self, *args: Any, people: Sequence[Told], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"importance_{one.person.id.hex}": one.person for one in people}
        for name, person in self.people.items():
            stands = _typed(person.importance)
            self.fields[name] = radios(person.alias, IMPORTANCE)
            self.fields[f"was_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.initial[name] = self.initial[f"was_{name}"] = stands

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """Each person's field, and what stood there."""
        return [(self[name], self[f"was_{name}"]) for name in self.people]

    def changed(self) -> dict[UUID, int | None]:
        """By id, what was chosen otherwise than it stood."""
        said = self.cleaned_data
        return {
            person.id: int(said[name]) if said[name] else None
            for name, person in self.people.items()
            if said[name] != said[f"was_{name}"]
        }


class BeforeForm(forms.Form):
    """Somebody from before, by a name."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = forms.CharField(
        label="Who was important to you before?",
        max_length=80,
        help_text="A nickname is enough.",
        error_messages={"required": "Write a name."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SafetyForm(forms.Form):
    """Whether the client is safe with them."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    answer = radios("Is the client safe with them?", RelationshipSafety.Answer.choices, required=True)
    asked_alone = radios(
        "Were you alone when you asked?",
        [("yes", "yes, nobody else could hear"), ("no", "no")],
        required=True,
    )
    words = text("In the client’s words", rows=2, own=True)

    def clean_asked_alone(self) -> bool:
        return bool(self.cleaned_data["asked_alone"] == "yes")


class AttachmentForm(forms.Form):
    """Both scales in plain words, and the same in sentences. Nothing is added up, nothing is named."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, initial=0)
    page = forms.UUIDField(required=False, widget=forms.HiddenInput)
    turn = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    anxiety = radios("How afraid are you of being left by people you need?", POINTS)
    avoidance = radios("How much do you keep people at a distance?", POINTS)
    self_worthy = text("Do you feel worth being looked after?", rows=2, own=True)
    others_available = text("Are others there when you need them?", rows=2, own=True)
    way_of_asking = text("How do you let others know that you need something?", rows=2, own=True)
    reaction_to_help = text("What happens in you when help comes?", rows=2, own=True)
    examples = text("Where did you notice it?", rows=3, own=True, help="Two or three moments, with whom.")
    therapy_implication = text(
        "What this means for our work", rows=2, help="How you both might notice it here."
    )
    ending_implication = text("What this means for the ending", rows=2)

    NAMES = (
        "anxiety", "avoidance", "self_worthy", "others_available", "way_of_asking", "reaction_to_help",
        "examples", "therapy_implication", "ending_implication",
    )  # fmt: skip

    @property
    def texts(self) -> list[Any]:
        """The fields below the scales."""
        return [self[name] for name in self.NAMES[2:]]

    def said(self, names: Collection[str] = NAMES) -> dict[str, Any]:
        """The fields among `names`, as they are stored."""
        found = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return {
            name: (int(value) if value else None) if name in self.NAMES[:2] else value
            for name, value in found.items()
        }


def as_typed(person: Told) -> dict[str, str]:
    """Everything about somebody as a form has it; "" is not answered."""
    columns = ("version", *(it for it in RelationshipForm.base_fields if hasattr(person.person, it)))
    found = {name: getattr(person.person, name) for name in columns}
    if person.placement:
        found |= {name: getattr(person.placement, name) for name in ON_CIRCLE}
    return {name: _typed(value) for name, value in found.items()} | {"standing": person.standing}


def note_as_typed(note: Any) -> dict[str, str]:
    """The attachment note as its form has it."""
    return {name: _typed(getattr(note, name)) for name in ("version", *AttachmentForm.NAMES)} if note else {}


def moves_for(person: Told, now: Mapping[str, Any], seen: network.Placement | None) -> list[network.Move]:
    """A move for each answer that was changed on the page and is not what stands there already.

    now: the answers as sent. seen: what the page had shown; None when `now` holds only what was changed.
    """
    return [
        network.Move(str(uuid.uuid4()), what, str(person.person.id), value)
        for what, value in now.items()
        if (seen is None or getattr(seen, what) != value) and getattr(person.placement, what) != value
    ]


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
