"""Where else somebody is spoken of: sentences filed under their name, life events, worksheets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from amity.web.course.models import Capture
from amity.web.inventory.models import KeptFrame, LifeEvent, Relationship
from amity.web.inventory.queries.circles import drawn_all
from amity.web.people.models import Client


@dataclass(frozen=True)
class Mentions:
    """What is written about somebody on other pages; nothing is guessed from free text."""

    captures: Sequence[Capture]
    events: Sequence[LifeEvent]
    frames: Sequence[KeptFrame] = ()  # of circles on which they stand


def mentions_of(person: Relationship) -> Mentions:
    """Sentences that were filed under this name, the newest first, and events they had to do with."""
    return Mentions(
        captures=_filed_under(person, _captures(person.client)),
        events=list(LifeEvent.objects.filter(people__relationship=person, taken_off_at=None)),
    )


def all_mentions(client: Client) -> dict[UUID, Mentions]:
    """By everybody's id, what stays when the words about them go: what was taken off the chart as well, and
    sentences kept with circles on which they stand."""
    people, caught = list(client.relationships.all()), _captures(client)
    events = list(client.life_events.prefetch_related("people"))
    frames = list(KeptFrame.objects.filter(circle__client=client, withdrawn_at=None).select_related("circle"))
    drawn = drawn_all([frame.circle for frame in frames])
    there = {id: {one.id for one in it.there} for id, it in drawn.items()}
    return {
        one.id: Mentions(
            captures=_filed_under(one, caught),
            events=[it for it in events if one.id in {tie.relationship_id for tie in it.people.all()}],
            frames=[it for it in frames if str(one.id) in there.get(it.circle_id, ())],
        )
        for one in people
    }


def _captures(client: Client) -> list[Capture]:
    caught = Capture.objects.filter(session__course__client=client, removed_at=None)
    return list(caught.select_related("session").order_by("-at"))


def _filed_under(person: Relationship, caught: Collection[Capture]) -> list[Capture]:
    name = person.alias.strip().casefold()
    return [it for it in caught if name and it.about.strip().casefold() == name]
