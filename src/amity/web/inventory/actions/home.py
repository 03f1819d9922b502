"""What the client did at home was looked at."""

import uuid
from datetime import datetime
from uuid import UUID

from django.db import transaction

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.inventory.models import SeenFromHome
from amity.web.inventory.storing import wrote
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import Client


@transaction.atomic
def see_from_home(*, id: UUID | None = None, client: Client, up_to: datetime, by: Actor) -> SeenFromHome:
    """What stood there when the page was made is seen; what came later waits on. up_to: aware."""
    client = people_queries.client_locked(client)
    people.check_can_change_record(client, by)
    if (found := people_queries.made_before(SeenFromHome, id, client_id=client.id)) is not None:
        return found
    now = clock.now()
    row = SeenFromHome.objects.create(
        id=id or uuid.uuid4(), client=client, up_to=min(up_to, now), at=now, by=by.actor_id
    )
    wrote("see_from_home", client, row, by, ("up_to",))
    return row
