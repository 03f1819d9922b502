"""People written: named, told about in steps, whether the client is safe with them."""

import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.inventory import queries, rules
from amity.web.inventory.models import Circle, Relationship, RelationshipSafety
from amity.web.inventory.storing import IS_DEAD, named, said_dead, save_from_page, store_moves, tidied, wrote
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import Client
from amity.web.people.versions import Stale

TEXTS = (
    "alias", "kind_words", "meaning", "good_and_hard", "changed", "contact", "activities", "conflict_about",
    "my_expectations", "their_expectations", "communication_style", "effect_on_mood", "what_to_change",
    "how_it_ended", "carried_on",
)  # fmt: skip
CHOSEN = ("kind", "standing", "group", "related_area", "importance")


@transaction.atomic
def name_people(*, circle: Circle, names: Mapping[UUID, str], by: Actor) -> list[Relationship]:
    """People by a name each, into the tray. Ids are made where the names are typed; an empty name passes."""
    client = people_queries.client_locked(circle.client)
    rules.check_can_draw(client.circles.select_related("client").get(pk=circle.pk), by)
    rules.check_is_newest(circle, by)
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
    store_moves(circle, [named(str(one.id)) for one in people_made], by)
    for one in people_made:
        wrote("name_person", client, one, by, ("alias",))
    return people_made


def change_relationship(
    *,
    relationship: Relationship,
    version: int,
    said: Mapping[str, Any],
    page: UUID | None = None,
    turn: int = 0,
    by: Actor,
) -> Relationship:
    """What is said about somebody. said: by the field's name; what is left out stays as it is.

    Who is said to have died is dead on the newest circle too, and who is said to live is alive there.
    page, turn: as in `course.actions.save_session`: an open page is never in its own way.
    Raises Stale when `version` is not the newest: both texts are kept.
    """
    unknown = set(said) - {*TEXTS, *CHOSEN}
    if unknown:
        raise ValueError(f"no such thing is said about a relationship: {sorted(unknown)}")
    with transaction.atomic():
        client = people_queries.client_locked(relationship.client)
        people.check_can_change_record(client, by)
        circle = _newest_circle_locked(client) if "standing" in said else None
        found = client.relationships.select_for_update().get(pk=relationship.pk)
        stood = found.standing
        rules.check_is_told(found)
        new = tidied(said)
        rules.check_relationship({name: new.get(name, getattr(found, name)) for name in ("alias", *CHOSEN)})
        saved = save_from_page(found, version, new, page, turn, client, TEXTS, "change_relationship", by)
        if saved and circle and found.standing != stood:
            _die_on_circle(circle, found, by)
    if not saved:
        raise Stale(found)
    return found


def _newest_circle_locked(client: Client) -> Circle | None:
    newest = queries.newest_circle(client)
    return client.circles.select_for_update().get(pk=newest.pk) if newest else None


def _die_on_circle(circle: Circle, person: Relationship, by: Actor) -> None:
    """The move that says on the newest circle what was said of them: none when it is so there already."""
    there = {one.id: one for one in queries.drawn(circle).there}.get(str(person.id))
    is_dead = person.standing == Relationship.Standing.DEAD
    if there is not None and there.is_dead != is_dead:
        store_moves(circle, [said_dead(there.id, is_dead)], by)
        wrote("make_moves", circle.client, circle, by, (IS_DEAD,))


@transaction.atomic
def name_from_before(*, id: UUID | None = None, client: Client, name: str, by: Actor) -> Relationship:
    """Somebody who was in the client's life before; on no circle."""
    client = people_queries.client_locked(client)
    people.check_can_change_record(client, by)
    if (found := people_queries.made_before(Relationship, id, client_id=client.id)) is not None:
        return found
    rules.check_names(client, [name])
    now = clock.now()
    person = Relationship.objects.create(
        id=id or uuid.uuid4(), client=client, alias=name.strip(), standing=Relationship.Standing.PAST,
        added_at=now, added_by=by.actor_id, changed_at=now, changed_by=by.actor_id,
        **dict.fromkeys(TEXTS[1:], ""),
    )  # fmt: skip
    wrote("name_from_before", client, person, by, ("alias", "standing"))
    return person


@transaction.atomic
def say_importance(*, client: Client, importance: Mapping[UUID, int | None], by: Actor) -> None:
    """How much people matter here: 3 most, 1 less, None not asked. The review follows it."""
    client = people_queries.client_locked(client)
    people.check_can_change_record(client, by)
    rows = {one.id: one for one in client.relationships.select_for_update().filter(pk__in=importance)}
    for id, value in importance.items():
        found = rules.check_is_on_list(rows.get(id))
        rules.check_importance(value)
        if found.importance != value:
            found.importance = value
            found.save(update_fields=["importance"])
            wrote("say_importance", client, found, by, ("importance",))


@transaction.atomic
def tell_enough(*, relationship: Relationship, enough: bool, by: Actor) -> Relationship:
    """Enough was said about somebody for now, or there is more to ask after all."""
    client = people_queries.client_locked(relationship.client)
    people.check_can_change_record(client, by)
    found = client.relationships.select_for_update().get(pk=relationship.pk)
    if enough == (found.enough_at is not None):
        return found
    found.enough_at = clock.now() if enough else None
    found.save(update_fields=["enough_at"])
    wrote("tell_enough", client, found, by, ("enough_at",))
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
    client = people_queries.client_locked(relationship.client)
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
    wrote("say_safe", client, row, by, ("answer",))
    return row
