"""A counting is asked for, goes on batch by batch, and is whole or fails. What was shown stays until then."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.outcomes import queries, rules
from amity.web.outcomes.models import Summary, SummaryPart
from amity.web.outcomes.queries.steps import Part
from amity.web.people.models import Service


@transaction.atomic
def recompute(*, service: Service, made_up: int | None = None, by: Actor) -> Summary:
    """Let the courses there are now be counted; the program does it, batch by batch.

    made_up: so many made-up courses instead of the records, in the demo alone.
    """
    Service.objects.select_for_update().get(pk=service.pk)  # a form sent twice at once waits here
    rules.check_can_recompute(service, by)
    if made_up is not None:
        rules.check_can_make_up()
    now = clock.now()
    courses = queries.to_count(service, now).count() if made_up is None else made_up
    summary = Summary.objects.create(
        service=service,
        asked_at=now,
        asked_by=by.actor_id,
        made_up=made_up,
        of_courses=courses,
    )
    _wrote("recompute", summary, by)
    return summary


@transaction.atomic
def keep_part(*, summary: Summary, part: Part, by: Actor) -> SummaryPart | None:
    """The counts of the next batch are put away; None where somebody else was quicker, or it is over."""
    rules.check_leads(summary.service, by)
    summary = queries.summary_locked(summary)
    over = summary.finished_at is not None or summary.failed_at is not None
    if over or summary.parts.filter(number__gte=part.number).exists():
        return None
    row = SummaryPart.objects.create(
        summary=summary,
        number=part.number,
        up_to=part.up_to,
        courses=part.courses,
        partial=part.text,
        counted_at=clock.now(),
    )
    _wrote("keep_part", summary, by, ("partial",))
    return row


@transaction.atomic
def finish_summary(*, summary: Summary, shown: Mapping[str, Any], by: Actor) -> Summary:
    """All is counted: what may be shown takes the place of what was shown, and the counts behind it go."""
    rules.check_leads(summary.service, by)
    summary = queries.summary_locked(summary)
    if summary.finished_at is not None or summary.failed_at is not None:
        return summary
    summary.shown, summary.finished_at = dict(shown), clock.now()
    summary.save(update_fields=["shown", "finished_at"])
    summary.parts.all().delete()
    summary.service.summaries.exclude(pk=summary.pk).delete()
    _wrote("finish_summary", summary, by, ("shown",))
    return summary


@transaction.atomic
def fail_summary(*, summary: Summary, why: str, by: Actor) -> Summary:
    """It came to no end. What was shown before still is; somebody may ask again."""
    rules.check_leads(summary.service, by)
    summary = queries.summary_locked(summary)
    if summary.finished_at is not None or summary.failed_at is not None:
        return summary  # another worker was quicker
    summary.failed_at, summary.why_failed = clock.now(), why[:200]
    summary.save(update_fields=["failed_at", "why_failed"])
    summary.parts.all().delete()
    _wrote("fail_summary", summary, by, ("why_failed",))
    return summary


def _wrote(verb: str, summary: Summary, by: Actor, fields: tuple[str, ...] = ()) -> None:
    audit.wrote(verb, by=by, client=None, record="outcomes.Summary", record_id=summary.id, fields=fields)
