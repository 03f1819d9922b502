"""A technique: what it is for, when it helps and when not, and the worksheet that belongs to it."""

from typing import Annotated, Final

from pydantic import Field as Bounded

from amity.core.definitions.common import Id, Many, Reference, Shape, Source, Text, Version, Work
from amity.core.definitions.technique_parts import (
    Asked,
    Carry,
    Felt,
    Field,
    Print,
    Receive,
    Rows,
    Safety,
    Step,
    Visibility,
    asked_in,
)

QUICK_TAPS: Final = 6  # opening it and saving it are two of them; Amity decision: under a minute on a phone


class Technique(Shape):
    """One version of one technique.

    title: for clinicians. client_title, purpose: in the client's words. helps_when, not_when: for clinicians.
    model: the name of a model of its own that it belongs to, where that is not IPT.
    areas: problem areas it belongs to; none means any. adjunct: off the model, and off unless switched on.
    visibility: what a new worksheet begins with. safety: the rule by which it may be held back.
    quick: the questions of the short form on a phone. may_be_destroyed: the client may do away with it.
    guide: how a clinician goes through it. aftercare: what a client reads when they stop.
    """

    id: Id
    version: Version
    title: Text
    client_title: Text
    purpose: Text
    model: Text | None = None
    helps_when: Annotated[Many[Text], Bounded(min_length=1)]
    not_when: Annotated[Many[Text], Bounded(min_length=1)]
    areas: Many[Id] = ()
    adjunct: bool = False
    visibility: Visibility
    safety: Safety
    may_be_destroyed: bool = False
    steps: Annotated[Many[Step], Bounded(min_length=1)]
    fields: Annotated[Many[Field], Bounded(min_length=1)]
    quick: Many[Id] = ()
    carries: Many[Carry] = ()
    receives: Many[Receive] = ()
    guide: Annotated[Many[Text], Bounded(min_length=1)]
    aftercare: Many[Text] = ()
    print: Print = Print()
    source: Source
    sources: Annotated[dict[Text, Work], Bounded(min_length=1)]

    def is_beside(self, model: str | None) -> bool:
        """Whether it stands beside the model of a protocol: an adjunct, or of another model than that one."""
        return self.adjunct or self.model not in (None, model)

    def field(self, id: str) -> Field:
        """The question with this id. Raises KeyError if there is none."""
        return {field.id: field for field in self.fields}[id]

    def step(self, id: str) -> Step:
        """The step with this id. Raises KeyError if there is none."""
        return {step.id: step for step in self.steps}[id]

    def at(self, path: str) -> Asked:
        """The question at `field` or `rows.field`. Raises KeyError if there is none."""
        return dict(asked_in(self.fields))[path]

    def references(self) -> tuple[Reference, ...]:
        """The ids of other files that this one names: worksheets it goes on into, words for feelings."""
        found = [
            Reference(("carries", n, "to"), "technique", carry.to)
            for n, carry in enumerate(self.carries)
            if carry.to != "practice"
        ]
        for n, field in enumerate(self.fields):
            inner = field.fields if isinstance(field, Rows) else ()
            for m, each in enumerate(inner):
                if isinstance(each, Felt):
                    place = ("fields", n, "fields", m, "vocabulary")
                    found.append(Reference(place, "feelings", each.vocabulary))
            if isinstance(field, Felt):
                found.append(Reference(("fields", n, "vocabulary"), "feelings", field.vocabulary))
        return tuple(found)
