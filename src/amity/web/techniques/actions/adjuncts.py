"""A technique beside the model, switched on or off for one course."""

from django.db import transaction

from amity.core.definitions.technique import Technique
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course.models import Course
from amity.web.course.queries import course_locked
from amity.web.techniques import queries, rules
from amity.web.techniques.models import AdjunctSwitch


@transaction.atomic
def switch_adjunct(*, course: Course, technique: Technique, is_on: bool, reason: str = "", by: Actor) -> None:
    """On with a reason, or off. What was written with it stays."""
    course = course_locked(course)
    rules.check_can_switch_adjunct(course, technique, reason, is_on=is_on, by=by)
    if (technique.id in queries.adjuncts_on(course)) == is_on:
        return
    row = AdjunctSwitch.objects.create(
        course=course, technique=technique.id, is_on=is_on, reason=reason.strip(), at=clock.now(),
        by=by.actor_id,
    )  # fmt: skip
    audit.wrote(
        "switch_adjunct", by=by, client=course.client_id, record="techniques.AdjunctSwitch",
        record_id=row.id, fields=("is_on", "reason"),
    )  # fmt: skip
