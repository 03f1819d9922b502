"""Which techniques can be begun in a course, what leads on from a worksheet, and what is held back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader
from amity.web.course.models import Course
from amity.web.course.queries import protocol_of
from amity.web.inventory import queries as inventory
from amity.web.people.models import Client
from amity.web.safety import queries as safety
from amity.web.safety.models import ViolenceAnswer
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries.people import people_in

COERCED = (ViolenceAnswer.Answer.YES, ViolenceAnswer.Answer.UNSURE)


@dataclass(frozen=True, slots=True)
class Leads:
    """A worksheet that can go on from this one, with what it would begin with."""

    technique: Technique
    begins_with: Mapping[str, Any]
    is_held_back: bool = False


def techniques_for(course: Course, reader: Reader) -> list[Technique]:
    """Every technique that this side may begin by itself, those beside the model only where switched on.

    A client begins what has a short form; which of them, of whichever model, was opened together with their
    clinician. All else is begun by the clinician and shared, whomever it is about: so no page of the client's
    shows by what is missing that somebody was marked.
    """
    if reader == "client":
        found = [it for it in library.techniques() if it.quick]
        beside = [it for it in found if it.adjunct]
    else:
        found = list(library.techniques())
        beside = [it for it in found if it.is_beside(protocol_of(course).model)]
    on = adjuncts_on(course) if beside else frozenset()
    return [it for it in found if it not in beside or it.id in on]


def is_off(course: Course, technique: Technique) -> bool:
    """Whether it stands beside the model of this course and is not switched on for it."""
    return technique.is_beside(protocol_of(course).model) and technique.id not in adjuncts_on(course)


def adjuncts_on(course: Course) -> frozenset[str]:
    """The techniques beside the model that are switched on for this course."""
    newest = {it.technique: it.is_on for it in course.adjunct_switches.order_by("at")}
    return frozenset(id for id, is_on in newest.items() if is_on)


@dataclass(frozen=True, slots=True)
class Marked:
    """With whom the client did not say they are safe, and whether violence was spoken of. For clinicians."""

    unsafe: frozenset[str]
    is_coerced: bool

    def holds_back(self, technique: Technique, person: str | None) -> bool:
        """Whether this is not offered about `person`."""
        return worksheets.is_held_back(technique, person, self.unsafe, is_coerced=self.is_coerced)

    def is_in(self, worksheet: Worksheet) -> bool:
        """Whether somebody in it was marked by now, or it would be held back."""
        technique, told = worksheet.definition, worksheet.told
        is_named = bool(self.unsafe & people_in(technique, told))
        return is_named or self.holds_back(technique, about_whom(technique, told))


def marked_of(client: Client) -> Marked:
    """What was said last, in two queries."""
    worries, _ = inventory.worries_of(client)
    unsafe = frozenset(str(it.person.id) for it in worries)
    said = safety.last_violence_answer(client)
    return Marked(unsafe, bool(unsafe) or (said is not None and said.answer in COERCED))


def leads_from(worksheet: Worksheet, reader: Reader) -> list[Leads]:
    """The worksheets it can go on into, for those that this side may begin."""
    technique, course = worksheet.definition, worksheet.course
    told = worksheets.seen_by(technique, worksheet.told, reader)
    open_to = {it.id: it for it in techniques_for(course, reader)}
    marked = marked_of(course.client) if reader == "clinician" else None
    found = []
    for id in dict.fromkeys(carry.to for carry in technique.carries):
        if (to := open_to.get(id)) is None:
            continue
        begins_with = worksheets.follow_on(technique, told, to)
        is_held = marked is not None and marked.holds_back(to, about_whom(to, begins_with))
        found.append(Leads(to, begins_with, is_held))
    return found


def about_whom(technique: Technique, values: Mapping[str, Any]) -> str | None:
    """The one person a worksheet is about: the answer to its first question for a person."""
    for field in technique.fields:
        if field.type == "person":
            value = values.get(field.id)
            return value if isinstance(value, str) else None
    return None


def carried_as(worksheet: Worksheet) -> tuple[Author, Visibility]:
    """Whose the next worksheet is that a clinician goes on into, and who sees it: nobody new."""
    if worksheet.author == Author.CLINICIAN and worksheet.visibility != Visibility.SHARED:
        return Author.CLINICIAN, Visibility(worksheet.visibility)
    return Author.TOGETHER, Visibility.SHARED
