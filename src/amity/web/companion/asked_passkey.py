"""What a browser was asked for, until it answers: once, and for five minutes."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from amity.web.base import clock

HELD, HOLDS = "passkey_asked", 300  # seconds


def remember(request: HttpRequest, state: Mapping[str, Any]) -> None:
    """The challenge lies in this browser's session; a newer one takes its place."""
    request.session[HELD] = {**state, "at": int(clock.now().timestamp())}


def taken(request: HttpRequest) -> dict[str, Any] | None:
    """What was asked, for one answer alone."""
    held = request.session.pop(HELD, None)
    if held is None or clock.now().timestamp() - held.pop("at") > HOLDS:
        return None
    return dict(held)


def read(text: str) -> Any:
    """What the script sent, or None where it is no answer at all."""
    try:
        return json.loads(text)
    except ValueError:
        return None
