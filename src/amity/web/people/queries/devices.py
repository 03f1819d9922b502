"""The devices a client comes from: known by a cookie, open until somebody ends them."""

import hmac
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from amity.web.base import audit, client_session, clock, device_cookie
from amity.web.base.addresses import hash_of
from amity.web.base.models import User
from amity.web.people import access
from amity.web.people.models import AskedToCall, Client, Device, DeviceCode, Passkey
from amity.web.people.queries.invitations import is_open, keyed, mark_of, sign_in_by_name
from amity.web.people.queries.record import safe_contact_of

CODE_TRIES = 5
CODE_HOLDS = timedelta(minutes=15)


def device_of(request: HttpRequest, client: Client) -> Device | None:
    """The client's device that this browser is; None for one that is unknown, ended or somebody else's."""
    return device_by_secret(device_cookie.secret_of(request), client.id)


def device_by_secret(secret: str, client_id: UUID) -> Device | None:
    """The device whose cookie says this, when it is this client's and was not ended."""
    return _open().filter(key_hash=hash_of(secret), client=client_id).first()


def device_named(request: HttpRequest, name: str) -> Device | None:
    """The device that this browser is, when it is one of whoever signs in by this name.

    As many statements for a name that nobody has.
    """
    found = sign_in_by_name(name)
    return device_by_secret(device_cookie.secret_of(request), found.client_id if found else uuid4())


def is_known(request: HttpRequest) -> bool:
    """Whether this browser is anybody's device: then the page for signing in asks for no code at first."""
    return _open().filter(key_hash=hash_of(device_cookie.secret_of(request))).exists()


def device_signed_in(client_id: UUID, mark: str, device_id: UUID) -> Device | None:
    """The open device of a session, with its client: when the sign-in is open and still has the password
    that `mark` was made of.
    """
    rows = _open().select_related("client__service", "client__sign_in")
    found = rows.filter(pk=device_id, client=client_id, client__sign_in__isnull=False).first()
    if found is None or not is_open(found.client.sign_in):
        return None
    return found if hmac.compare_digest(mark_of(found.client.sign_in), mark) else None


def device_here(request: HttpRequest) -> Device | None:
    """The device that signed in on this browser, also on a page that asks nobody who they are."""
    found: Device | None = getattr(request, "device", None)
    held = client_session.of(request) if found is None else None
    return device_signed_in(held.client_id, held.mark, held.device_id) if held else found


def devices_of(client: Client) -> list[Device]:
    """Those that are open, the oldest first. None of them says when it was used."""
    return list(_open().filter(client=client).order_by("approved_on", "id"))


def own_device(client: Client, id: UUID) -> Device:
    """One open device of this client. Raises Http404."""
    found = _open().filter(client=client, pk=id).first()
    if found is None:
        raise Http404
    return found


def live_codes(client_id: UUID) -> Sequence[DeviceCode]:
    """The codes that would make a new device theirs now: at most one for now and one on paper."""
    waiting = DeviceCode.objects.filter(client=client_id, used_at=None, withdrawn_at=None)
    in_time = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    return list(waiting.filter(in_time, wrong_tries__lt=CODE_TRIES))


def code_hash(client_id: UUID, code: str) -> str:
    """What a code is compared by: keyed, and another one for each client."""
    return keyed("device code", f"{client_id} {''.join(sign for sign in code if sign.isdigit())}")


def has_small_footprint(client: Client) -> bool:
    """Whether somebody else uses, or may use, the phone: nothing is kept on it, and nothing is sent to it.

    True as well where it was never asked.
    """
    contact = safe_contact_of(client)
    return contact is None or contact.device_shared != "no"


def passkeys_of(client: Client) -> list[Passkey]:
    """Those that still open something, the oldest first."""
    return list(Passkey.objects.filter(client=client, ended_at=None).order_by("made_on", "id"))


def passkey_by_credential(credential: str) -> Passkey | None:
    """The passkey that a browser says it has."""
    rows = Passkey.objects.select_related("client__service").filter(ended_at=None)
    return rows.filter(credential=credential).first()


def own_passkey(client: Client, id: UUID) -> Passkey:
    """One passkey of this client. Raises Http404."""
    found = Passkey.objects.select_related("client").filter(client=client, ended_at=None, pk=id).first()
    if found is None:
        raise Http404
    return found


def call_asked_of(client: Client) -> AskedToCall | None:
    """The asking to be called that nobody has seen to yet."""
    return AskedToCall.objects.filter(client=client, answered_at=None).first()


def calls_asked_for(user: User, client_ids: Sequence[UUID]) -> list[AskedToCall]:
    """Those of these clients who ask to be called, where this person is in the care team."""
    visible = access.ids_visible_to(user, access.CARE)
    waiting = AskedToCall.objects.filter(client__in=client_ids, answered_at=None)
    return list(waiting.filter(client__in=visible).order_by("-asked_at"))


def call_asked_for(user: User, id: UUID) -> AskedToCall:
    """One asking, if this person may open its client's record; writes the read row. Raises Http404."""
    visible = access.ids_visible_to(user, access.CARE)
    found = AskedToCall.objects.select_related("client").filter(client__in=visible, pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=access.CARE)
    return found


def device_for(user: User, id: UUID) -> Device:
    """One open device, if this person may open its client's record; writes the read row. Raises Http404."""
    visible = access.ids_visible_to(user, access.CARE)
    found = _open().select_related("client").filter(client__in=visible, pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=access.CARE)
    return found


def _open() -> QuerySet[Device]:
    return Device.objects.filter(ended_at=None)
