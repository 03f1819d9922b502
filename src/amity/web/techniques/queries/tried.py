"""What a practice that was tried brings along into a new worksheet."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader
from amity.web.course.models import Course, Practice
from amity.web.techniques.queries.people import choices_of

TRIED: Final = {
    Practice.Result.DONE: "yes",
    Practice.Result.PARTLY: "part",
    Practice.Result.NOT_TRIED: "no",
}


def practice_in(course: Course, id: str) -> Practice | None:
    """What was agreed in this course, by an id from an address."""
    try:
        return course.practices.filter(pk=UUID(id)).first()
    except ValueError:
        return None


def begins_after(technique: Technique, practice: Practice, reader: Reader, today: date) -> dict[str, Any]:
    """Its words, with whom, and what came of it; its day only once that has come.

    For the client: somebody whom they know, and of the result only what they told themself.
    """
    client, is_theirs = practice.course.client, reader == "client"
    person = str(practice.person) if practice.person else None
    if is_theirs and person not in choices_of(client, reader):
        person = None
    told: dict[str, Any] = {
        "text": practice.text,
        "if_then": practice.if_then,
        "person": person,
        "day": practice.day.isoformat() if practice.day and practice.day <= today else None,
    }
    if practice.result and (not is_theirs or practice.result_by == client.id):
        told |= {"result": TRIED[Practice.Result(practice.result)], "result_said": practice.result_said}
    return worksheets.begin_after(technique, {name: value for name, value in told.items() if value})
