"""Who works with a client, and which supervisor may read along for a while."""

import uuid
from datetime import datetime

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import rules
from amity.web.people.models import CareTeamMember, Client, Grant, Staff


@transaction.atomic
def join_care_team(*, client: Client, staff: Staff, by: Actor) -> CareTeamMember:
    """Somebody who is in the team already stays in it, once."""
    rules.check_can_join(client, staff, by)
    Client.objects.select_for_update().get(pk=client.pk)
    if (member := client.care_team.filter(staff=staff, until=None).first()) is not None:
        return member
    member = CareTeamMember.objects.create(
        client=client, staff=staff, since=clock.now(), added_by=by.actor_id
    )
    _wrote("join_care_team", member, by)
    return member


@transaction.atomic
def leave_care_team(*, client: Client, staff: Staff, by: Actor) -> None:
    Client.objects.select_for_update().get(pk=client.pk)
    rules.check_can_leave(client, staff, by)
    member = client.care_team.filter(staff=staff, until=None).first()
    if member is None:
        raise Refused(f"{staff.name} is not in this care team.")
    member.until = clock.now()
    member.save(update_fields=["until"])
    _wrote("leave_care_team", member, by)


@transaction.atomic
def grant_reading(
    *,
    id: uuid.UUID | None = None,
    client: Client,
    staff: Staff,
    reason: str,
    until: datetime,
    by: Actor,
) -> Grant:
    """The same `id` twice grants once."""
    rules.check_can_grant(client, staff, until, reason, by)
    Client.objects.select_for_update().get(pk=client.pk)
    if id and (made := Grant.objects.filter(pk=id).first()) is not None:
        if made.client_id != client.id:
            raise Refused("This form was used before. Open it again.")
        return made
    grant = Grant.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        staff=staff,
        reason=reason,
        since=clock.now(),
        until=until,
        granted_by=by.actor_id,
    )
    audit.wrote(
        "grant_reading",
        by=by,
        client=client.id,
        record="people.Grant",
        record_id=grant.id,
        fields=("staff", "reason", "until"),
    )
    return grant


@transaction.atomic
def revoke_grant(*, grant: Grant, by: Actor) -> None:
    """From the next request on. Revoking twice changes nothing."""
    rules.check_can_revoke(grant, by)
    stored = Grant.objects.select_for_update().get(pk=grant.pk)
    if stored.revoked_at is not None:
        return
    stored.revoked_at = clock.now()
    stored.save(update_fields=["revoked_at"])
    audit.wrote(
        "revoke_grant",
        by=by,
        client=stored.client_id,
        record="people.Grant",
        record_id=stored.id,
        fields=("revoked_at",),
    )


def _wrote(verb: str, member: CareTeamMember, by: Actor) -> None:
    audit.wrote(verb, by=by, client=member.client_id, record="people.CareTeamMember", record_id=member.id)
