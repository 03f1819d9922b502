"""What the client page asks of higher slices: the shape of the offer, and the calling of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.base.models import User
from amity.web.people.models import Client


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One thing that belongs to a client and has a page of its own, such as a course."""

    title: str
    detail: str
    url: str
    is_open: bool


LineGiver = Callable[[User, Client], Sequence[ClientLine]]
"""Asked for the care team only."""


def lines_given(user: User, client: Client) -> list[ClientLine]:
    """What higher slices hold about this client, open ones first."""
    lines = [line for give in settings.CLIENT_LINES for line in import_string(give)(user, client)]
    return sorted(lines, key=lambda line: not line.is_open)
