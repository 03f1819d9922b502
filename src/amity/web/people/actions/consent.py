"""What a client agreed to, and how it is safe to reach them. Both are only ever added to."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import rules
from amity.web.people.models import Client, Consent, SafeContact

Made = TypeVar("Made", Consent, SafeContact)
CONTACT = ("text_ok", "call_ok", "voicemail_ok", "email_ok", "post_ok", "device_shared", "when", "note")


@transaction.atomic
def record_safe_contact(
    *,
    id: uuid.UUID | None = None,
    client: Client,
    text_ok: bool,
    call_ok: bool,
    voicemail_ok: bool,
    email_ok: bool,
    post_ok: bool,
    device_shared: str,
    when: str,
    note: str,
    by: Actor,
) -> SafeContact:
    """The same `id` twice records once."""
    rules.check_can_change_contact(client, by)
    Client.objects.select_for_update().get(pk=client.pk)
    if id and (made := SafeContact.objects.filter(pk=id).first()) is not None:
        return _same(made, made.client_id == client.id)
    contact = SafeContact.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        text_ok=text_ok,
        call_ok=call_ok,
        voicemail_ok=voicemail_ok,
        email_ok=email_ok,
        post_ok=post_ok,
        device_shared=device_shared,
        when=when,
        note=note,
        recorded_at=clock.now(),
        recorded_by=by.actor_id,
    )
    audit.wrote(
        "record_safe_contact",
        by=by,
        client=client.id,
        record="people.SafeContact",
        record_id=contact.id,
        fields=CONTACT,
    )
    return contact


@transaction.atomic
def record_consent(
    *,
    id: uuid.UUID | None = None,
    client: Client,
    kind: str,
    given: bool,
    how: str,
    on: date,
    note: str,
    by: Actor,
) -> Consent:
    """The same `id` twice records once."""
    rules.check_can_change_record(client, by)
    if kind not in Consent.Kind.values:
        raise Refused(f"There is no consent of the kind {kind!r}.")
    if on > clock.today(client.service.zone):
        raise Refused("A consent is recorded on or after the day it was given.")
    Client.objects.select_for_update().get(pk=client.pk)
    if id and (made := Consent.objects.filter(pk=id).first()) is not None:
        return _same(made, made.client_id == client.id)
    consent = Consent.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        kind=kind,
        given=given,
        how=how,
        on=on,
        note=note,
        recorded_at=clock.now(),
        recorded_by=by.actor_id,
    )
    ended = 0 if given or kind != Consent.Kind.SUPERVISION else _end_reading(client)
    audit.wrote(
        "record_consent",
        by=by,
        client=client.id,
        record="people.Consent",
        record_id=consent.id,
        fields=("kind", "given", "how", "on", "note", *(["grants"] if ended else [])),
    )
    return consent


def _end_reading(client: Client) -> int:
    """Who does not agree to supervision is read by no supervisor, from now on."""
    now = clock.now()
    return client.grants.filter(revoked_at=None, until__gt=now).update(revoked_at=now)


@transaction.atomic
def record_consents(
    *,
    id: uuid.UUID | None = None,
    client: Client,
    kinds: Sequence[str],
    given: bool,
    how: str,
    on: date,
    note: str,
    by: Actor,
) -> list[Consent]:
    """One answer for several kinds: a row and an audit row for each, or none at all."""
    return [
        record_consent(
            id=uuid.uuid5(id, kind) if id else None,
            client=client,
            kind=kind,
            given=given,
            how=how,
            on=on,
            note=note,
            by=by,
        )
        for kind in kinds
    ]


def _same(made: Made, belongs: bool) -> Made:
    if not belongs:
        raise Refused("This form was used before. Open it again.")
    return made
