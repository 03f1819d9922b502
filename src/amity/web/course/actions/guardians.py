"""What a parent or guardian may see, item by item, and that it was given."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.models import Course, ShownToGuardian
from amity.web.course.queries.find import course_locked
from amity.web.people import rules as people_rules
from amity.web.people.queries import made_before


@transaction.atomic
def agree_what_guardian_sees(
    *,
    id: UUID | None = None,
    course: Course,
    item: str,
    may_see: bool,
    detail: str = "",
    client_words: str = "",
    by: Actor,
) -> ShownToGuardian:
    """The client said whether a parent may see this. A later answer stands above the earlier one."""
    course = course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := made_before(ShownToGuardian, id, course_id=course.id)) is not None:
        return found
    if item not in ShownToGuardian.Item.values:
        raise Refused("Choose what it is about.")
    row = ShownToGuardian.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        item=item,
        detail=detail.strip(),
        may_see=may_see,
        client_words=client_words.strip(),
        at=clock.now(),
        by=by.actor_id,
    )
    _wrote("agree_what_guardian_sees", row, ("item", "may_see", "detail", "client_words"), by)
    return row


@transaction.atomic
def give_to_guardian(*, shown: ShownToGuardian, how: str, on: date, by: Actor) -> ShownToGuardian:
    """It was said in a session, or given on paper. Only what the client agreed to."""
    rows = ShownToGuardian.objects.select_for_update(of=("self",)).select_related("course__client__service")
    row = rows.get(pk=shown.pk)
    people_rules.check_can_change_record(row.course.client, by)
    if (row.given_how, row.given_on) == (how, on):
        return row
    if not row.may_see:
        raise Refused("The client did not agree that a parent sees this. Ask again first.")
    if how not in ShownToGuardian.How.values:
        raise Refused("Choose whether it was said in a session or given on paper.")
    people_rules.check_day_has_come(row.course.client, on)
    row.given_how, row.given_on = how, on
    row.save(update_fields=["given_how", "given_on"])
    _wrote("give_to_guardian", row, ("given_how", "given_on"), by)
    return row


def _wrote(verb: str, row: ShownToGuardian, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=row.course.client_id,
        record="course.ShownToGuardian",
        record_id=row.id,
        fields=fields,
    )
