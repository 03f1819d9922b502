"""Which techniques can be begun in a course, what leads on from a worksheet, and what is held back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader
from amity.web.course.models import Course
from amity.web.inventory import queries as inventory
from amity.web.people.models import Client
from amity.web.safety import queries as safety
from amity.web.safety.models import ViolenceAnswer
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.people import people_in

COERCED = (ViolenceAnswer.Answer.YES, ViolenceAnswer.Answer.UNSURE)


@dataclass(frozen=True, slots=True)
class Leads:
    """A worksheet that can go on from this one, with what it would begin with."""

    technique: Technique
    begins_with: Mapping[str, Any]
    is_held_back: bool = False


def techniques_for(course: Course, reader: Reader) -> list[Technique]:
    """Every technique that this side may begin by itself, adjuncts only where they are switched on.

    A client begins what has a short form. All else is begun by the clinician and shared, whomever it is
    about: so no page of the client's shows by what is missing that somebody was marked.
    """
    found = [it for it in library.techniques() if reader == "clinician" or it.quick]
    on = adjuncts_on(course) if any(it.adjunct for it in found) else frozenset()
    return [it for it in found if not it.adjunct or it.id in on]


def adjuncts_on(course: Course) -> frozenset[str]:
    """The techniques beside the model that are switched on for this course."""
    newest = {it.technique: it.is_on for it in course.adjunct_switches.order_by("at")}
    return frozenset(id for id, is_on in newest.items() if is_on)


def held_back(client: Client, technique: Technique, person: str | None) -> bool:
    """Whether this is not offered about `person`: for clinicians' pages alone."""
    if technique.safety == "none":
        return False
    worries, _ = inventory.worries_of(client)
    unsafe = frozenset(str(it.person.id) for it in worries)
    said = safety.last_violence_answer(client)
    is_coerced = bool(unsafe) or (said is not None and said.answer in COERCED)
    return worksheets.is_held_back(technique, person, unsafe, is_coerced=is_coerced)


def names_somebody_marked(worksheet: Worksheet) -> bool:
    """Whether somebody in it was marked by now, or it would be held back: for clinicians' pages alone."""
    client, technique = worksheet.course.client, worksheet.definition
    if held_back(client, technique, about_whom(technique, worksheet.told)):
        return True
    worries, _ = inventory.worries_of(client)
    return bool({str(it.person.id) for it in worries} & people_in(technique, worksheet.told))


def leads_from(worksheet: Worksheet, reader: Reader) -> list[Leads]:
    """The worksheets it can go on into, for those that this side may begin."""
    technique, course = worksheet.definition, worksheet.course
    told = worksheets.seen_by(technique, worksheet.told, reader)
    open_to = {it.id: it for it in techniques_for(course, reader)}
    found = []
    for id in dict.fromkeys(carry.to for carry in technique.carries):
        if (to := open_to.get(id)) is None:
            continue
        begins_with = worksheets.follow_on(technique, told, to)
        is_held = reader == "clinician" and held_back(course.client, to, about_whom(to, begins_with))
        found.append(Leads(to, begins_with, is_held))
    return found


def about_whom(technique: Technique, values: Mapping[str, Any]) -> str | None:
    """The one person a worksheet is about: the answer to its first question for a person."""
    for field in technique.fields:
        if field.type == "person":
            value = values.get(field.id)
            return value if isinstance(value, str) else None
    return None
