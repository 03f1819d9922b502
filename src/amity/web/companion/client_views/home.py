"""The page a client comes to: one thing to do if there is any, then what is next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.people import access


@rule("client", signed_in=True)
@require_safe
def client_home(request: HttpRequest) -> HttpResponse:
    client = access.client_of(request)
    return render(request, "companion/client_home.html", {"exit_url": client.service.exit_url})
