"""For people who never consented: who is named outside, and letting go of the words about somebody."""

from django.db import transaction

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.inventory import rules
from amity.web.inventory.actions.people import TEXTS
from amity.web.inventory.models import Relationship
from amity.web.inventory.storing import wrote
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import KeptText


@transaction.atomic
def name_outside(*, person: Relationship, released: bool, left_out: bool, by: Actor) -> Relationship:
    """Whether a copy of the record names somebody, and whether a drawing on paper does."""
    client = people_queries.client_locked(person.client)
    people.check_can_change_record(client, by)
    found = client.relationships.select_for_update().get(pk=person.pk)
    rules.check_named_outside(released, left_out)
    if (found.released, found.left_out) == (released, left_out):
        return found
    found.released, found.left_out = released, left_out
    found.save(update_fields=["released", "left_out"])
    wrote("name_outside", client, found, by, ("released", "left_out"))
    return found


@transaction.atomic
def redact_person(*, person: Relationship, by: Actor) -> Relationship:
    """Let go of every word about somebody: name, story, earlier texts. That they were there stays.

    What was said about being safe with them is about the client, and stays as long as the record.
    """
    client = people_queries.client_locked(person.client)
    people.check_can_change_record(client, by)
    found = client.relationships.select_for_update().get(pk=person.pk)
    if found.redacted_at is not None:
        return found
    for name in TEXTS:
        setattr(found, name, "")
    found.redacted_at = found.changed_at = clock.now()  # so that open pages ask for the circle again
    found.changed_by = by.actor_id
    found.version += 1  # a page still open elsewhere brings no word back by itself
    found.save(update_fields=[*TEXTS, "redacted_at", "changed_at", "changed_by", "version"])
    KeptText.objects.filter(client=client, record_id=found.pk).delete()
    wrote("redact_person", client, found, by, TEXTS)
    return found
