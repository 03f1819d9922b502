"""Who may do away with what was never shown."""

from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people.models import Client


def check_can_erase(client: Client, by: Actor) -> None:
    """The client themself, while a course runs and after it."""
    if (by.actor_kind, by.actor_id) != ("client", client.id):
        raise Refused("Only the client can do away with what is theirs alone.")
