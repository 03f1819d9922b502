"""The four places of a client's own pages. One stands in the bar only where there is something in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.web.base import client_lock
from amity.web.course.queries import own_course as own
from amity.web.inventory import queries as inventory
from amity.web.people import queries as people
from amity.web.people.models import Client

BEGIN_WITH: Final = {
    "people": ("/d/people",),
    "course": (
        "/d/plan",
        "/d/keep",
        "/d/tried",
        "/d/words",
        "/d/worksheets",
        "/d/life",
        "/d/guides",
        "/d/been",
        "/d/answers",
    ),
    "help": ("/d/help", "/d/at-hand"),
}  # what belongs to which place, by the beginning of its address; all else belongs to Today


@dataclass(frozen=True, slots=True)
class Place:
    """is_here: this very page. is_around: a page that belongs to it."""

    id: str
    title: str
    url: str
    icon: str
    is_here: bool
    is_around: bool


def places_for(client: Client, path: str) -> list[Place]:
    """Those that exist for this client, with where they are now."""
    around = next((id for id, begins in BEGIN_WITH.items() if path.startswith(begins)), "today")
    return [
        Place(id, title, url, icon, path == url, around == id) for id, title, url, icon in _existing(client)
    ]


def _existing(client: Client) -> Iterator[tuple[str, str, str, str]]:
    yield "today", _("Today"), reverse("client_home"), "sun"
    if inventory.own_circle(client) is not None:
        yield "people", _("People"), reverse("client_people"), "people"
    if own.own_course_row(client) is not None:
        yield "course", _("Course"), reverse("client_course"), "path"
    yield "help", _("Help"), reverse("help"), "help"


def who_is_here(request: HttpRequest) -> Client | None:
    """The client who signed in, on any of their pages; on Help, which is open to all, as well."""
    found = getattr(request, "client", None)
    if isinstance(found, Client):
        return None if client_lock.is_shut(request, request.device.pin) else found  # type: ignore[attr-defined]
    device = people.device_here(request) if is_help(request) else None
    return device.client if device and not client_lock.is_shut(request, device.pin) else None


def is_help(request: HttpRequest) -> bool:
    """Whether this is the page of help, which asks nobody who they are."""
    return request.resolver_match is not None and request.resolver_match.view_name == "help"
