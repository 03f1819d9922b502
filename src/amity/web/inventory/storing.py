"""The inside of every write to the inventory: moves in the store's order, one audit row."""

import uuid
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from amity.core import network
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.inventory import queries
from amity.web.inventory.models import Circle, CircleMove
from amity.web.people.models import Client


def named(person: str) -> network.Move:
    """The move that puts a name into the tray."""
    return network.Move(str(uuid.uuid4()), network.THERE, person, True)


def store_moves(circle: Circle, moves: Sequence[network.Move], by: Actor) -> list[CircleMove]:
    """Store moves behind those that are there. The caller holds the circle and has checked them."""
    now, first = clock.now(), queries.next_number(circle)
    return CircleMove.objects.bulk_create(
        CircleMove(
            id=UUID(move.id),
            circle=circle,
            number=number,
            what=move.what,
            relationship_id=UUID(move.person) if move.person else None,
            other_id=UUID(move.other) if move.other else None,
            value=list(move.value) if isinstance(move.value, tuple) else move.value,
            undoes=UUID(move.undoes) if move.undoes else None,
            at=now,
            by=by.actor_id,
            by_kind=by.actor_kind,
        )
        for number, move in enumerate(moves, start=first)
    )


def wrote(verb: str, client: Client, row: Any, by: Actor, fields: tuple[str, ...]) -> None:
    """One audit row: field names, never what stands in them."""
    audit.wrote(verb, by=by, client=client.id, record=row._meta.label, record_id=row.pk, fields=fields)
