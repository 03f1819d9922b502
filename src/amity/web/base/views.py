"""Error pages: calm, without context, neutral on the client's side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.web.base.middleware import CLIENT_PREFIX


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    realm = "client" if request.path_info.startswith(CLIENT_PREFIX) else "staff"
    return render(request, f"base/errors/{realm}_{name}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    request.plain = True  # type: ignore[attr-defined]  # it stands when the store does not
    return _page(request, "500", 500)
