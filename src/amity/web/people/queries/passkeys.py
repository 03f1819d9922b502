"""Passkeys of clients: what a browser is asked for, and whether its answer holds.

The library checks type, origin, challenge, the site's id, presence, verification and signature; here stands
what it leaves to us: this very origin, a counter that never goes back, a credential that is its own client's.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from amity.web.people.models import Client, Passkey
from amity.web.people.queries.invitations import keyed

CALLED = "Notebook"  # what the phone's own list of passkeys says, of the site and of its owner
LOOPBACK = "localhost"  # browsers give no passkey to an address of figures
VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Made:
    """A new credential, as it is kept: base64url."""

    credential: str
    public_key: str
    uses: int


def site() -> str:
    """The host that a passkey is for."""
    return LOOPBACK if settings.ON_LOOPBACK else urlsplit(settings.SITE_URL).hostname or ""


def ask_for_new(client: Client, there: list[Passkey]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser is given to make one, and what is remembered until it answers."""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=_handle(client), name=CALLED, display_name=CALLED),
        [_described(each) for each in there],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
    )
    return dict(options), dict(state)


def read_new(state: Mapping[str, Any], answer: Any) -> Made | None:
    """The credential that the browser made, or None when the answer does not hold."""
    try:
        data = _server().register_complete(state, answer)
    except (ValueError, TypeError, KeyError, AttributeError):  # of whatever kind: a browser's word
        return None
    made = data.credential_data
    if made is None:
        return None
    key = websafe_encode(cbor.encode(dict(made.public_key)))
    return Made(websafe_encode(made.credential_id), key, data.counter)


def ask_for_known() -> tuple[dict[str, Any], dict[str, Any]]:
    """The same for signing in: whichever passkey for this site the device has."""
    options, state = _server().authenticate_begin(user_verification=VERIFIED)
    return dict(options), dict(state)


def credential_in(answer: Any) -> str:
    """Which credential an answer says it is by, or nothing."""
    return str(answer.get("rawId", "")) if isinstance(answer, Mapping) else ""


def uses_after(state: Mapping[str, Any], answer: Any, passkey: Passkey) -> int | None:
    """The counter of an answer that holds, by this passkey; None of one that does not."""
    try:
        response = AuthenticationResponse.from_dict(answer)
        _server().authenticate_complete(state, [_attested(passkey)], response)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    uses = response.response.authenticator_data.counter
    if (uses or passkey.uses) and uses <= passkey.uses:  # a copy of it was used in between
        return None
    handle = response.response.user_handle or b""
    return uses if hmac.compare_digest(handle, _handle(passkey.client)) else None


def _server() -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=site(), name=CALLED), verify_origin=_is_ours)


def _is_ours(origin: str) -> bool:
    """This very address, port included; no part of another host's name counts."""
    ours = urlsplit(settings.SITE_URL)
    known = {settings.SITE_URL}
    if settings.ON_LOOPBACK:
        known.add(f"{ours.scheme}://{LOOPBACK}" + (f":{ours.port}" if ours.port else ""))
    return origin in known


def _handle(client: Client) -> bytes:
    """What a device keeps beside the passkey: says nothing of whose it is."""
    return bytes.fromhex(keyed("passkey", str(client.id)))


def _described(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(passkey.credential)
    )


def _attested(passkey: Passkey) -> AttestedCredentialData:
    key = CoseKey.parse(cast("Mapping[int, Any]", cbor.decode(websafe_decode(passkey.public_key))))
    return AttestedCredentialData.create(Aaguid.NONE, websafe_decode(passkey.credential), key)
