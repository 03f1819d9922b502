"""A device that a client held, back in the hands of its clinician."""

from django.db import transaction

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.people.models import Client


@transaction.atomic
def take_back(*, client: Client, by: Actor) -> None:
    """Written down beside the handing over. Asks nobody's part in the care: the device is theirs already."""
    audit.wrote("take_back", by=by, client=client.id)
