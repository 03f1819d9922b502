"""Courses without names are handed out: how many, and what for, stands here before the file is made."""

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.outcomes import queries, rules
from amity.web.outcomes.models import Export
from amity.web.people.models import Service


@transaction.atomic
def export_courses(*, service: Service, reason: str, by: Actor) -> Export:
    """Write down who asks for the courses there are now, and why.

    Raises Refused where there are too few of them, or too many.
    """
    rules.check_can_export(service, by)
    rules.check_export_reason(reason)
    last = queries.newest(service)
    export = Export.objects.create(
        service=service,
        asked_at=clock.now(),
        asked_by=by.actor_id,
        reason=reason.strip(),
        courses=rules.courses_to_export(last, service),
        made_up=last is not None and last.made_up is not None,
    )
    audit.wrote("export_courses", by=by, client=None, record="outcomes.Export", record_id=export.id)
    return export
