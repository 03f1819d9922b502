"""The people of a client, for what is agreed to try."""

from collections.abc import Sequence

from amity.web.course.offered import PracticePerson
from amity.web.inventory import queries
from amity.web.inventory.queries.life import people_to_choose
from amity.web.people.models import Client


def practice_people(client: Client, for_client: bool) -> Sequence[PracticePerson]:
    """Everybody of this client; for the client, whom they see on their own pages."""
    if for_client:
        return [PracticePerson(one.id, one.name) for one in people_to_choose(client, shared=True)]
    return [
        PracticePerson(one.id, one.name, may_be_chosen=one.redacted_at is None)
        for one in queries.relationships_of(client)
    ]
