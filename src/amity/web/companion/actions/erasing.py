"""Everything that is a client's alone, done away with in one step."""

from django.db import transaction

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.companion.models import PutOff, Reminder, RemindersChosen
from amity.web.people.models import Client
from amity.web.techniques import actions as techniques


@transaction.atomic
def do_away_with_own(*, client: Client, by: Actor) -> None:
    """What they never showed to anybody, what they put off, and how they were reminded.

    Nothing that the service sees says that something went.
    """
    techniques.erase_never_shown(client=client, by=by)
    PutOff.objects.filter(client=client).delete()
    Reminder.objects.filter(chosen__client=client).delete()
    RemindersChosen.objects.filter(client=client).delete()
    audit.wrote("forget_choices", by=by, client=client.id)
