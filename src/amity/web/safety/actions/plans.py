"""The safety plan: a change is a new version; of two made from the same one, both are kept."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.people import rules as people_rules
from amity.web.people.models import Client
from amity.web.people.queries import made_before
from amity.web.people.versions import Stale, differing, keep_texts
from amity.web.safety import queries, rules
from amity.web.safety.models import SafetyPlan

RECORD = "safety.SafetyPlan"


def save_safety_plan(
    *,
    id: UUID | None = None,
    client: Client,
    base: int,
    steps: Mapping[str, str],
    review_on: date | None = None,
    made_together: bool = True,
    client_sees: bool = False,
    offline_copy: bool = False,
    made_on: date,
    by: Actor,
) -> SafetyPlan:
    """The next version, made from version `base` (0: from none). Unchanged, it stays the version it is.

    Raises Stale when `base` is no longer the newest; what was written is kept beside it.
    """
    new: dict[str, Any] = {name: _tidy(steps.get(name, "")) for name in queries.TEXTS}
    new |= {
        "review_on": review_on,
        "made_together": made_together,
        "client_sees": client_sees,
        "offline_copy": offline_copy,
    }
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        people_rules.check_can_change_record(client, by)
        if (known := made_before(SafetyPlan, id, client_id=client.pk)) is not None:
            return known
        newest = queries.plan_of(client)
        if newest is not None and not differing(newest, new):
            return newest
        rules.check_can_save_plan(client, {name: new[name] for name in queries.TEXTS}, made_on, review_on)
        if newest is None or newest.number == base:
            return _next(id, client, newest, new, made_on, by)
        mine = {name: new[name] for name in queries.TEXTS if new[name] != getattr(newest, name)}
        keep_texts(newest, mine, client=client, verb="save_safety_plan", by=by)
    raise Stale(newest)


def _next(
    id: UUID | None, client: Client, before: SafetyPlan | None, new: dict[str, Any], made_on: date, by: Actor
) -> SafetyPlan:
    made = SafetyPlan.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        number=before.number + 1 if before else 1,
        contacts=before.contacts if before else [],
        made_on=made_on,
        at=clock.now(),
        by=by.actor_id,
        **new,
    )
    changed = differing(before, new) if before else tuple(name for name in queries.TEXTS if new[name])
    audit.wrote("save_safety_plan", by=by, client=client.id, record=RECORD, record_id=made.id, fields=changed)
    return made


def _tidy(text: str) -> str:
    return "\n".join(queries.lines_of(text))
