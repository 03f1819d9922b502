"""The plan of a course is changed in words: focus, medication, another service, something else."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.models import Course, PlanChange
from amity.web.people import rules as people_rules


@transaction.atomic
def note_plan_change(
    *,
    id: UUID | None = None,
    course: Course,
    kind: str,
    what: str,
    reason: str,
    on: date | None = None,
    by: Actor,
) -> PlanChange:
    """Something about the plan is otherwise from this day on; numbers have a page of their own."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(PlanChange, id, course_id=course.id)) is not None:
        return found
    rules.check_can_note_plan_change(course, kind, what, reason, on)
    noted = PlanChange.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        kind=kind,
        what=what.strip(),
        reason=reason.strip(),
        on=on or clock.today(course.client.service.zone),
        at=clock.now(),
        by=by.actor_id,
    )
    audit.wrote(
        "note_plan_change",
        by=by,
        client=course.client_id,
        record="course.PlanChange",
        record_id=noted.id,
        fields=("kind", "what", "reason"),
    )
    return noted
