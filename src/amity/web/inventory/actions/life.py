"""The life chart written, by the care team or by the client themself: events, and how it was at a time."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.core import timeline
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.inventory.models import LifeEvent, LifeEventPerson, MoodPoint
from amity.web.inventory.queries import life as queries
from amity.web.inventory.rules import life as rules
from amity.web.inventory.storing import wrote
from amity.web.people import queries as people_queries
from amity.web.people.models import Client
from amity.web.people.versions import Stale, save_version

SAID = ("words", "kind", "mark", "impact", "is_private")


@transaction.atomic
def add_life_event(
    *,
    id: UUID | None = None,
    client: Client,
    words: str,
    kind: str,
    began: timeline.Approximate,
    ended: timeline.Approximate | None = None,
    impact: int | None = None,
    mark: str = "",
    people: Collection[UUID] = (),
    is_private: bool = False,
    by: Actor,
) -> LifeEvent:
    """Something that happened, as exactly as it is known. people: ids of those who had to do with it."""
    client = people_queries.client_locked(client)
    rules.check_can_write_life(client, by)
    if (found := people_queries.made_before(LifeEvent, id, client_id=client.id)) is not None:
        return found
    rules.check_may_be_private(None, is_private, by)
    rules.check_life_event(words, kind, mark, impact)
    rules.check_when(client, began, ended)
    rules.check_people(client, people)
    now = clock.now()
    event = LifeEvent.objects.create(
        id=id or uuid.uuid4(), client=client, words=words.strip(), kind=kind, mark=mark, impact=impact,
        is_private=is_private, **_stored(began, ended), added_at=now, added_by=by.actor_id,
        added_by_kind=by.actor_kind, changed_at=now, changed_by=by.actor_id,
    )  # fmt: skip
    _set_people(event, people)
    wrote("add_life_event", client, event, by, ("words",))
    return event


def change_life_event(
    *,
    event: LifeEvent,
    version: int,
    said: Mapping[str, Any],
    began: timeline.Approximate,
    ended: timeline.Approximate | None = None,
    people: Collection[UUID] | None = None,
    by: Actor,
) -> LifeEvent:
    """Told otherwise. said: any of words, kind, mark, impact, is_private. people: None leaves them, and
    whoever `by` could not choose stays: their words are kept by them.

    Raises Stale when `version` is not the newest: both texts are kept.
    """
    if unknown := set(said) - set(SAID):
        raise ValueError(f"no such thing is said about a life event: {sorted(unknown)}")
    with transaction.atomic():
        client = people_queries.client_locked(event.client)
        rules.check_can_write_life(client, by)
        found = client.life_events.select_for_update().get(pk=event.pk)
        new = {name: said.get(name, getattr(found, name)) for name in SAID}
        new["words"] = new["words"].strip()
        rules.check_may_be_private(found, new["is_private"], by)
        rules.check_life_event(new["words"], new["kind"], new["mark"], new["impact"])
        rules.check_when(client, began, ended)
        rules.check_people(client, people or ())
        if people is not None:
            people = {*people, *_out_of_reach(found, client, by)}
        saved = _save(found, version, {**new, **_stored(began, ended)}, people, client, by)
    if not saved:
        raise Stale(found)
    return found


@transaction.atomic
def take_off_life_event(*, event: LifeEvent, by: Actor) -> LifeEvent:
    """Off the chart; it is kept, and can be put back."""
    return _turn_event(event, by, "take_off_life_event", off=True)


@transaction.atomic
def put_back_life_event(*, event: LifeEvent, by: Actor) -> LifeEvent:
    """On the chart again, as it was."""
    return _turn_event(event, by, "put_back_life_event", off=False)


@transaction.atomic
def add_mood_point(
    *, id: UUID | None = None, client: Client, at: timeline.Approximate, value: int, by: Actor
) -> MoodPoint:
    """How it was at a time, as remembered. value: 0 to 10, 10 best."""
    client = people_queries.client_locked(client)
    rules.check_can_write_life(client, by)
    if (found := people_queries.made_before(MoodPoint, id, client_id=client.id)) is not None:
        return found
    rules.check_mood(client, at, value)
    point = MoodPoint.objects.create(
        id=id or uuid.uuid4(), client=client, on=at.first, precision=at.precision, is_about=at.is_about,
        value=value, added_at=clock.now(), added_by=by.actor_id, added_by_kind=by.actor_kind,
    )  # fmt: skip
    wrote("add_mood_point", client, point, by, ("value",))
    return point


@transaction.atomic
def take_off_mood_point(*, point: MoodPoint, by: Actor) -> MoodPoint:
    """Off the chart; it is kept, and can be put back."""
    return _turn_point(point, by, "take_off_mood_point", off=True)


@transaction.atomic
def put_back_mood_point(*, point: MoodPoint, by: Actor) -> MoodPoint:
    """On the chart again."""
    return _turn_point(point, by, "put_back_mood_point", off=False)


def _save(
    found: LifeEvent,
    version: int,
    new: Mapping[str, Any],
    people: Collection[UUID] | None,
    client: Client,
    by: Actor,
) -> bool:
    """Who had to do with it belongs to the version, like every other thing that is said."""
    others = people is not None and set(people) != _people_of(found)
    if others and found.version != version and all(getattr(found, name) == new[name] for name in new):
        return False
    now = {"changed_at": clock.now(), "changed_by": by.actor_id}
    before = found.version
    if not save_version(
        found, version, new, client=client, texts=("words",), verb="change_life_event", by=by, also=now
    ):
        return False
    if others:
        _set_people(found, people or ())
        if found.version == before:
            found.version += 1
            found.changed_at, found.changed_by = clock.now(), by.actor_id
            found.save(update_fields=["version", *now])
            wrote("change_life_event", client, found, by, ("people",))
    return True


def _turn_event(event: LifeEvent, by: Actor, verb: str, *, off: bool) -> LifeEvent:
    client = people_queries.client_locked(event.client)
    rules.check_can_write_life(client, by)
    found = client.life_events.select_for_update().get(pk=event.pk)
    rules.check_may_be_private(found, False, by)
    if (found.taken_off_at is not None) == off:
        return found
    found.taken_off_at = clock.now() if off else None
    found.changed_at, found.changed_by = clock.now(), by.actor_id
    found.save(update_fields=["taken_off_at", "changed_at", "changed_by"])
    wrote(verb, client, found, by, ("taken_off_at",))
    return found


def _turn_point(point: MoodPoint, by: Actor, verb: str, *, off: bool) -> MoodPoint:
    client = people_queries.client_locked(point.client)
    rules.check_can_write_life(client, by)
    found = client.mood_points.select_for_update().get(pk=point.pk)
    if (found.taken_off_at is not None) == off:
        return found
    found.taken_off_at = clock.now() if off else None
    found.save(update_fields=["taken_off_at"])
    wrote(verb, client, found, by, ("taken_off_at",))
    return found


def _stored(
    began: timeline.Approximate, ended: timeline.Approximate | None
) -> dict[str, date | str | bool | None]:
    """The columns of a date or two."""
    return {
        "began_on": began.first,
        "precision": began.precision,
        "is_about": began.is_about,
        "ended_on": ended.first if ended else None,
        "ended_precision": ended.precision if ended else "",
        "ended_is_about": ended.is_about if ended else False,
    }


def _out_of_reach(event: LifeEvent, client: Client, by: Actor) -> set[UUID]:
    """Who has to do with it and stands in no form: without a word by now, or never seen by the client."""
    shown = queries.people_to_choose(client, shared=by.actor_kind == "client")
    return _people_of(event) - {one.id for one in shown}


def _people_of(event: LifeEvent) -> set[UUID]:
    return set(event.people.values_list("relationship_id", flat=True))


def _set_people(event: LifeEvent, ids: Collection[UUID]) -> None:
    there = _people_of(event)
    event.people.filter(relationship_id__in=there - set(ids)).delete()
    for id in set(ids) - there:
        LifeEventPerson.objects.create(event=event, relationship_id=id)
