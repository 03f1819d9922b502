"""A client signing in by name and password, changing the password, and their clinician closing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries, rules
from amity.web.people.actions.devices import _approve_with_code, _end_everything, _use_code
from amity.web.people.actions.passkeys import _count_use, _end_all_passkeys
from amity.web.people.models import Client, ClientSignIn, Device, DeviceCode, Invitation, Passkey
from amity.web.people.queries import passkeys

WRONG = gettext_lazy("That is not your password now.")


@dataclass(frozen=True)
class Entered:
    """Who came in, on which device; `secret` for its cookie where the device is new."""

    sign_in: ClientSignIn
    device: Device
    secret: str = ""


@transaction.atomic
def sign_in_client(
    *, name: str, password: str, secret: str = "", code: str = "", called: str = "computer", by: Actor
) -> Entered | None:
    """Name and password on a device that is known, or with a code for one that is not; else None.

    secret: what the browser's device cookie says. code: looked at where that is no device of theirs.
    A password is hashed, and the same statements run, for a name that nobody has too: all wrong answers
    take as long, so that nobody learns which of the three did not fit.
    """
    nobodys = _nobodys(settings.PASSWORD_HASHERS[0])
    found = queries.sign_in_by_name(name)
    fits = check_password(password, found.password if found else nobodys) and found is not None
    device = queries.device_by_secret(secret, found.client_id if found and fits else uuid4())
    vouched = None if device else _use_code(found.client if found and fits else None, code)
    if found is None or not (device or vouched):
        _wrote("try_sign_in", found, by)
        return None
    return _entered(found, device, vouched, called)


@transaction.atomic
def sign_in_by_passkey(
    *,
    state: Mapping[str, Any],
    answer: Any,
    secret: str = "",
    code: str = "",
    called: str = "computer",
    by: Actor,
) -> Entered | None:
    """As `sign_in_client`, by a passkey's answer to what was asked (`state`); on a new device with a code.

    A passkey may have been copied to another device of the same owner, so it vouches for no device.
    """
    passkey = queries.passkey_by_credential(passkeys.credential_in(answer))
    found = queries.sign_in_of(passkey.client) if passkey else None
    uses = passkeys.uses_after(state, answer, passkey) if passkey else None
    if passkey is None or found is None or uses is None or not _counts(found, passkey, uses):
        _wrote("try_passkey", found, by)
        return None
    device = queries.device_by_secret(secret, passkey.client_id)
    vouched = None if device else _use_code(passkey.client, code)
    if not (device or vouched):
        _wrote("try_passkey", found, by)
        return None
    return _entered(found, device, vouched, called)


def _counts(sign_in: ClientSignIn, passkey: Passkey, uses: int) -> bool:
    return queries.is_open(sign_in) and _count_use(passkey, uses)


@transaction.atomic
def change_password(*, client: Client, old: str, new: str, by: Actor) -> ClientSignIn:
    """Another password; every session opened with the old one ends."""
    sign_in = ClientSignIn.objects.select_for_update().get(client=client)
    if (by.actor_kind, by.actor_id) != ("client", client.id):
        raise Refused(_("Only the client can change their password."))
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
    _end_everything(client)
    _end_all_passkeys(client)
    _wrote("close_sign_in", sign_in, by, fields=("closed_at",))
    return sign_in


@lru_cache(maxsize=1)
def _nobodys(hasher: str) -> str:
    """What the password for an unknown name is compared with, hashed as all others are."""
    return make_password("nobody has this name")


def _entered(found: ClientSignIn, device: Device | None, code: DeviceCode | None, called: str) -> Entered:
    """In, on the device that is known or on the one that the code vouches for."""
    _wrote("sign_in_client", found, found.client)
    if device is not None:
        return Entered(found, device)
    assert code is not None
    return Entered(found, *_approve_with_code(found.client, called, code))


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
