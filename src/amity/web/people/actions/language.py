"""The language of a client's own pages, as they choose it there."""

from django.db import transaction

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.people import rules
from amity.web.people.models import Client


@transaction.atomic
def choose_language(*, client: Client, language: str, by: Actor) -> Client:
    """From now on their pages speak it. language: one of those there are. The clinician sees which it is."""
    rules.check_can_choose_language(client, language, by)
    stored = Client.objects.select_for_update().get(pk=client.pk)
    if stored.language == language:  # the same form sent twice
        return stored
    stored.language, stored.version = language, stored.version + 1
    stored.save(update_fields=["language", "version"])
    audit.wrote(
        "choose_language",
        by=by,
        client=stored.id,
        record="people.Client",
        record_id=stored.id,
        fields=("language",),
    )
    return stored
