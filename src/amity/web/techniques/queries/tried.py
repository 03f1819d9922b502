"""What a practice that was tried brings along into a new worksheet, for clinicians."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.web.course.models import Course, Practice

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


def begins_after(technique: Technique, practice: Practice, today: date) -> dict[str, Any]:
    """Its words, with whom, and what came of it; its day only once that has come."""
    told = {
        "text": practice.text,
        "if_then": practice.if_then,
        "person": str(practice.person) if practice.person else None,
        "day": practice.day.isoformat() if practice.day and practice.day <= today else None,
        "result": TRIED[Practice.Result(practice.result)] if practice.result else None,
        "result_said": practice.result_said,
    }
    return worksheets.begin_after(technique, {name: value for name, value in told.items() if value})
