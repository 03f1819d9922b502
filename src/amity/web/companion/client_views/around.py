"""What pages about the client's own things have in common."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.web.people import access


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the companion for the client who signed in."""
    client = access.client_of(request)
    around = {"exit_url": client.service.exit_url}
    return render(request, f"companion/{name}.html", {**around, **context}, status=status)
