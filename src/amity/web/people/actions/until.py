"""The last day of a client's own pages: set at the ending, known to the client, who may make it sooner."""

from datetime import date

from django.db import transaction

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.people import rules
from amity.web.people.models import Client, ClientSignIn


@transaction.atomic
def set_open_until(*, client: Client, until: date | None, by: Actor) -> ClientSignIn:
    """From the day after nobody signs in, and nothing is lost of the record. None: no day is set."""
    sign_in = ClientSignIn.objects.select_for_update().filter(client=client).first()
    rules.check_can_set_open_until(client, sign_in, until, by)
    assert sign_in is not None
    if sign_in.open_until == until:
        return sign_in
    sign_in.open_until = until
    sign_in.save(update_fields=["open_until"])
    audit.wrote(
        "set_open_until", by=by, client=client.id, record="people.ClientSignIn", record_id=sign_in.id,
        fields=("open_until",),
    )  # fmt: skip
    return sign_in
