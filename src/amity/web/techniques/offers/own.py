"""What of worksheets stands under *Course* on a client's own pages."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.web.people.models import Client
from amity.web.people.offered import OwnLink
from amity.web.techniques.queries.own_episodes import own_lines
from amity.web.techniques.queries.own_line import noted_by


def own_links(client: Client) -> Sequence[OwnLink]:
    """The client's line, once there is something in it; what stories have in common, once that was begun."""
    links = []
    if noted_by(client):
        links.append(OwnLink(_("How it has been"), _("what you noted, over time"), reverse("client_been")))
    if own_lines(client):
        about = _("side by side, as far as you both see them")
        links.append(OwnLink(_("What your stories have in common"), about, reverse("client_stories")))
    return links
