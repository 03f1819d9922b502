"""One-time links: found by the hash of their token, and what has become of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse

from amity.web.base import audit, clock
from amity.web.base.addresses import hash_of
from amity.web.base.models import User
from amity.web.base.second_step import TRIES
from amity.web.measures.models import Link, Response
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client


@dataclass(frozen=True)
class LinkState:
    """Where a link stands. `is_open`: somebody who knows the second step can still answer."""

    id: str
    words: str
    is_open: bool


def link_by_token(token: str) -> Link | None:
    """The link a token opens, if there is one."""
    return _with_client().filter(token_hash=hash_of(token)).first()


def link_by_id(id: UUID) -> Link | None:
    """The link of a client's own session."""
    return _with_client().filter(pk=id).first()


def link_for(user: User, id: UUID, purpose: str) -> Link:
    """The link, if this person may open its client's record; writes the read row. Raises Http404."""
    visible = access.ids_visible_to(user, purpose)
    found = _with_client().filter(client__in=visible, pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=purpose)
    return found


def links_of(client: Client, newest: int | None = None) -> list[Link]:
    """The client's links, newest first, so many or all. The caller came through the one door."""
    begun = Response.objects.filter(first_answer_at__isnull=False).only("link", "first_answer_at")
    found = Link.objects.filter(client=client).prefetch_related(Prefetch("responses", begun))
    return list(found.order_by("-made_at")[:newest])


def has_sent_before(client: Client) -> bool:
    """Whether this client has sent any questions: then they have read what happens with the answers."""
    return Response.objects.filter(client=client, submitted_at__isnull=False, mode=Response.Mode.OWN).exists()


def open_link_of(client: Client) -> Link | None:
    """The newest link that still opens, for the client themself."""
    waiting = _with_client().filter(client=client, finished_at=None, withdrawn_at=None)
    found = waiting.filter(expires_at__gt=clock.now(), wrong_tries__lt=TRIES).order_by("-made_at")
    return next((link for link in found if state_of(link).is_open), None)


def locked_of(clients: Iterable[UUID]) -> QuerySet[Link]:
    """Links shut by too many wrong dates of birth and by nothing else; the caller may read the clients."""
    waiting = _with_client().filter(finished_at=None, withdrawn_at=None, expires_at__gt=clock.now())
    return waiting.filter(client__in=clients, wrong_tries__gte=TRIES).order_by("-made_at")


def state_of(link: Link) -> LinkState:
    """Where it stands, in words. No word says when anybody last looked at it."""
    if link.finished_at is not None:
        return LinkState("finished", "answered and sent", is_open=False)
    if link.withdrawn_at is not None:
        return LinkState("withdrawn", "withdrawn", is_open=False)
    if link.expires_at <= clock.now():
        return LinkState("expired", "run out", is_open=False)
    if link.wrong_tries >= TRIES:
        return LinkState("locked", f"locked after {TRIES} wrong dates of birth", is_open=False)
    if any(response.first_answer_at for response in link.responses.all()):
        return LinkState("begun", "begun, not sent yet", is_open=True)
    return LinkState("open", "no answer yet", is_open=True)


def address_of(link: Link) -> str:
    """The whole address, for the client alone."""
    return f"{settings.SITE_URL}{reverse('open_link', args=[link.token])}"


def was_mailed(link: Link) -> bool:
    """Whether a notice with it went out or is on its way; one that was taken back before that is none."""
    sent = (it for it in people.messages_of(link.client) if it.failed_at is None or it.claimed_at is not None)
    return bool(link.token) and any(link.token in message.link for message in sent)


def _with_client() -> QuerySet[Link]:
    return Link.objects.select_related("client__service").prefetch_related("responses")
