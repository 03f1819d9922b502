"""*Not today*: no reason is asked, nobody is told, and nothing of it can be counted."""

from datetime import timedelta

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.companion import rules
from amity.web.companion.models import PutOff
from amity.web.people.models import Client


@transaction.atomic
def put_off(*, client: Client, what: str, by: Actor) -> PutOff:
    """It is asked again tomorrow, by the client's own day. The row is the same each time.

    Its audit row names no record: one is like any other, so that it shows no one what was put off.
    """
    rules.check_can_put_off(client, by)
    today = clock.today(client.zone)
    PutOff.objects.filter(client=client, until__lte=today).delete()
    row, _ = PutOff.objects.update_or_create(
        client=client, what=what, defaults={"until": today + timedelta(days=1)}
    )
    audit.wrote("put_off", by=by, client=client.id)
    return row
