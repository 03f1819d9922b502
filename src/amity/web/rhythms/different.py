"""A day that was different, as its client notes it: what it was, with whom, what lay behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.web.base.fields import text
from amity.web.inventory import queries as inventory
from amity.web.inventory.models import LifeEvent, Relationship
from amity.web.inventory.queries.life import life_events_of, people_to_choose
from amity.web.people.models import Client
from amity.web.rhythms.models import Diary, DisruptedDay
from amity.web.rhythms.queries import disrupted_of

PREFIX = "different"
FROM_THE_LIST = _("Choose from the list who was there, or leave it out.")


@dataclass(frozen=True)
class OwnNote:
    """One that the client wrote. person: whom they named, as they may see them; "" where nobody."""

    id: UUID
    on: date
    words: str
    person: str
    event: str


class DifferentForm(forms.Form):
    """Words, and whom and what they choose from among what they see themselves."""

    words = text(_("What was it?"), rows=2, own=True)
    person = forms.ChoiceField(
        label=_("Who was part of it?"), required=False, error_messages={"invalid_choice": FROM_THE_LIST}
    )
    event = forms.ChoiceField(
        label=_("What lay behind it?"), required=False, error_messages={"invalid_choice": FROM_THE_LIST}
    )

    def __init__(self, client: Client | None, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        self.people = {str(it.id): it for it in people_to_choose(client, shared=True)} if client else {}
        self.events = {str(it.id): it for it in life_events_of(client, shared=True)} if client else {}
        people, events = self.fields["person"], self.fields["event"]
        people.choices = [("", _("nobody")), *((id, it.name) for id, it in self.people.items())]  # type: ignore[attr-defined]
        events.choices = [("", _("nothing named")), *((id, it.words) for id, it in self.events.items())]  # type: ignore[attr-defined]

    @property
    def words_field(self) -> Any:
        return self["words"]

    @property
    def choices(self) -> list[Any]:
        """The lists that have something to choose from."""
        known = {"person": self.people, "event": self.events}
        return [self[name] for name, there in known.items() if there]

    @property
    def is_open(self) -> bool:
        """Whether something stands in it that must not be overlooked."""
        return self.is_bound and bool(self.errors or self["words"].value())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("words") and (said.get("person") or said.get("event")):
            self.add_error("words", _("Write in a few words what it was that day."))
        return said

    @property
    def chosen_person(self) -> Relationship | None:
        return self.people.get(self.cleaned_data["person"])

    @property
    def chosen_event(self) -> LifeEvent | None:
        return self.events.get(self.cleaned_data["event"])

    def id_on(self, page: UUID) -> UUID:
        """The same words from the same page are one note, however often they arrive."""
        return uuid5(page, self.cleaned_data["words"])


def own_notes(diary: Diary) -> list[OwnNote]:
    """What the client noted themself, oldest first; what the team noted stands in their copy."""
    rows = [it for it in disrupted_of(diary) if it.added_by_kind == "client"]
    if not rows:
        return []
    seen = {it.id: it.name for it in people_to_choose(diary.client, shared=True)}
    return [_note(it, seen) for it in rows]


def to_take_off(diary: Diary, day: date, asked: Sequence[str]) -> list[DisruptedDay]:
    """Of the client's own notes of a day those that were ticked."""
    return [
        it
        for it in disrupted_of(diary)
        if it.added_by_kind == "client" and it.on == day and str(it.id) in asked
    ]


def _note(it: DisruptedDay, seen: dict[UUID, str]) -> OwnNote:
    person = str(seen.get(it.person_id, inventory.SOMEBODY)) if it.person_id else ""
    event = it.event.words if it.event and not it.event.is_private else ""
    return OwnNote(it.id, it.on, it.words, person, event)
