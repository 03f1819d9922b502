"""Something to ask in supervision is marked, and what came of it is noted."""

import uuid
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.models import Course, Session, SupervisionQuestion
from amity.web.course.queries.find import course_locked
from amity.web.people import rules as people_rules
from amity.web.people.queries import made_before


@transaction.atomic
def ask_in_supervision(
    *,
    id: UUID | None = None,
    course: Course,
    question: str,
    session: Session | None = None,
    about: str = "",
    by: Actor,
) -> SupervisionQuestion:
    """A session, a page or the course is marked for supervision, with the question."""
    course = course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := made_before(SupervisionQuestion, id, course_id=course.id)) is not None:
        return found
    if session is not None and session.course_id != course.id:
        raise Refused("That session belongs to another course.")
    if not question.strip():
        raise Refused("Say what you want to ask.")
    asked = SupervisionQuestion.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        session=session,
        about=about,
        question=question.strip(),
        asked_at=clock.now(),
        asked_by=by.actor_id,
    )
    _wrote("ask_in_supervision", asked, ("question",), by)
    return asked


@transaction.atomic
def note_supervision_answer(*, question: SupervisionQuestion, answer: str, by: Actor) -> SupervisionQuestion:
    """What came of it; with that the question is no longer on the list."""
    rows = SupervisionQuestion.objects.select_for_update(of=("self",)).select_related("course__client")
    question = rows.get(pk=question.pk)
    people_rules.check_can_change_record(question.course.client, by)
    if not answer.strip():
        raise Refused("Say in a line what came of it.")
    if question.answer == answer.strip():
        return question
    if question.answer:
        raise Refused("Somebody noted meanwhile what came of it. Look at what it says now.")
    question.answer = answer.strip()
    question.answered_at, question.answered_by = clock.now(), by.actor_id
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    _wrote("note_supervision_answer", question, ("answer",), by)
    return question


def _wrote(verb: str, question: SupervisionQuestion, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=question.course.client_id,
        record="course.SupervisionQuestion",
        record_id=question.id,
        fields=fields,
    )
