"""A client's identity and contact."""

import uuid
from datetime import date

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries, rules
from amity.web.people.models import CareTeamMember, Client, Service

IDENTITY = ("name", "date_of_birth", "pronouns", "language", "time_zone", "phone", "email")


class Stale(Refused):
    """Somebody saved in between; `now` is what is stored."""

    def __init__(self, now: Client) -> None:
        super().__init__(
            "Somebody else changed this in between. Nothing of yours was saved yet: "
            "compare with what is stored now, then save again."
        )
        self.now = now


@transaction.atomic
def add_client(
    *,
    id: uuid.UUID | None = None,
    service: Service,
    name: str,
    date_of_birth: date,
    pronouns: str,
    language: str,
    time_zone: str,
    phone: str,
    email: str,
    by: Actor,
) -> Client:
    """A clinician who adds somebody is their care team. The same `id` twice adds one client."""
    rules.check_can_add_client(service, by)
    Service.objects.select_for_update().get(pk=service.pk)  # a form sent twice at once waits here
    if id and (made := Client.objects.filter(pk=id).first()) is not None:
        if made.created_by != by.actor_id:
            raise Refused("This form was used before. Open it again.")
        return made
    client = Client.objects.create(
        id=id or uuid.uuid4(),
        service=service,
        name=name,
        date_of_birth=date_of_birth,
        pronouns=pronouns,
        language=language,
        time_zone=time_zone,
        phone=phone,
        email=email,
        created_at=clock.now(),
        created_by=by.actor_id,
    )
    staff = queries.staff_of(by)
    if staff is not None:
        CareTeamMember.objects.create(client=client, staff=staff, since=clock.now(), added_by=by.actor_id)
    audit.wrote(
        "add_client",
        by=by,
        client=client.id,
        record="people.Client",
        record_id=client.id,
        fields=(*IDENTITY, *(["care_team"] if staff else [])),
    )
    return client


@transaction.atomic
def change_client(
    *,
    client: Client,
    version: int,
    name: str,
    date_of_birth: date,
    pronouns: str,
    language: str,
    time_zone: str,
    phone: str,
    email: str,
    by: Actor,
) -> Client:
    """Raises Stale, with what is stored now, when `version` is no longer the newest."""
    rules.check_can_change_contact(client, by)
    stored = Client.objects.select_for_update().get(pk=client.pk)
    typed = dict(
        zip(IDENTITY, (name, date_of_birth, pronouns, language, time_zone, phone, email), strict=True)
    )
    changed = tuple(field for field in IDENTITY if getattr(stored, field) != typed[field])
    if stored.version != version and changed:
        raise Stale(stored)
    if not changed:  # the same form sent twice
        return stored
    for field in changed:
        setattr(stored, field, typed[field])
    stored.version += 1
    stored.save(update_fields=[*changed, "version"])
    audit.wrote(
        "change_client",
        by=by,
        client=stored.id,
        record="people.Client",
        record_id=stored.id,
        fields=changed,
    )
    return stored
