"""The demo answers the computer it runs on, and nobody else."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

NAMES = {"localhost", "127.0.0.1", "::1"}
View = Callable[..., HttpResponse]


def here_only(view: View) -> View:
    """404 for whoever is not on this computer, as if there were no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_here(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def is_here(request: HttpRequest) -> bool:
    """Asked from this computer, under its own name, with nothing in between."""
    if not (settings.AMITY_DEMO and settings.ON_LOOPBACK):
        return False
    name = (
        request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    )
    passed_on = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return name in NAMES and not passed_on and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
