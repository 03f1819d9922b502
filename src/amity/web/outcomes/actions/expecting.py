"""An expected response is fitted when somebody asks, and on when somebody who looked at it says so."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.outcomes import queries, rules
from amity.web.outcomes.models import ExpectedResponse, FitPart
from amity.web.outcomes.queries import expecting
from amity.web.outcomes.queries.steps import Part
from amity.web.people.models import Service

MOST_TRIES: Final = 3


@transaction.atomic
def ask_for_fit(*, service: Service, measure: str, made_up: int | None = None, by: Actor) -> ExpectedResponse:
    """Let the finished courses there are now be fitted; the program does it.

    made_up: so many made-up courses instead of the records, in the demo alone.
    """
    Service.objects.select_for_update().get(pk=service.pk)  # a form sent twice at once waits here
    rules.check_can_fit(service, measure, made_up, by)
    if made_up is not None:
        rules.check_can_make_up()
    now = clock.now()
    row = ExpectedResponse.objects.create(
        service=service,
        measure=measure,
        made_up=made_up,
        asked_at=now,
        asked_by=by.actor_id,
        of_courses=queries.to_count(service, now).count() if made_up is None else made_up,
    )
    _wrote("ask_for_fit", row, by)
    return row


@transaction.atomic
def keep_read(*, row: ExpectedResponse, part: Part, by: Actor) -> FitPart | None:
    """The scores of the next batch are put away; None where somebody else was quicker, or it is over."""
    rules.check_leads(row.service, by)
    row = expecting.fit_locked(row)
    over = row.finished_at is not None or row.failed_at is not None
    if over or row.parts.filter(number__gte=part.number).exists():
        return None
    kept = FitPart.objects.create(
        fit=row,
        number=part.number,
        up_to=part.up_to,
        courses=part.courses,
        scores=part.text,
        kept_at=clock.now(),
    )
    row.tries = 0
    row.save(update_fields=["tries"])
    _wrote("keep_read", row, by, ("scores",))
    return kept


@transaction.atomic
def finish_fit(
    *, row: ExpectedResponse, model: Mapping[str, Any], checked: Mapping[str, Any], by: Actor
) -> ExpectedResponse:
    """It is fitted, and off. What else was fitted of this questionnaire and is not on goes."""
    rules.check_leads(row.service, by)
    row = expecting.fit_locked(row)
    if row.finished_at is not None or row.failed_at is not None:
        return row
    row.model, row.checked, row.finished_at = dict(model), dict(checked), clock.now()
    row.save(update_fields=["model", "checked", "finished_at"])
    row.parts.all().delete()
    others = row.service.expected_responses.filter(measure=row.measure).exclude(pk=row.pk)
    others.exclude(on_at__isnull=False, off_at=None).delete()
    _wrote("finish_fit", row, by, ("model", "checked"))
    return row


@transaction.atomic
def try_fit(*, row: ExpectedResponse, by: Actor) -> bool:
    """Count a try before it is made, so that a step which takes the worker with it is not made for ever."""
    rules.check_leads(row.service, by)
    row = expecting.fit_locked(row)
    if row.finished_at is not None or row.failed_at is not None:
        return False
    if row.tries >= MOST_TRIES:
        raise Refused("It was tried three times and came to no end. Ask whoever runs this installation.")
    row.tries += 1
    row.save(update_fields=["tries"])
    _wrote("try_fit", row, by, ("tries",))
    return True


@transaction.atomic
def fail_fit(*, row: ExpectedResponse, why: str, by: Actor) -> ExpectedResponse:
    """It could not be fitted; the reason stands on the page."""
    rules.check_leads(row.service, by)
    row = expecting.fit_locked(row)
    if row.finished_at is not None or row.failed_at is not None:
        return row  # another worker was quicker
    row.failed_at, row.why_failed = clock.now(), why[:300]
    row.save(update_fields=["failed_at", "why_failed"])
    row.parts.all().delete()
    _wrote("fail_fit", row, by, ("why_failed",))
    return row


@transaction.atomic
def switch_on(*, row: ExpectedResponse, by: Actor) -> ExpectedResponse:
    """Clinicians of the service see it from now on; what was on before is off."""
    Service.objects.select_for_update().get(pk=row.service_id)
    row = expecting.fit_locked(row)
    rules.check_can_switch_on(row, by)
    now = clock.now()
    on = row.service.expected_responses.filter(measure=row.measure, on_at__isnull=False, off_at=None)
    on.delete()
    row.on_at, row.on_by, row.off_at = now, by.actor_id, None
    row.save(update_fields=["on_at", "on_by", "off_at"])
    _wrote("switch_on", row, by, ("on_at",))
    return row


@transaction.atomic
def switch_off(*, row: ExpectedResponse, by: Actor) -> ExpectedResponse:
    """Nobody sees it any more."""
    row = expecting.fit_locked(row)
    rules.check_leads(row.service, by)
    if not row.is_on:
        raise Refused("It is off already.")
    row.off_at = clock.now()
    row.save(update_fields=["off_at"])
    _wrote("switch_off", row, by, ("off_at",))
    return row


def _wrote(verb: str, row: ExpectedResponse, by: Actor, fields: tuple[str, ...] = ()) -> None:
    audit.wrote(verb, by=by, client=None, record="outcomes.ExpectedResponse", record_id=row.id, fields=fields)
