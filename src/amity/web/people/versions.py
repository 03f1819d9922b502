"""Saving on top of what somebody else saved: the later save never overwrites, and both texts are kept."""

from collections.abc import Collection, Mapping
from typing import Any

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.record import Record
from amity.web.people.models import Client, KeptText


class Stale(Refused):
    """Saved meanwhile from another window or by somebody else. What was typed is kept beside it."""

    def __init__(self, row: Record) -> None:
        super().__init__(
            "This was saved meanwhile in another window or by a colleague. Nothing is lost: both texts stand "
            "side by side. Keep what is right and save again."
        )
        self.row: Any = row


def differing(row: Record, new: Mapping[str, Any]) -> tuple[str, ...]:
    """The names under which `new` says something else than the row does."""
    return tuple(name for name, value in new.items() if getattr(row, name) != value)


def save_version(
    row: Any,
    version: int,
    new: Mapping[str, Any],
    *,
    client: Client,
    texts: Collection[str],
    verb: str,
    by: Actor,
    also: Mapping[str, Any] | None = None,
) -> bool:
    """Write `new` to a locked row with a `version`, or keep its texts aside when `version` is old.

    row: locked by the caller, inside the caller's transaction. texts: the narrative among `new`.
    also: set with every save (changed_at, changed_by …), never compared.
    Returns False when the texts were kept aside: then raise `Stale(row)` **outside** the transaction.
    """
    changed = differing(row, new)
    if not changed:
        return True
    if row.version != version:
        keep_texts(
            row, {name: new[name] for name in changed if name in texts}, client=client, verb=verb, by=by
        )
        return False
    for name, value in {**new, **(also or {})}.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*new, *(also or {}), "version"])
    _wrote(verb, row, client, changed, by)
    return True


def keep_texts(row: Any, texts: Mapping[str, str], *, client: Client, verb: str, by: Actor) -> None:
    """Keep these texts beside the row they did not get into, each once."""
    kept = [(it.field, it.text) for it in KeptText.objects.filter(record_id=row.pk, client=client)]
    for name, text in texts.items():
        if text and (name, text) not in kept:
            KeptText.objects.create(
                client=client,
                record=row._meta.label,
                record_id=row.pk,
                field=name,
                text=text,
                at=clock.now(),
                by=by.actor_id,
                by_kind=by.actor_kind,
            )
    _wrote(f"{verb}_kept_aside", row, client, tuple(texts), by)


def _wrote(verb: str, row: Record, client: Client, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(verb, by=by, client=client.id, record=row._meta.label, record_id=row.pk, fields=fields)
