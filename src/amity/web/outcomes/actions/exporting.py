"""What somebody takes out of the outcomes, written down: which file, of how many courses, and what for."""

from pathlib import Path

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.outcomes import queries, rules
from amity.web.outcomes.models import Export
from amity.web.people.models import Service


@transaction.atomic
def export_courses(*, service: Service, reason: str, into: Path, by: Actor) -> Export:
    """Write the courses without names into a folder, and who asked for them and why.

    into: a new folder, or an empty one; laid out as `core.analytics.files` says. Raises Refused where there
    are too few courses, or too many.
    """
    rules.check_can_export(service, by)
    rules.check_export_reason(reason)
    from amity.web.outcomes import batches  # frames, which take a moment to load

    last, now = queries.newest(service), clock.now()
    made_up = last.made_up if last is not None else None
    courses = batches.write_made_up(made_up, into) if made_up else batches.write_records(service, now, into)
    export = Export.objects.create(
        service=service, asked_at=now, asked_by=by.actor_id, reason=reason.strip(), courses=courses,
        made_up=made_up is not None,
    )  # fmt: skip
    audit.wrote("export_courses", by=by, client=None, record="outcomes.Export", record_id=export.id)
    return export
