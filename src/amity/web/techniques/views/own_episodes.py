"""What a client's stories have in common."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.techniques.queries.own_episodes import own_lines
from amity.web.techniques.views.own_parts import own_page


@rule("client", signed_in=True)
@require_safe
def client_stories(request: HttpRequest) -> HttpResponse:
    """Each line with the stories behind it, in the client's words."""
    return own_page(request, "client_stories", {"lines": own_lines(access.client_of(request))})
