"""The attachment note: a working hypothesis about closeness, of both, in words and two scales."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.inventory import rules
from amity.web.inventory.models import AttachmentNote
from amity.web.inventory.storing import save_from_page, tidied
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import Client
from amity.web.people.versions import Stale

SCALES = ("anxiety", "avoidance")
TEXTS = (
    "self_worthy", "others_available", "way_of_asking", "reaction_to_help", "examples",
    "therapy_implication", "ending_implication",
)  # fmt: skip


def save_attachment_note(
    *,
    client: Client,
    version: int,
    said: Mapping[str, Any],
    page: UUID | None = None,
    turn: int = 0,
    by: Actor,
) -> AttachmentNote | None:
    """Some of the note, by name; what is left out stays. version: 0 before there is one.

    Returns None while nothing is written at all. Raises Stale when `version` is not the newest: both texts
    are kept.
    """
    unknown = set(said) - {*TEXTS, *SCALES}
    if unknown:
        raise ValueError(f"the attachment note has no {sorted(unknown)}")
    with transaction.atomic():
        client = people_queries.client_locked(client)
        people.check_can_change_record(client, by)
        new = tidied(said)
        rules.check_attachment(new)
        found = AttachmentNote.objects.select_for_update().filter(client=client).first()
        if found is None and all(value in (None, "") for value in new.values()):
            return None
        row, base = (found, version) if found else (_begun(client, by), 0)
        saved = save_from_page(row, base, new, page, turn, client, TEXTS, "save_attachment_note", by)
    if not saved:
        raise Stale(row)
    return row


def _begun(client: Client, by: Actor) -> AttachmentNote:
    """An empty row, version 0: what is saved on it in the same transaction makes it the first."""
    now = clock.now()
    return AttachmentNote.objects.create(
        client=client, version=0, added_at=now, added_by=by.actor_id, changed_at=now,
        changed_by=by.actor_id, **dict.fromkeys(TEXTS, ""),
    )  # fmt: skip
