"""How a set of questions reaches a client: one rule for the notices, the job and every page that says so."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, Literal
from uuid import UUID

from amity.core import giving
from amity.web.base import clock
from amity.web.base.errors import why_not
from amity.web.base.models import AuditEvent
from amity.web.measures.models import Link, Notice, Occasion
from amity.web.measures.offered import reminders_wish
from amity.web.measures.queries.links import was_mailed
from amity.web.people import queries as people
from amity.web.people import rules as people_rules
from amity.web.people.models import Client

BROUGHT: Final = ("open_link", "hand_over")
FROM, TO = time(9), time(18)  # safe hours on the client's clock, where the client named none
NOT_ALONE: Final = "Somebody else uses the phone or the mailbox, or may."


@dataclass(frozen=True, slots=True)
class Way:
    """own_pages: it lies there, and the pages remind whoever wants it. email: a notice with the link.

    session: neither is there or safe, so it is handed over when they meet. words: a sentence with the reason.
    """

    id: Literal["own_pages", "email", "session"]
    words: str


def way_to(client: Client) -> Way:
    """How what is asked reaches this client now. Never by e-mail and by their own reminders both."""
    wish = reminders_wish(client)
    if wish == "wanted":
        return Way("own_pages", "It lies on the client’s own pages, which remind them as they chose.")
    if wish == "not_wanted":
        return Way("own_pages", "It lies on the client’s own pages; they want no reminders.")
    reason = _why_no_mail(client)
    if not reason:
        return Way("email", f"A notice with the link goes out by e-mail, from {FROM:%H:%M} to {TO:%H:%M}.")
    if _signs_in(client):
        return Way("own_pages", f"It lies on the client’s own pages. No notice: {reason}")
    return Way("session", f"It waits for the session. No notice: {reason}")


def safe_until(client: Client) -> datetime | None:
    """Until when a notice is safe on the client's own clock; None: not at this hour."""
    return giving.safe_until(clock.now(), FROM, TO, client.zone)


def was_announced(link: UUID) -> bool:
    """Whether a notice about it went out already, so that no reminder says the same."""
    return Notice.objects.filter(occasion__link=link).exists()


def was_never_shown(link: Link) -> bool:
    """Asked by the plan, and no notice, no page of their own and nobody in the room brought it to the client.

    Whoever opened it with the date of birth, or was handed it, saw it: the audit trail says so.
    """
    if not Occasion.objects.filter(link=link).exists() or was_announced(link.id) or was_mailed(link):
        return False
    seen = AuditEvent.objects.filter(client=link.client_id, verb__in=BROUGHT, record_id=link.id)
    return not seen.exists() and not _lay_on_own_pages(link)


def _why_no_mail(client: Client) -> str:
    if people.has_small_footprint(client):
        return NOT_ALONE
    if refused := why_not(people_rules.check_can_mail, client):
        return refused
    contact = people.safe_contact_of(client)
    if contact is not None and contact.when.strip():
        return "When it is safe is recorded in words, which a person reads: send the link by hand."
    return ""


def _signs_in(client: Client) -> bool:
    own = people.sign_in_of(client)
    return own is not None and people.is_open(own)


def _lay_on_own_pages(link: Link) -> bool:
    """Whether its client could sign in at some time since it was given."""
    own = people.sign_in_of(link.client)
    if own is None or (own.closed_at is not None and own.closed_at <= link.made_at):
        return False
    return own.open_until is None or link.made_at.astimezone(link.client.zone).date() <= own.open_until
