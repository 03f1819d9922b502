"""The inventory written: people named and told about, circles begun, moves made and taken back."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.core import network
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.models import Session
from amity.web.inventory import queries, rules
from amity.web.inventory.models import Circle, CircleMove, Relationship, RelationshipSafety
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import Client
from amity.web.people.versions import Stale, save_version

__all__ = [
    "Stale",
    "change_relationship",
    "make_moves",
    "name_people",
    "redo",
    "say_safe",
    "start_circle",
    "take_back",
]
TEXTS = (
    "alias", "kind_words", "meaning", "good_and_hard", "changed", "contact", "conflict_about",
    "my_expectations", "their_expectations", "effect_on_mood", "what_to_change",
)  # fmt: skip


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
    client = _locked(client)
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
    was_there = [one.id for one in queries.drawn(last).there] if last else []
    _store(circle, [_named(id) for id in was_there], audit.SYSTEM)  # nobody's own to take back
    _audit("start_circle", client, circle, by, ("drawn_on",))
    return circle


@transaction.atomic
def name_people(*, circle: Circle, names: Mapping[UUID, str], by: Actor) -> list[Relationship]:
    """People by a name each, into the tray. Ids are made where the names are typed; an empty name passes."""
    client = _locked(circle.client)
    people.check_can_change_record(client, by)
    rules.check_is_newest(circle)
    given = {id: name.strip() for id, name in names.items() if name.strip()}
    new = {
        id: name
        for id, name in given.items()
        if people_queries.made_before(Relationship, id, client_id=client.id) is None
    }
    if given and not new:
        return list(client.relationships.filter(pk__in=given))
    rules.check_names(client, list(new.values()))
    now = clock.now()
    people_made = [
        Relationship.objects.create(
            id=id, client=client, alias=name, added_at=now, added_by=by.actor_id, changed_at=now,
            changed_by=by.actor_id, **dict.fromkeys(TEXTS[1:], ""),
        )
        for id, name in new.items()
    ]  # fmt: skip
    _store(circle, [_named(str(one.id)) for one in people_made], by)
    for one in people_made:
        _audit("name_person", client, one, by, ("alias",))
    return people_made


def change_relationship(
    *, relationship: Relationship, version: int, said: Mapping[str, str], by: Actor
) -> Relationship:
    """What is said about somebody. said: by the field's name; what is left out stays as it is.

    Raises Stale when `version` is not the newest: both texts are kept.
    """
    unknown = set(said) - {*TEXTS, "kind", "standing"}
    if unknown:
        raise ValueError(f"no such thing is said about a relationship: {sorted(unknown)}")
    with transaction.atomic():
        client = _locked(relationship.client)
        people.check_can_change_record(client, by)
        found = client.relationships.select_for_update().get(pk=relationship.pk)
        new: dict[str, Any] = {name: text.strip() for name, text in said.items()}
        rules.check_relationship(
            new.get("alias", found.alias), new.get("kind", found.kind), new.get("standing", found.standing)
        )
        saved = save_version(
            found,
            version,
            new,
            client=client,
            texts=TEXTS,
            verb="change_relationship",
            by=by,
            also={"changed_at": clock.now(), "changed_by": by.actor_id},
        )
    if not saved:
        raise Stale(found)
    return found


@transaction.atomic
def say_safe(
    *,
    id: UUID | None = None,
    relationship: Relationship,
    answer: str,
    asked_alone: bool,
    words: str = "",
    by: Actor,
) -> RelationshipSafety:
    """Whether the client is safe with somebody, as they said it today. For clinicians alone."""
    client = _locked(relationship.client)
    people.check_can_change_record(client, by)
    found = people_queries.made_before(RelationshipSafety, id, relationship_id=relationship.id)
    if found is not None:
        return found
    rules.check_safety_answer(answer)
    row = RelationshipSafety.objects.create(
        id=id or uuid.uuid4(),
        relationship=relationship,
        answer=answer,
        asked_alone=asked_alone,
        words=words.strip(),
        at=clock.now(),
        by=by.actor_id,
    )
    _audit("say_safe", client, row, by, ("answer",))
    return row


@transaction.atomic
def make_moves(*, circle: Circle, moves: Sequence[network.Move], by: Actor) -> list[CircleMove]:
    """Moves as they were made, in order. One that is stored already is not made again.

    Raises Refused for a move that cannot be; then none of them is stored.
    """
    circle = _circle_locked(circle)
    people.check_can_change_record(circle.client, by)
    known = {
        str(row.id): row.circle_id for row in CircleMove.objects.filter(pk__in=[move.id for move in moves])
    }
    if any(circle_id != circle.id for circle_id in known.values()):
        raise Refused("This move was made on another circle. Reload the page and try again.")
    new = [move for move in moves if move.id not in known]
    if not new:
        return []
    rules.check_is_newest(circle)
    rules.check_moves(circle, new, queries.drawn(circle))
    rows = _store(circle, new, by)
    _audit("make_moves", circle.client, circle, by, tuple(dict.fromkeys(move.what for move in new)))
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
    people.check_can_change_record(circle.client, by)
    if (found := people_queries.made_before(CircleMove, id, circle_id=circle.id)) is not None:
        return found
    rules.check_is_newest(circle)
    move = rules.check_can_take_back(network.can_undo(queries.own_moves(circle, by.actor_id))[newest])
    back = network.inverse(queries.drawn(circle).moves, move.id, new_id=str(id or uuid.uuid4()))
    [row] = _store(circle, [rules.check_not_overtaken(back)], by)
    _audit(verb, circle.client, circle, by, (row.what,))
    return row


def _named(person: str) -> network.Move:
    return network.Move(str(uuid.uuid4()), network.THERE, person, True)


def _store(circle: Circle, moves: Sequence[network.Move], by: Actor) -> list[CircleMove]:
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


def _locked(client: Client) -> Client:
    """The client's row: what is sent twice at once waits here."""
    return Client.objects.select_for_update(of=("self",)).select_related("service").get(pk=client.pk)


def _circle_locked(circle: Circle) -> Circle:
    rows = Circle.objects.select_for_update(of=("self",)).select_related("client__service")
    return rows.get(pk=circle.pk)


def _audit(verb: str, client: Client, row: Any, by: Actor, fields: tuple[str, ...]) -> None:
    audit.wrote(verb, by=by, client=client.id, record=row._meta.label, record_id=row.pk, fields=fields)
