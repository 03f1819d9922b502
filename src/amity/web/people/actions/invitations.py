"""Inviting a client to pages of their own: a one-time link, a second step, a name and a password."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.web.base import addresses, audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.second_step import TRIES
from amity.web.people import queries, rules
from amity.web.people.actions.devices import _approve_invited, _end_everything
from amity.web.people.actions.own_sign_in import Entered
from amity.web.people.actions.passkeys import _end_all_passkeys
from amity.web.people.models import Client, ClientSignIn, Invitation
from amity.web.people.queries.invitations import TOKEN_SIGNS

OPEN_FOR = timedelta(days=7)


@transaction.atomic
def invite(*, id: UUID | None = None, client: Client, by: Actor) -> Invitation:
    """A new invitation; one that was still waiting is taken back. A repeated id is the same invitation."""
    rules.check_can_change_record(client, by)
    Client.objects.select_for_update().get(pk=client.pk)  # a button pressed twice at once waits here
    if (known := queries.made_before(Invitation, id, client_id=client.id)) is not None:
        return known
    rules.check_can_invite(client, by)
    now, token = clock.now(), addresses.new_token()
    _waiting(client).update(withdrawn_at=now)
    invitation = Invitation(
        id=id or uuid4(),
        client=client,
        token_hash=addresses.hash_of(token),
        token=token,
        made_at=now,
        made_by=by.actor_id,
        expires_at=now + OPEN_FOR,
    )
    invitation.save(force_insert=True)
    _wrote("invite", invitation, by, fields=("expires_at",))
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """From now on it opens nothing. Withdrawing again changes nothing."""
    invitation = _locked(invitation)
    rules.check_can_withdraw_invitation(invitation, by)
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = clock.now()
        invitation.save(update_fields=["withdrawn_at"])
        _wrote("withdraw_invitation", invitation, by, fields=("withdrawn_at",))
    return invitation


@transaction.atomic
def open_invitation(*, token: str, date_of_birth: date, by: Actor) -> Invitation | None:
    """The invitation, when token and date of birth belong together; else None, whatever the reason.

    Wrong dates are counted; it stays shut after `TRIES` of them, the right one included.
    """
    known = queries.invitation_by_token(token)
    found = Invitation.objects.select_for_update().filter(pk=known.pk).first() if known else None
    if found is None or (len(token) > TOKEN_SIGNS and not queries.was_seen_in_the_room(token)):
        audit.wrote("try_invitation", by=by, client=None)
        return None
    if found.wrong_tries >= TRIES or found.client.date_of_birth != date_of_birth:
        found.wrong_tries = min(found.wrong_tries + 1, TRIES)
        found.save(update_fields=["wrong_tries"])
        _wrote("try_invitation", found, by, fields=("wrong_tries",))
        return None
    found.wrong_tries = 0
    found.save(update_fields=["wrong_tries"])
    _wrote("open_invitation", found, found.client)
    return queries.invitation_by_token(token)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, name: str, password: str, called: str = "phone", by: Actor
) -> Entered:
    """The client chose a name and a password, on a device that is theirs from now on.

    A sign-in there was before is replaced: its sessions, its devices and their codes end.
    """
    hashed = make_password(password)  # before the name is looked at: both answers take as long
    Client.objects.select_for_update().get(pk=invitation.client_id)
    invitation = _locked(invitation)
    if (by.actor_kind, by.actor_id) != ("client", invitation.client_id):
        raise Refused(_("Only the client this was given to can use it."))
    rules.check_can_accept(invitation)
    rules.check_sign_in_name(invitation.client, name)
    rules.check_password(password, name)
    now = clock.now()
    sign_in = queries.sign_in_of(invitation.client) or ClientSignIn(client=invitation.client, made_at=now)
    sign_in.name, sign_in.name_hash = name.strip(), queries.name_hash(name)
    sign_in.password, sign_in.changed_at, sign_in.closed_at = hashed, now, None
    sign_in.open_until = None  # a last day that is over would keep them out
    sign_in.save()
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    _wrote("accept_invitation", invitation, by, fields=("accepted_at", "sign_in"))
    _end_everything(invitation.client)
    _end_all_passkeys(invitation.client)
    return Entered(sign_in, *_approve_invited(invitation, called))


def _waiting(client: Client) -> QuerySet[Invitation]:
    return Invitation.objects.filter(client=client, accepted_at=None, withdrawn_at=None)


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("client__service")
    return rows.get(pk=invitation.pk)


def _wrote(verb: str, invitation: Invitation, by: Actor, *, fields: tuple[str, ...] = ()) -> None:
    audit.wrote(
        verb,
        by=by,
        client=invitation.client_id,
        record="people.Invitation",
        record_id=invitation.id,
        fields=fields,
    )
