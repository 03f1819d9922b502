"""What giving measures asks of higher slices: whether a client is reminded on their own pages."""

from collections.abc import Callable
from typing import Literal

from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.people.models import Client

Wish = Literal["wanted", "not_wanted", ""]
"""What the client said about reminders that lead to their own pages; "": they have none, or never said."""

WishGiver = Callable[[Client], Wish]


def reminders_wish(client: Client) -> Wish:
    """The first wish that a higher slice knows of."""
    givers: list[WishGiver] = [import_string(path) for path in settings.REMINDERS_WISH]
    return next((wish for wish in (give(client) for give in givers) if wish), "")
