"""The line above every page of the demo."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from amity.web.demo import queries, story


def banner(request: HttpRequest) -> dict[str, Any]:
    """*Start again*, and on a page about a client *Open this client's phone*."""
    demo = {"restart_url": reverse("demo_again"), "phone_url": "", "password": story.clinic().password}
    match = request.resolver_match
    if match and getattr(request, "staff", None):
        client = queries.client_of_page(match.kwargs)
        if client:
            demo["phone_url"] = reverse("demo_phone", args=[client])
    return {"demo": demo}
