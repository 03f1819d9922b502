"""How it has been: the client's own line over time, and what they noted, day by day."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.techniques.queries.own_line import own_line
from amity.web.techniques.views.own_parts import own_page


@rule("client", signed_in=True)
@require_safe
def client_been(request: HttpRequest) -> HttpResponse:
    """A line without bands or judgement, the same in words, and each note behind it."""
    client = access.client_of(request)
    return own_page(request, "client_been", {"line": own_line(client, clock.today(client.zone))})
