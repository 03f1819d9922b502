"""The life chart's rows, found through the one door; the client sees none that is for clinicians alone."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404

from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.course.queries import row_for
from amity.web.inventory.models import LifeEvent, MoodPoint, Relationship
from amity.web.inventory.queries.circles import drawn_all
from amity.web.people.models import Client


def life_event_for(user: User, id: UUID, purpose: str) -> LifeEvent:
    """Something that happened, or Http404."""
    return row_for(user, LifeEvent, id, purpose)


def mood_point_for(user: User, id: UUID, purpose: str) -> MoodPoint:
    """How it was at a time, or Http404."""
    return row_for(user, MoodPoint, id, purpose)


def own_life_event(client: Client, id: UUID) -> LifeEvent:
    """The same for the client themself; what is for clinicians alone is not there."""
    return _or_404(_events(client, shared=True).filter(pk=id).first())


def own_mood_point(client: Client, id: UUID) -> MoodPoint:
    """How it was at a time, for the client themself."""
    found = client.mood_points.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def life_events_of(client: Client, *, shared: bool = False) -> list[LifeEvent]:
    """In order of time, with who had to do with each. shared: only what the client may see as well."""
    found = [it for it in told_by(client) if not (shared and it.is_private)]
    prefetch_related_objects(found, "people")
    return found


def told_by(client: Client) -> list[LifeEvent]:
    """Everything that is on the chart of one client, in order of time."""
    found = events_of([client.id])[client.id]
    for it in found:
        it.client = client
    return sorted(found, key=_place)


@once_each
def events_of(clients: Collection[UUID]) -> dict[UUID, list[LifeEvent]]:
    """The same of many clients, in one query and in no order. No word is opened before it is looked at."""
    found: dict[UUID, list[LifeEvent]] = {id: [] for id in clients}
    for it in LifeEvent.objects.filter(client__in=clients, taken_off_at=None):
        found[it.client_id].append(it)
    return found


def taken_off(client: Client, *, shared: bool = False) -> list[LifeEvent]:
    """What was taken off the chart, the last first: it can be put back."""
    return list(_events(client, shared=shared).exclude(taken_off_at=None).order_by("-taken_off_at"))


def mood_points_of(client: Client) -> list[MoodPoint]:
    """In order of time."""
    return sorted(
        client.mood_points.filter(taken_off_at=None), key=lambda it: (it.span.firm_from, it.added_at)
    )


def mood_points_taken_off(client: Client) -> list[MoodPoint]:
    """The last first."""
    return list(client.mood_points.exclude(taken_off_at=None).order_by("-taken_off_at"))


def people_to_choose(client: Client, *, shared: bool = False) -> list[Relationship]:
    """Who can have had to do with an event. For the client: whom they see on a circle that is shared with
    them, and whoever is tied to what they wrote themself."""
    people = client.relationships.filter(redacted_at=None)
    if not shared:
        return list(people)
    drawn = drawn_all(client.circles.exclude(shared_at=None)).values()
    seen = {one.id for circle in drawn for one in circle.there}
    own = Q(life_events__event__added_by_kind="client", life_events__event__taken_off_at=None)
    return list(people.filter(Q(pk__in=seen) | own).distinct())


def names_in(event: LifeEvent, people: Sequence[Relationship]) -> list[str]:
    """The names of those of `people` who had to do with it."""
    there = {it.relationship_id for it in event.people.all()}
    return [one.alias for one in people if one.id in there]


def _events(client: Client, *, shared: bool) -> QuerySet[LifeEvent]:
    rows = client.life_events.prefetch_related("people")
    return rows.filter(is_private=False) if shared else rows


def _place(event: LifeEvent) -> tuple[object, ...]:
    return (event.span.earliest, event.span.latest, event.added_at)


def _or_404(found: LifeEvent | None) -> LifeEvent:
    if found is None:
        raise Http404
    return found
