"""A structured assessment is kept as it was made; its follow-up is recorded once."""

import uuid
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.people import rules as people_rules
from amity.web.people.models import Client
from amity.web.people.queries import made_before
from amity.web.safety import queries, rules
from amity.web.safety.actions.flags import note_done
from amity.web.safety.models import Flag, RiskAssessment

RECORD = "safety.RiskAssessment"


@transaction.atomic
def assess_risk(
    *,
    id: UUID | None = None,
    client: Client,
    answers: Mapping[str, str],
    said: Mapping[str, str],
    decision: str,
    rationale: str = "",
    decided_with: str = "",
    follow_up_on: date | None = None,
    made_on: date,
    session_id: UUID | None = None,
    seen: int | None = None,
    by: Actor,
) -> RiskAssessment:
    """A new assessment. Where a flag is open it belongs to the flag, and counts as something done about it.

    answers: question id → "yes", "no" or "unsure"; what was not asked is left out. said: word for word.
    seen: how many events of the open flag the page showed; a newer answer is read first.
    """
    Client.objects.select_for_update().get(pk=client.pk)
    people_rules.check_can_change_record(client, by)
    if (known := made_before(RiskAssessment, id, client_id=client.pk)) is not None:
        return known
    rules.check_can_assess_risk(client, made_on, follow_up_on, decision)
    flag = Flag.objects.filter(client=client, closed_at=None).first()
    made = RiskAssessment.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        session_id=session_id,
        flag=flag,
        answers={it.id: answers[it.id] for it in queries.QUESTIONS if answers.get(it.id)},
        **{it.id: said.get(it.id, "").strip() for it in queries.QUESTIONS},
        decision=decision.strip(),
        rationale=rationale.strip(),
        decided_with=decided_with.strip(),
        follow_up_on=follow_up_on,
        made_on=made_on,
        at=clock.now(),
        by=by.actor_id,
    )
    audit.wrote("assess_risk", by=by, client=client.id, record=RECORD, record_id=made.id)
    if flag is not None:
        note = f"A structured assessment was made. Decided: {made.decision}"
        note_done(flag=flag, note=note, source=(RECORD, made.id), seen=seen, by=by)
    return made


@transaction.atomic
def record_follow_up(*, assessment: RiskAssessment, note: str, by: Actor) -> RiskAssessment:
    """What came of the follow-up that was agreed. The same words again change nothing."""
    found = (
        RiskAssessment.objects.select_for_update(of=("self",)).select_related("client").get(pk=assessment.pk)
    )
    people_rules.check_can_change_record(found.client, by)
    if found.followed_up_at is not None and found.followed_up_note == note.strip():
        return found
    rules.check_can_record_follow_up(found)
    found.followed_up_at, found.followed_up_by = clock.now(), by.actor_id
    found.followed_up_note = note.strip()
    fields = ("followed_up_at", "followed_up_by", "followed_up_note")
    found.save(update_fields=fields)
    audit.wrote(
        "record_follow_up", by=by, client=found.client_id, record=RECORD, record_id=found.id, fields=fields
    )
    return found
