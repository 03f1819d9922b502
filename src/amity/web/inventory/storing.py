"""The inside of every write to the inventory: moves in the store's order, pages that save, one audit row."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from amity.core import network
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.inventory import queries
from amity.web.inventory.models import Circle, CircleMove
from amity.web.people.models import Client
from amity.web.people.versions import save_version

IS_DEAD: Final = "is_dead"


def named(person: str) -> network.Move:
    """The move that puts a name into the tray."""
    return network.Move(str(uuid.uuid4()), network.THERE, person, True)


def said_dead(person: str, is_dead: bool) -> network.Move:
    """The move that says whether somebody has died."""
    return network.Move(str(uuid.uuid4()), IS_DEAD, person, is_dead)


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


def tidied(said: Mapping[str, Any]) -> dict[str, Any]:
    """The same, without space around the texts."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}


def save_from_page(
    row: Any,
    version: int,
    new: Mapping[str, Any],
    page: UUID | None,
    turn: int,
    client: Client,
    texts: Collection[str],
    verb: str,
    by: Actor,
) -> bool:
    """Save on top of `version`, which an open page's own next turn always is (decision 20).

    row: locked by the caller. Returns False when somebody else saved meanwhile: the texts are kept aside.
    """
    is_own = page is not None and row.saved_from == page
    if is_own and turn <= row.saved_turn:
        return True
    also = {"changed_at": clock.now(), "changed_by": by.actor_id, "saved_from": page, "saved_turn": turn}
    base = row.version if is_own else version
    return save_version(row, base, new, client=client, texts=texts, verb=verb, by=by, also=also)
