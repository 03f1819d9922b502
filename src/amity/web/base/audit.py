"""The audit writer: who did what to which record, when. Field names only, never their content."""

from datetime import UTC
from typing import Any, Protocol
from uuid import UUID

from amity.web.base import clock
from amity.web.base.models import AuditEvent


class Actor(Protocol):
    """Whoever acts: a member of staff, a client, or the program itself."""

    @property
    def actor_id(self) -> UUID: ...
    @property
    def actor_kind(self) -> str: ...


class _System:
    """The program, acting on a timer."""

    actor_id = UUID(int=0)
    actor_kind = "system"


SYSTEM = _System()
_synthetic = False


def mark_synthetic(on: bool) -> None:
    """Everything written from now on in this process belongs to the demo."""
    global _synthetic
    _synthetic = on


def wrote(
    verb: str,
    *,
    by: Actor,
    client: UUID | None,
    record: str = "",
    record_id: UUID | None = None,
    fields: tuple[str, ...] = (),
) -> None:
    """One row for one action, inside the action's own transaction."""
    AuditEvent.objects.create(
        at=clock.now(),
        actor=by.actor_id,
        actor_kind=by.actor_kind,
        client=client,
        verb=verb,
        record=record,
        record_id=record_id,
        fields=list(fields),
        synthetic=_synthetic,
    )


def looked(*, by: Actor, record: str, record_id: UUID) -> None:
    """Somebody read what is nobody's record: one row per person, record and minute, however often."""
    _once("looked", by, record_id, record, client=None, record=record, record_id=record_id)


def read(*, by: Actor, client: UUID, purpose: str) -> None:
    """One row per person, client, purpose and minute, however often the page is drawn."""
    _once("read", by, client, purpose, client=client, purpose=purpose)


def _once(verb: str, by: Actor, about: UUID, what: str, **more: Any) -> None:
    at = clock.now()
    minute = at.astimezone(UTC).strftime("%Y%m%d%H%M")
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                at=at,
                actor=by.actor_id,
                actor_kind=by.actor_kind,
                verb=verb,
                once=f"{by.actor_id.hex}{about.hex}{what}{minute}",
                synthetic=_synthetic,
                **more,
            )
        ],
        ignore_conflicts=True,
    )
