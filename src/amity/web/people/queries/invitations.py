"""Invitations and the sign-ins of clients: found by hashes alone."""

import hmac
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amity.web.base import audit, clock, keys
from amity.web.base.addresses import hash_of
from amity.web.base.models import User
from amity.web.base.second_step import TRIES
from amity.web.people import access
from amity.web.people.models import Client, ClientSignIn, Invitation

TOKEN_SIGNS = 32  # of a link; what follows them was read from the clinician's screen


@dataclass(frozen=True)
class InvitationState:
    """Where an invitation stands. `is_open`: whoever knows the second step can still use it."""

    id: str
    words: str
    is_open: bool


def state_of_invitation(invitation: Invitation) -> InvitationState:
    """Where it stands, in words. No word says when anybody last looked at it."""
    if invitation.accepted_at is not None:
        return InvitationState("used", "used", is_open=False)
    if invitation.withdrawn_at is not None:
        return InvitationState("withdrawn", "withdrawn", is_open=False)
    if invitation.expires_at <= clock.now():
        return InvitationState("expired", "run out", is_open=False)
    if invitation.wrong_tries >= TRIES:
        return InvitationState("locked", f"locked after {TRIES} wrong dates of birth", is_open=False)
    return InvitationState("open", "waiting to be used", is_open=True)


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation a token opens, if there is one: by the link, or by the code shown in the room."""
    return _with_client().filter(token_hash=hash_of(token[:TOKEN_SIGNS])).first()


def in_the_room(invitation: Invitation) -> str:
    """Its token as the code on the clinician's screen has it: nobody has that who has only the link."""
    return f"{invitation.token}{_seen_there(invitation.token)}"


def was_seen_in_the_room(token: str) -> bool:
    """Whether this came from the code on the screen; else a link may have come by anybody's mailbox."""
    seen = _seen_there(token[:TOKEN_SIGNS])
    return len(token) > TOKEN_SIGNS and hmac.compare_digest(token[TOKEN_SIGNS:], seen)


def _seen_there(token: str) -> str:
    return keyed("in the room", token)[:24]


def invitation_by_id(id: UUID) -> Invitation | None:
    """The invitation that a client's own session is about."""
    return _with_client().filter(pk=id).first()


def invitation_for(user: User, id: UUID, purpose: str) -> Invitation:
    """The invitation, if this person may open its client's record; writes the read row. Raises Http404."""
    visible = access.ids_visible_to(user, purpose)
    found = _with_client().filter(client__in=visible, pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=purpose)
    return found


def invitations_of(client: Client) -> list[Invitation]:
    """Newest first. The caller came through the one door."""
    return list(client.invitations.order_by("-made_at", "-id"))


def sign_in_of(client: Client) -> ClientSignIn | None:
    """The client's own sign-in, closed or open."""
    return ClientSignIn.objects.filter(client=client).first()


@dataclass(frozen=True)
class OwnPages:
    """Whether a client signs in, in a line."""

    words: str
    is_open: bool


def own_pages_of(client: Client) -> OwnPages:
    """They sign in, are invited, did once, or neither."""
    sign_in = sign_in_of(client)
    if sign_in is not None and is_open(sign_in):
        return OwnPages("They sign in with a name and a password of their own.", is_open=True)
    if any(state_of_invitation(each).is_open for each in invitations_of(client)):
        return OwnPages("Invited; the invitation is waiting to be used.", is_open=True)
    if sign_in is not None:
        return OwnPages("Closed: they no longer sign in.", is_open=False)
    return OwnPages("They do not sign in. Nothing in the work depends on it.", is_open=False)


def sign_in_by_name(name: str, *, closed_too: bool = False) -> ClientSignIn | None:
    """The open sign-in of this name; a closed one holds its name too."""
    rows = ClientSignIn.objects.select_related("client__service").filter(name_hash=name_hash(name))
    found = rows.first()
    return found if found is not None and (closed_too or is_open(found)) else None


def is_open(sign_in: ClientSignIn) -> bool:
    """Nobody closed it, and the last day of the own pages, if any, has not passed where they live."""
    if sign_in.closed_at is not None:
        return False
    return sign_in.open_until is None or clock.today(sign_in.client.zone) <= sign_in.open_until


def mark_of(sign_in: ClientSignIn) -> str:
    """Stands in a session for the password it was opened with: another password is another mark."""
    return keyed("client session", sign_in.password)


def name_hash(name: str) -> str:
    """What a name is found by: keyed, so that a stolen table names nobody. Letters and figures count."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return keyed("client sign-in", "".join(sign for sign in plain if sign.isalnum()))


def keyed(purpose: str, text: str) -> str:
    """A hash for one purpose that nobody makes without the master key."""
    return hmac.new(keys.derived(purpose), text.encode(), sha256).hexdigest()


def _with_client() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("client__service")
