"""Knocking at a page as somebody of the cast, and what the audit trail says afterwards."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from amity.web.base.models import AuditEvent
from amity.web.people.models import Staff
from tests.cast import World, signed_in


def get(staff: Staff, path: str, **headers: Any) -> Any:
    return signed_in(staff).get(path, **headers)


def post(staff: Staff, path: str, data: dict[str, Any] | None = None) -> Any:
    return signed_in(staff).post(path, data or {})


def statuses(people: Iterable[Staff], path: str, *, posting: bool = False) -> set[int]:
    """What these people are answered at this address."""
    return {(post(it, path) if posting else get(it, path)).status_code for it in people}


def strangers(world: World) -> tuple[Staff, ...]:
    """Clinicians who do not work with Maya, in her service and in another."""
    return (world.ben, world.carl)


def no_clinicians(world: World) -> tuple[Staff, ...]:
    """Everybody of Northgate who writes no course: supervisor included."""
    return (world.sam, world.cora, world.lena, world.rosa, world.alex)


def no_readers(world: World) -> tuple[Staff, ...]:
    """Everybody of Northgate who reads no course."""
    return (world.cora, world.lena, world.rosa, world.alex)


def written(verb: str, record_id: UUID | None = None) -> int:
    """How many audit rows say that this was done."""
    rows = AuditEvent.objects.filter(verb=verb)
    return (rows.filter(record_id=record_id) if record_id else rows).count()


def reads(staff: Staff, client_id: UUID, purpose: str) -> int:
    """How often this person's reading of this record was noted."""
    rows = AuditEvent.objects.filter(verb="read", actor=staff.user.id, client=client_id, purpose=purpose)
    return rows.count()


def text(answer: Any) -> str:
    """The page as one line of text."""
    return " ".join(answer.content.decode().split())
