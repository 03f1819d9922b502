"""Around a young client: parents and guardians, the limits of confidentiality, school."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries, rules
from amity.web.people.models import Client, Guardian, YoungPerson
from amity.web.people.versions import Stale, save_version

TEXTS = ("confidentiality_words", "school", "school_arrangements")


def record_young_person(
    *,
    client: Client,
    version: int,
    confidentiality_told_on: date | None,
    confidentiality_words: str,
    school: str,
    school_contact_ok: str,
    school_arrangements: str,
    by: Actor,
) -> YoungPerson:
    """What is agreed around a young client. version: 0 while nothing is recorded; raises Stale."""
    with transaction.atomic():
        client = queries.client_locked(client)
        rules.check_can_change_record(client, by)
        rules.check_day_has_come(client, confidentiality_told_on)
        row = YoungPerson.objects.filter(client=client).first() or YoungPerson.objects.create(
            client=client, version=0, changed_at=clock.now(), changed_by=by.actor_id
        )
        saved = save_version(
            row,
            version,
            {
                "confidentiality_told_on": confidentiality_told_on,
                "confidentiality_words": confidentiality_words.strip(),
                "school": school.strip(),
                "school_contact_ok": school_contact_ok,
                "school_arrangements": school_arrangements.strip(),
            },
            client=client,
            texts=TEXTS,
            verb="record_young_person",
            by=by,
            also={"changed_at": clock.now(), "changed_by": by.actor_id},
        )
    if not saved:
        raise Stale(row)
    return row


@transaction.atomic
def add_guardian(
    *,
    id: UUID | None = None,
    client: Client,
    name: str,
    relation: str,
    contact: str = "",
    may_consent: str = "",
    note: str = "",
    by: Actor,
) -> Guardian:
    """A parent or guardian. They get no account: what they may see is given in a session or on paper."""
    client = queries.client_locked(client)
    rules.check_can_change_record(client, by)
    if (found := queries.made_before(Guardian, id, client_id=client.id)) is not None:
        return found
    if not name.strip():
        raise Refused("Give the name.")
    guardian = Guardian.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        name=name.strip(),
        relation=relation.strip(),
        contact=contact.strip(),
        may_consent=may_consent,
        note=note.strip(),
        added_at=clock.now(),
        added_by=by.actor_id,
    )
    _wrote("add_guardian", guardian, ("name", "relation", "contact", "may_consent", "note"), by)
    return guardian


@transaction.atomic
def remove_guardian(*, guardian: Guardian, by: Actor) -> Guardian:
    """They no longer have a part; the row stays for the history."""
    guardian = Guardian.objects.select_for_update(of=("self",)).select_related("client").get(pk=guardian.pk)
    rules.check_can_change_record(guardian.client, by)
    if guardian.removed_at is None:
        guardian.removed_at = clock.now()
        guardian.save(update_fields=["removed_at"])
        _wrote("remove_guardian", guardian, ("removed_at",), by)
    return guardian


def _wrote(verb: str, guardian: Guardian, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb, by=by, client=guardian.client_id, record="people.Guardian", record_id=guardian.id, fields=fields
    )
