"""The people of a client, found through the one door."""

from collections.abc import Collection
from uuid import UUID

from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.course.queries import row_for
from amity.web.inventory.models import AttachmentNote, Relationship, RelationshipSafety
from amity.web.inventory.models.people import SOMEBODY as SOMEBODY
from amity.web.people.models import Client


def relationship_for(user: User, id: UUID, purpose: str) -> Relationship:
    """Somebody in a client's life, or Http404."""
    return row_for(user, Relationship, id, purpose)


def relationships_of(client: Client) -> list[Relationship]:
    """Everybody ever named, in that order."""
    found = people_of([client.id])[client.id]
    for one in found:
        one.client = client
    return found


@once_each
def people_of(clients: Collection[UUID]) -> dict[UUID, list[Relationship]]:
    """The same of many clients, in one query. No word of anybody is opened before it is looked at."""
    found: dict[UUID, list[Relationship]] = {id: [] for id in clients}
    for one in Relationship.objects.filter(client__in=clients):
        found[one.client_id].append(one)
    return found


def names_of(client: Client) -> dict[str, str]:
    """Everybody's name by id, as the core knows them; of whom no word is kept any more, "a person"."""
    return {str(one.id): one.name for one in client.relationships.only("id", "client_id", "alias")}


def said_safe(relationship: Relationship) -> RelationshipSafety | None:
    """The newest answer; None while it was not asked. For clinicians' pages alone."""
    return relationship.safety_answers.order_by("-at").first()


def attachment_note_of(client: Client) -> AttachmentNote | None:
    """The client's one note; None before anything was written."""
    return AttachmentNote.objects.filter(client=client).first()
