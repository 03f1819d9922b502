"""What speaks of a high beside the scores: what a diary shows, and what was written down in a session."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from amity.core.phases import Fact
from amity.web.course.models import Course
from amity.web.course.offered import BesideMood, HighSign, beside_mood, prescribes
from amity.web.course.queries.facts import MET, protocol_of, session_fact, sessions_of

WRITTEN_DOWN: Final = "Amity decision, not tested: it stands until a later session in which it was not ticked"


def beside_mood_of(course: Course) -> BesideMood:
    """What one course's mood is read beside, and who prescribes. Nothing stands in a closed course."""
    found = beside_mood([course])[course.id]
    if course.closed_at:
        return BesideMood(prescriber=found.prescriber)
    return BesideMood((*_written_down(course), *found.signs), found.prescriber)


def prescribers_beside(courses: Sequence[Course]) -> dict[UUID, str]:
    """By course, whom to call where mood rises: "Prescribes: Dr Lee, 555 0101."; "" where nobody is named."""
    return {id: prescribes(it.prescriber) for id, it in beside_mood(courses).items()}


def _written_down(course: Course) -> tuple[HighSign, ...]:
    """Signs that were ticked in the newest session in which anything was."""
    asked = {it.id for it in protocol_of(course).tasks if it.records is Fact.ELEVATED_SIGNS}
    held = map(session_fact, sessions_of([course])[course.id]) if asked else ()
    ticked = [(it.on, it.tasks_done) for it in held if it.on and it.attendance in MET and it.tasks_done]
    if not ticked:
        return ()
    on, done = max(ticked, key=lambda it: it[0])
    words = f"Signs of a high mood were written down in the session of {on.day} {on:%B}."
    return (HighSign(words, WRITTEN_DOWN),) if done & asked else ()


__all__ = ["HighSign", "beside_mood_of", "prescribers_beside", "prescribes"]
