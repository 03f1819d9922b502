"""The lock on a client's own pages in one browser: shut until the PIN of its device is typed.

It is shut unless this session was opened with the PIN that the device has now. Shutting it is a column of its
own beside what a session holds, so that a page on its way at that moment cannot open it again by saving.
"""

import base64
import secrets
from typing import Any, cast

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from amity.web.base.session_store import Lock, SessionStore

OPENED_WITH, KEY = "opened_with", "key_of_this_tab"
KEY_BYTES = 32


def is_shut(request: HttpRequest, pin: str) -> bool:
    """Whether the PIN must be typed first. pin: of the device, as it is stored; "" where it has none."""
    held = cast("SessionStore", request.session)
    return bool(pin) and (held.lock is not None or held.get(OPENED_WITH) != _mark(pin))


def shut(request: HttpRequest) -> None:
    """From this moment on; the key that this browser's pages were lent is not given out any more."""
    cast("SessionStore", request.session).lock_up(Lock("pin"))


def open_up(request: HttpRequest, pin: str) -> None:
    """The PIN was right: the session goes on under a new key of its own, with a new key to lend."""
    request.session.cycle_key()
    request.session[OPENED_WITH] = _mark(pin)
    request.session[KEY] = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def key_of(request: HttpRequest) -> str:
    """What an open page wraps its own private key with; "" where the session was not opened by a PIN."""
    return str(request.session.get(KEY, ""))


def kept_of(request: HttpRequest) -> dict[str, Any]:
    """What keeps the pages open under another key of this session; nothing once they were shut."""
    held = cast("SessionStore", request.session)
    return {} if held.lock else {name: held[name] for name in (OPENED_WITH, KEY) if name in held}


def _mark(pin: str) -> str:
    return salted_hmac("opened with", pin).hexdigest()[:20]
