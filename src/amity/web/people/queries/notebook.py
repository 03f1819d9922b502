"""What a client's own pages are called on a phone, and whose they are in a word that names nobody."""

from typing import Final

from django.utils.crypto import salted_hmac

from amity.web.people.models import Client, Service

ICONS: Final = ("page", "leaf", "wave", "stone")  # drawings that say nothing
SMALL: Final = 192  # pixels


def icon_of(service: Service | None, pixels: int = SMALL) -> str:
    """The file with the drawing that the service chose, where it is one of ours."""
    chosen = service.own_pages_icon if service else ""
    return f"companion/icons/{chosen if chosen in ICONS else ICONS[0]}-{pixels}.png"


def whose_pages(client: Client) -> str:
    """Whose entries a phone keeps, in a word of its own: two clients on one phone never mix."""
    return salted_hmac("whose entries", str(client.pk)).hexdigest()[:20]
