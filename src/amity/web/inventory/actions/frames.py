"""Frames written: kept as evidence for the formulation, and withdrawn."""

import uuid
from uuid import UUID

from django.db import transaction

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.inventory import rules
from amity.web.inventory.models import Circle, KeptFrame
from amity.web.inventory.storing import wrote
from amity.web.people import queries as people_queries
from amity.web.people import rules as people


@transaction.atomic
def keep_frame(
    *, id: UUID | None = None, circle: Circle, after_move: int, words: str, area: str = "", by: Actor
) -> KeptFrame:
    """A circle as it stood after a move, with what it shows. area: of the course's protocol, or ""."""
    client = people_queries.client_locked(circle.client)
    people.check_can_change_record(client, by)
    if (found := people_queries.made_before(KeptFrame, id, circle_id=circle.id)) is not None:
        return found
    rules.check_frame(circle, after_move, words, area)
    frame = KeptFrame.objects.create(
        id=id or uuid.uuid4(),
        circle=circle,
        after_move=after_move,
        words=words.strip(),
        area=area,
        kept_at=clock.now(),
        kept_by=by.actor_id,
    )
    wrote("keep_frame", client, frame, by, ("words", "area"))
    return frame


@transaction.atomic
def withdraw_frame(*, frame: KeptFrame, by: Actor) -> KeptFrame:
    """It is evidence no longer. Withdrawn twice is withdrawn once."""
    client = people_queries.client_locked(frame.circle.client)
    people.check_can_change_record(client, by)
    frame = KeptFrame.objects.select_for_update(of=("self",)).select_related("circle").get(pk=frame.pk)
    if frame.withdrawn_at is None:
        frame.withdrawn_at = clock.now()
        frame.save(update_fields=["withdrawn_at"])
        wrote("withdraw_frame", client, frame, by, ("withdrawn_at",))
    return frame
