"""What higher slices know of a client's own pages: what was opened together, what stands under *Course*."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.people.models import Client


def tools_opened(client: Client) -> frozenset[str]:
    """Everything that was opened together with this client, by its id."""
    return frozenset[str]().union(*(import_string(give)(client) for give in settings.OPENED_TOOLS))


def own_links(client: Client) -> list[Any]:
    """The client's own pages of higher slices (`offered.OwnLink`), in the order they are given."""
    return [link for give in settings.OWN_LINKS for link in import_string(give)(client)]
