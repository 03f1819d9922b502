"""What the inventory knows about many courses at once: whether the review and the life chart are there."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from amity.web.inventory.models import Circle, LifeEvent, Relationship
from amity.web.inventory.queries.circles import drawn_all
from amity.web.inventory.queries.review import QUESTIONS, is_told

INNER = (1, 2)  # Amity decision 28: whoever stands this near has been talked about before the review is one


def reviewed(clients: Collection[UUID]) -> set[UUID]:
    """Clients whose newest circle has somebody alive near them, everybody there told about. Four queries."""
    newest: dict[UUID, Circle] = {}
    for circle in Circle.objects.filter(client__in=clients).order_by("drawn_on", "started_at"):
        newest[circle.client_id] = circle
    drawn = drawn_all(newest.values())
    near = {
        client: {UUID(one.id) for one in drawn[circle.id].board.circle.living if one.ring in INNER}
        for client, circle in newest.items()
        if circle.id in drawn
    }
    asked = Relationship.objects.only("id", "standing", "enough_at", "redacted_at", *QUESTIONS.words)
    people = asked.in_bulk([id for there in near.values() for id in there])
    return {client for client, there in near.items() if there and all(is_told(people[id]) for id in there)}


def set_in_time(clients: Collection[UUID]) -> set[UUID]:
    """Clients whose life chart has an onset and something else beside it. One query."""
    marks: dict[UUID, list[str]] = defaultdict(list)
    there = LifeEvent.objects.filter(client__in=clients, taken_off_at=None)
    for client, mark in there.values_list("client_id", "mark"):
        marks[client].append(mark)
    return {
        client
        for client, each in marks.items()
        if LifeEvent.Mark.ONSET in each and len(each) > each.count(LifeEvent.Mark.ONSET)
    }
