"""What client and therapist come to understand and agree in a session, told through actions."""

from amity.web.course import actions as courses
from amity.web.course import queries
from amity.web.course.models import Course
from amity.web.demo.story import Course as Told
from amity.web.demo.story import Understood

SAID = {"how", "answer", "words", "at"}


def agreed_in(slot: int, told: Told, course: Course) -> None:
    """Everything of the story that was agreed in this slot."""
    for version in told.formulation:
        if version.at == slot:
            _understood(version, course)


def _understood(version: Understood, course: Course) -> None:
    """Said in the room, written down, given, and answered there."""
    newest = queries.newest_formulation(course)
    by = course.clinician.user
    written = courses.write_formulation(
        course=course, base=newest.number if newest else 0, by=by, **version.model_dump(exclude=SAID)
    )
    given = courses.give_formulation(formulation=written, how=version.how, by=by)
    if version.words:
        courses.answer_formulation(
            formulation=given, answer=version.answer, words=version.words, how="spoken", by=by
        )
