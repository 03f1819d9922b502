"""Sends what is queued: constant words, at most once, and only while the client says e-mail is safe."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage

from amity.web.base import clock
from amity.web.base.audit import SYSTEM
from amity.web.people import actions, queries, rules
from amity.web.people.models import OutgoingMessage

log = logging.getLogger(__name__)
SUBJECT = "A note for you"  # G36: whoever sees the mailbox learns nothing from it
BODY = "There is something for you to open:\n\n{link}\n\nIf this is not for you, you can delete it.\n"
AT_ONCE = 50  # notices in one round, so that other timed work comes to its turn


def run_due() -> int:
    """Send what waits; returns how many notices were sent or given up."""
    if not (settings.MAIL_IS_SET_UP or settings.AMITY_DEMO):
        return 0
    return sum(_deliver(message) for message in queries.messages_to_send()[:AT_ONCE])


def _deliver(message: OutgoingMessage) -> bool:
    """Claimed first: a worker that dies half-way leaves a notice unsent, never one sent twice."""
    if not actions.claim_message(message=message, by=SYSTEM):
        return False
    too_late = clock.now() - message.queued_at > queries.STALE
    if too_late or not rules.can_mail(message.client):
        actions.mark_failed(message=message, by=SYSTEM)
        return True
    try:
        _send(message)
    except Exception as problem:  # whatever the server answers may quote the address
        log.warning("a notice was not sent: %s", type(problem).__name__)
        actions.mark_failed(message=message, by=SYSTEM)
    else:
        actions.mark_sent(message=message, by=SYSTEM)
    return True


def _send(message: OutgoingMessage) -> None:
    """In the demo nothing leaves: the outbox page shows what would have."""
    if settings.AMITY_DEMO:
        return
    EmailMessage(SUBJECT, BODY.format(link=message.link), to=[message.client.email]).send()
