"""The inside of every write to a rhythm diary: its row held, one audit row."""

from typing import Any

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.rhythms.models import Diary


def locked(diary: Diary) -> Diary:
    """The diary held to the end of the transaction: what is sent twice at once waits here."""
    rows = Diary.objects.select_for_update(of=("self",)).select_related("client__service")
    return rows.get(pk=diary.pk)


def wrote(verb: str, row: Any, by: Actor, fields: tuple[str, ...]) -> None:
    """One audit row: field names, never what stands in them."""
    audit.wrote(verb, by=by, client=row.sealed_for, record=row._meta.label, record_id=row.pk, fields=fields)
