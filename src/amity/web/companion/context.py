"""What stands around every page of a client: scripts and lock; signed in, the four places and the ending."""

from typing import Any, Final

from django.http import HttpRequest

from amity.web.base.middleware import CLIENT_PREFIX
from amity.web.companion.ending import after_ending
from amity.web.companion.places import is_help, places_for, who_is_here
from amity.web.safety import queries as safety

OWN_PAGES: Final = {part: f"companion/_page_{part}.html" for part in ("head", "top", "foot")}


def around_own_pages(request: HttpRequest) -> dict[str, Any]:
    """Nothing on staff pages, and nothing of anybody for whoever has not signed in."""
    is_plain = getattr(request, "plain", False) or not hasattr(request, "session")
    if is_plain or not request.path_info.startswith(CLIENT_PREFIX):
        return {}
    client = who_is_here(request)
    if client is None:
        return {"own_pages": OWN_PAGES}
    return {
        "own_pages": OWN_PAGES,
        "places": places_for(client, request.path_info),
        "after_ending": after_ending(client),
        "has_own_plan": safety.own_plan_of(client) is not None if is_help(request) else False,
    }
