"""Who of the service opened the client's record."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.companion.client_views.around import page
from amity.web.people import access, queries


@rule("client", signed_in=True)
@require_safe
def client_looked(request: HttpRequest) -> HttpResponse:
    """That they look at this page is written nowhere."""
    return page(request, "client_looked", {"people": queries.who_looked(access.client_of(request))})
