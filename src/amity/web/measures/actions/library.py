"""A service brings a questionnaire, a second person releases it, either withdraws it. Nothing is rewritten.

A change is a further version: whatever was answered is read for ever with the version it was given in.
"""

import hashlib
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from amity.core.library.writing import tree_of, written
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.measures import library_rules as rules
from amity.web.measures import reading_brought
from amity.web.measures.models import ImportedInstrument
from amity.web.measures.queries import brought
from amity.web.people.models import Service


@transaction.atomic
def import_instrument(
    *, id: UUID | None = None, service: Service, text: str, of: str, said: dict[str, Any], by: Actor
) -> ImportedInstrument:
    """What was sent, kept as the library writes it, with who says that its licence allows it.

    of: the id of a questionnaire carried without its words, or `reading_brought.ALONE`. said: the answers of
    `BringForm`. A repeated id is the same row. Raises ContentError for what cannot be read, Refused where the
    words do not fit the scoring.
    """
    rules.check_can_bring(service, by)
    Service.objects.select_for_update().get(pk=service.pk)  # two at once would take the same version
    if id is not None and (known := ImportedInstrument.objects.filter(pk=id, service=service).first()):
        return known
    sent = reading_brought.read(text, of)
    tried = reading_brought.build(sent, said)
    if tried.instrument is None:
        raise Refused("It does not fit: " + "; ".join(tried.mismatches[:3]))
    name, version = brought.next_id(service, reading_brought.id_of(sent, tried.instrument))
    built = reading_brought.build(sent, said, id=name, version=version)
    row = ImportedInstrument.objects.create(
        id=id or uuid4(),
        service=service,
        instrument=name,
        version=version,
        definition=written(tree_of(built.instrument or tried.instrument)),
        source=sent.source,
        original_hash=hashlib.sha256(text.encode()).hexdigest(),
        not_taken=list(built.not_taken),
        evidence=said["evidence"],
        licensed_by=by.actor_id,
        licensed_at=clock.now(),
    )
    _wrote("import_instrument", row, by, fields=("definition", "evidence"))
    return row


@transaction.atomic
def release_instrument(*, row: ImportedInstrument, by: Actor) -> ImportedInstrument:
    """Somebody compared it with the original: from now on it can be given."""
    row = _locked(row)
    rules.check_can_release(row, by)
    row.released_at, row.released_by = clock.now(), by.actor_id
    row.save(update_fields=["released_at", "released_by"])
    _wrote("release_instrument", row, by, fields=("released_at", "released_by"))
    return row


@transaction.atomic
def withdraw_instrument(*, row: ImportedInstrument, by: Actor) -> ImportedInstrument:
    """It is given no more. What was given can still be answered and read."""
    row = _locked(row)
    rules.check_can_withdraw(row, by)
    row.withdrawn_at, row.withdrawn_by = clock.now(), by.actor_id
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _wrote("withdraw_instrument", row, by, fields=("withdrawn_at", "withdrawn_by"))
    return row


def _locked(row: ImportedInstrument) -> ImportedInstrument:
    return ImportedInstrument.objects.select_for_update(of=("self",)).select_related("service").get(pk=row.pk)


def _wrote(verb: str, row: ImportedInstrument, by: Actor, *, fields: tuple[str, ...]) -> None:
    record = "measures.ImportedInstrument"
    audit.wrote(verb, by=by, client=None, record=record, record_id=row.id, fields=fields)
