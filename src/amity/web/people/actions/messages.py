"""Notices to clients: queued by a person, claimed, then sent at most once."""

from datetime import datetime

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.people import queries, rules
from amity.web.people.models import Client, OutgoingMessage


@transaction.atomic
def queue_message(*, client: Client, link: str, by: Actor, until: datetime | None = None) -> OutgoingMessage:
    """A notice with `link` and otherwise constant words, for the channel that is safe; once a link.

    until: from then on it is not sent any more.
    """
    rules.check_can_change_contact(client, by)
    Client.objects.select_for_update().get(pk=client.pk)  # a button pressed twice at once waits here
    if (queued := _queued(client, link)) is not None:
        return queued
    rules.check_can_mail(client)
    message = OutgoingMessage.objects.create(
        client=client, link=link, queued_at=clock.now(), queued_by=by.actor_id, until=until
    )
    _wrote("queue_message", message, by)
    return message


@transaction.atomic
def claim_message(*, message: OutgoingMessage, by: Actor) -> bool:
    """Whether this worker, and no other, is to send the notice. It is never tried again."""
    if not queries.messages_to_send().filter(pk=message.pk).update(claimed_at=clock.now()):
        return False
    _wrote("claim_message", message, by)
    return True


@transaction.atomic
def take_back_message(*, message: OutgoingMessage, by: Actor) -> bool:
    """Whether it was taken back before anybody began to send it. Then it never goes out."""
    rules.check_can_change_contact(message.client, by)
    waiting = OutgoingMessage.objects.filter(pk=message.pk, claimed_at=None, sent_at=None, failed_at=None)
    if not waiting.update(failed_at=clock.now()):
        return False
    _wrote("take_back_message", message, by)
    return True


@transaction.atomic
def mark_sent(*, message: OutgoingMessage, by: Actor) -> None:
    OutgoingMessage.objects.filter(pk=message.pk).update(sent_at=clock.now())
    _wrote("mark_sent", message, by)


@transaction.atomic
def mark_failed(*, message: OutgoingMessage, by: Actor) -> None:
    OutgoingMessage.objects.filter(pk=message.pk).update(failed_at=clock.now())
    _wrote("mark_failed", message, by)


def _queued(client: Client, link: str) -> OutgoingMessage | None:
    return next((message for message in queries.messages_of(client) if message.link == link), None)


def _wrote(verb: str, message: OutgoingMessage, by: Actor) -> None:
    audit.wrote(verb, by=by, client=message.client_id, record="people.OutgoingMessage", record_id=message.id)
