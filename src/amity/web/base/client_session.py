"""What the browser of a signed-in client holds: whose sign-in, by which password, which device, since when.

It lies in the client realm's own session. A link to questionnaires that the same client opens meanwhile
lives beside it; everything else begins with an empty session under a new key (goal G5).
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from amity.web.base import client_lock, client_words, clock

IDLE_MINUTES = 30
WHOSE, BY, DEVICE = "client", "signed_in_by", "device"
BEGAN, USED, SERVICE = "signed_in_at", "used_at", "service"


@dataclass(frozen=True)
class SignedIn:
    """Whom a session says it belongs to, the mark of the password it was opened with, and on which device."""

    client_id: UUID
    mark: str
    device_id: UUID


def begin(request: HttpRequest, *, client_id: UUID, service_id: UUID, mark: str, device_id: UUID) -> None:
    """A session of its own, under a new key; nothing of an earlier one stays."""
    request.session.flush()
    now = int(clock.now().timestamp())
    whose = {WHOSE: str(client_id), SERVICE: str(service_id), BY: mark, DEVICE: str(device_id)}
    request.session.update({**whose, BEGAN: now, USED: now})


def end(request: HttpRequest) -> None:
    """Nothing of it is left, here and in the table."""
    request.session.flush()


def of(request: HttpRequest) -> SignedIn | None:
    """Whose session this is; None when nobody signed in, or it has run out."""
    held = request.session
    if WHOSE not in held or DEVICE not in held:
        return None
    now = clock.now().timestamp()
    too_old = now - held.get(BEGAN, 0) > settings.SESSION_COOKIE_AGE  # ten hours, however busy they were
    idle = now - held.get(USED, 0) > IDLE_MINUTES * 60
    return None if too_old or idle else SignedIn(UUID(held[WHOSE]), held.get(BY, ""), UUID(held[DEVICE]))


def used(request: HttpRequest) -> None:
    """Somebody is still here; noted at most once a minute, so that a page view is rarely a write."""
    now = int(clock.now().timestamp())
    if now - request.session.get(USED, 0) >= 60:
        request.session[USED] = now


def renew(request: HttpRequest, mark: str) -> None:
    """The password was changed here: this session goes on under a new key, every other one ends."""
    request.session.cycle_key()
    request.session[BY] = mark


def kept_for(request: HttpRequest, client_id: UUID) -> dict[str, Any]:
    """What a link to questionnaires of the same client takes along, so that opening it signs nobody out."""
    found = of(request)
    if found is None or found.client_id != client_id:
        return {}
    signed_in = {key: request.session[key] for key in (WHOSE, BY, DEVICE, BEGAN, USED)}
    waiting = {it: request.session[it] for it in (client_words.WORDS,) if it in request.session}
    return signed_in | waiting | client_lock.kept_of(request)
