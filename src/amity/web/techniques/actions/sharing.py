"""What they agreed about who sees an entry, and an entry that leaves the client's pages."""

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course.models import Course
from amity.web.course.queries import course_locked
from amity.web.techniques import queries, rules
from amity.web.techniques.models import SharingAgreed, Worksheet
from amity.web.techniques.storing import store_removal


@transaction.atomic
def agree_sharing(*, course: Course, choice: str, by: Actor) -> SharingAgreed:
    """How an entry of the client's own begins from now on; what was written stays as it is."""
    course = course_locked(course)
    rules.check_can_agree_sharing(course, choice, by)
    newest = queries.sharing_agreed(course)
    if newest is not None and newest.choice == choice:
        return newest
    row = SharingAgreed.objects.create(
        course=course, choice=choice, at=clock.now(), by=by.actor_id, by_kind=by.actor_kind
    )
    audit.wrote(
        "agree_sharing", by=by, client=course.client_id, record="techniques.SharingAgreed",
        record_id=row.id, fields=("choice",),
    )  # fmt: skip
    return row


@transaction.atomic
def remove_worksheet(*, worksheet: Worksheet, by: Actor) -> Worksheet:
    """Show an entry, if it is not shown yet, and take it off the client's own pages. The record keeps it."""
    found = queries.worksheet_locked(worksheet)
    rules.check_can_remove(found, by)
    store_removal(found, by)
    return found
