"""The private question about violence: each asking is a row of its own."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.people import rules as people_rules
from amity.web.people.models import Client
from amity.web.people.queries import made_before
from amity.web.safety import rules
from amity.web.safety.models import ViolenceAnswer


@transaction.atomic
def record_violence_answer(
    *,
    id: UUID | None = None,
    client: Client,
    asked_alone: bool,
    answer: str,
    said: str = "",
    decided: str = "",
    on: date,
    by: Actor,
) -> ViolenceAnswer:
    """What the client answered, and whether anybody could hear it."""
    Client.objects.select_for_update().get(pk=client.pk)
    people_rules.check_can_change_record(client, by)
    if (known := made_before(ViolenceAnswer, id, client_id=client.pk)) is not None:
        return known
    rules.check_can_record_violence_answer(client, on)
    made = ViolenceAnswer.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        asked_alone=asked_alone,
        answer=answer,
        said=said.strip(),
        decided=decided.strip(),
        on=on,
        at=clock.now(),
        by=by.actor_id,
    )
    record = "safety.ViolenceAnswer"
    audit.wrote("record_violence_answer", by=by, client=client.id, record=record, record_id=made.id)
    return made
