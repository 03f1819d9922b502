"""Circles written: begun, shared with the client, moves made and taken back."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.core import network
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.models import Session
from amity.web.inventory import queries, rules
from amity.web.inventory.actions.people import name_people
from amity.web.inventory.models import Circle, CircleMove, Relationship
from amity.web.inventory.storing import IS_DEAD, named, said_dead, store_moves, wrote
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import Client


@transaction.atomic
def start_circle(
    *,
    id: UUID | None = None,
    client: Client,
    on: date | None = None,
    session: Session | None = None,
    by: Actor,
) -> Circle:
    """A circle of this day. Whoever was on the last one lies in its tray; that one is its ghost."""
    client = people_queries.client_locked(client)
    people.check_can_change_record(client, by)
    if (found := people_queries.made_before(Circle, id, client_id=client.id)) is not None:
        return found
    if session is not None and session.course.client_id != client.id:
        raise Refused("That session is another client's.")
    on = on or clock.today(client.service.zone)
    rules.check_can_start_circle(client, on)
    last = queries.newest_circle(client)
    circle = Circle.objects.create(
        id=id or uuid.uuid4(),
        client=client,
        drawn_on=on,
        after=last,
        session=session,
        started_at=clock.now(),
        started_by=by.actor_id,
    )
    store_moves(circle, _as_it_begins(last), audit.SYSTEM)  # nobody's own to take back
    wrote("start_circle", client, circle, by, ("drawn_on",))
    return circle


@transaction.atomic
def begin_with_names(*, client: Client, names: Mapping[UUID, str], by: Actor) -> Circle:
    """The first names and the circle whose tray they lie in: both or neither."""
    circle = queries.newest_circle(client) or start_circle(client=client, by=by)
    name_people(circle=circle, names=names, by=by)
    return circle


@transaction.atomic
def share_circle(*, circle: Circle, shared: bool, by: Actor) -> Circle:
    """From now on the client sees this circle and draws on it at home, or no more."""
    circle = _circle_locked(circle)
    people.check_can_change_record(circle.client, by)
    if shared == (circle.shared_at is not None):
        return circle
    circle.shared_at, circle.shared_by = (clock.now(), by.actor_id) if shared else (None, None)
    circle.save(update_fields=["shared_at", "shared_by"])
    wrote("share_circle", circle.client, circle, by, ("shared_at",))
    return circle


@transaction.atomic
def make_moves(*, circle: Circle, moves: Sequence[network.Move], by: Actor) -> list[CircleMove]:
    """Moves as they were made, in order. One that is stored already is not made again.

    Raises Refused for a move that cannot be; then none of them is stored.
    """
    circle = _circle_locked(circle)
    rules.check_can_draw(circle, by)
    known = {
        str(row.id): row.circle_id for row in CircleMove.objects.filter(pk__in=[move.id for move in moves])
    }
    if any(circle_id != circle.id for circle_id in known.values()):
        raise Refused("This move was made on another circle. Reload the page and try again.")
    new = [move for move in _each_once(moves) if move.id not in known]
    if not new:
        return []
    rules.check_is_newest(circle, by)
    rules.check_moves(circle, new, queries.drawn(circle))
    rows = store_moves(circle, new, by)
    _stand_as_the_circle_says(circle, new, by)
    wrote("make_moves", circle.client, circle, by, tuple(dict.fromkeys(move.what for move in new)))
    return rows


@transaction.atomic
def take_back(*, id: UUID | None = None, circle: Circle, by: Actor) -> CircleMove:
    """The newest move of one's own, undone by its inverse. What somebody else changed since stays."""
    return _turned(circle, id, by, "take_back", newest=0)


@transaction.atomic
def redo(*, id: UUID | None = None, circle: Circle, by: Actor) -> CircleMove:
    """The newest move that one took back, made again."""
    return _turned(circle, id, by, "redo", newest=1)


def _turned(circle: Circle, id: UUID | None, by: Actor, verb: str, newest: int) -> CircleMove:
    circle = _circle_locked(circle)
    rules.check_can_draw(circle, by)
    if (found := people_queries.made_before(CircleMove, id, circle_id=circle.id)) is not None:
        return found
    rules.check_is_newest(circle, by)
    drawn = queries.drawn(circle)
    move = rules.check_can_take_back(drawn.can_undo(by.actor_id)[newest])
    new_id = str(id or uuid.uuid4())
    back = network.inverse(drawn.moves, move.id, new_id=new_id, own=drawn.own(by.actor_id))
    assert back is not None  # what is offered has an inverse
    [row] = store_moves(circle, [back], by)
    _stand_as_the_circle_says(circle, [back], by)
    wrote(verb, circle.client, circle, by, (row.what,))
    return row


def _each_once(moves: Sequence[network.Move]) -> Iterable[network.Move]:
    """Of those with one id, as a line sends them that was kept twice, the first."""
    found: dict[str, network.Move] = {}
    for move in moves:
        found.setdefault(move.id, move)
    return found.values()


def _as_it_begins(last: Circle | None) -> list[network.Move]:
    """Everybody of the last circle into the tray; the dead stay dead. Everything else is asked anew."""
    if last is None:
        return []
    there, dead = queries.drawn(last).there, Relationship.Standing.DEAD
    died = {str(id) for id in last.client.relationships.filter(standing=dead).values_list("id", flat=True)}
    died |= {one.id for one in there if one.is_dead}
    moves = [named(one.id) for one in there]
    return moves + [said_dead(one.id, True) for one in there if one.id in died]


def _stand_as_the_circle_says(circle: Circle, moves: Sequence[network.Move], by: Actor) -> None:
    """Whoever is alive on the newest circle is not dead in the record; the circle itself knows the dead."""
    alive = {move.person for move in moves if move.what == IS_DEAD and not move.value}
    dead = circle.client.relationships.filter(pk__in=alive, standing=Relationship.Standing.DEAD)
    for one in dead.select_for_update():
        one.standing = Relationship.Standing.CURRENT
        one.version += 1
        one.changed_at, one.changed_by = clock.now(), by.actor_id
        one.save(update_fields=["standing", "version", "changed_at", "changed_by"])
        wrote("change_relationship", circle.client, one, by, ("standing",))


def _circle_locked(circle: Circle) -> Circle:
    rows = Circle.objects.select_for_update(of=("self",)).select_related("client__service")
    return rows.get(pk=circle.pk)
