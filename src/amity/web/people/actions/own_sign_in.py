"""A client signing in by name and password, changing the password, and their clinician closing it."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries, rules
from amity.web.people.models import Client, ClientSignIn, Invitation

WRONG = "That is not your password now."


@transaction.atomic
def sign_in_client(*, name: str, password: str, by: Actor) -> ClientSignIn | None:
    """The open sign-in, when name and password belong together; else None, whatever the reason.

    A password is hashed and a row written for a name that nobody has too: both answers take as long.
    """
    nobodys = _nobodys(settings.PASSWORD_HASHERS[0])
    found = queries.sign_in_by_name(name)
    fits = check_password(password, found.password if found else nobodys)
    if found is None or not fits:
        _wrote("try_sign_in", found, by)
        return None
    _wrote("sign_in_client", found, found.client)
    return found


@transaction.atomic
def change_password(*, client: Client, old: str, new: str, by: Actor) -> ClientSignIn:
    """Another password; every session opened with the old one ends."""
    sign_in = ClientSignIn.objects.select_for_update().get(client=client)
    if (by.actor_kind, by.actor_id) != ("client", client.id):
        raise Refused("Only the client can change their password.")
    if not check_password(old, sign_in.password):
        raise Refused(WRONG)
    rules.check_password(new, sign_in.name)
    sign_in.password, sign_in.changed_at = make_password(new), clock.now()
    sign_in.save(update_fields=["password", "changed_at"])
    _wrote("change_password", sign_in, by, fields=("password",))
    return sign_in


@transaction.atomic
def close_sign_in(*, client: Client, by: Actor) -> ClientSignIn:
    """The client signs in no more: sessions end with the next page, waiting invitations open nothing."""
    rules.check_can_close_sign_in(client, by)
    sign_in = ClientSignIn.objects.select_for_update().get(client=client)
    sign_in.closed_at = clock.now()
    sign_in.save(update_fields=["closed_at"])
    waiting = Invitation.objects.filter(client=client, accepted_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=sign_in.closed_at)
    _wrote("close_sign_in", sign_in, by, fields=("closed_at",))
    return sign_in


@lru_cache(maxsize=1)
def _nobodys(hasher: str) -> str:
    """What the password for an unknown name is compared with, hashed as all others are."""
    return make_password("nobody has this name")


def _wrote(verb: str, sign_in: ClientSignIn | None, by: Actor, *, fields: tuple[str, ...] = ()) -> None:
    if sign_in is None:
        audit.wrote(verb, by=by, client=None)
    else:
        audit.wrote(
            verb,
            by=by,
            client=sign_in.client_id,
            record="people.ClientSignIn",
            record_id=sign_in.id,
            fields=fields,
        )
