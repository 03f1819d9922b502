"""What the inventory knows about many courses at once: whether the review and the life chart are there."""

from collections.abc import Collection
from uuid import UUID

from amity.web.inventory.models import LifeEvent
from amity.web.inventory.queries.circles import drawn_all, newest_circles
from amity.web.inventory.queries.life import events_of
from amity.web.inventory.queries.people import people_of
from amity.web.inventory.queries.review import is_told

INNER = (1, 2)  # Amity decision 28: whoever stands this near has been talked about before the review is one


def reviewed(clients: Collection[UUID]) -> set[UUID]:
    """Clients whose newest circle has somebody alive near them, everybody there told about. Three queries."""
    newest = {client: circle for client, circle in newest_circles(clients).items() if circle}
    drawn = drawn_all(newest.values())
    near = {
        client: {UUID(one.id) for one in drawn[circle.id].board.circle.living if one.ring in INNER}
        for client, circle in newest.items()
        if circle.id in drawn
    }
    people = {
        one.id: one
        for each in people_of([it for it, there in near.items() if there]).values()
        for one in each
    }
    return {client for client, there in near.items() if there and all(is_told(people[id]) for id in there)}


def set_in_time(clients: Collection[UUID]) -> set[UUID]:
    """Clients whose life chart has an onset and something else beside it. One query."""
    marks = {client: [it.mark for it in events] for client, events in events_of(clients).items()}
    return {
        client
        for client, each in marks.items()
        if LifeEvent.Mark.ONSET in each and len(each) > each.count(LifeEvent.Mark.ONSET)
    }
