"""Where else somebody is spoken of: sentences filed under their name, life events, worksheets."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.web.course.models import Capture
from amity.web.inventory.models import LifeEvent, Relationship


@dataclass(frozen=True)
class Mentions:
    """What is written about somebody on other pages; nothing is guessed from free text."""

    captures: Sequence[Capture]
    events: Sequence[LifeEvent]


def mentions_of(person: Relationship) -> Mentions:
    """Sentences that were filed under this name, the newest first, and events they had to do with."""
    caught = Capture.objects.filter(session__course__client=person.client_id, removed_at=None)
    caught = caught.select_related("session").order_by("-at")
    name = person.alias.strip().casefold()
    return Mentions(
        captures=[it for it in caught if name and it.about.strip().casefold() == name],
        events=list(LifeEvent.objects.filter(people__relationship=person, taken_off_at=None)),
    )
