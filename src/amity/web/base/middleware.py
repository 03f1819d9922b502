"""Two session realms, and the headers that every response carries."""

from collections.abc import Callable
from copy import copy

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from amity.web.base.session_store import SessionStore

Next = Callable[[HttpRequest], HttpResponse]

CLIENT_PREFIX = "/d/"
HEADERS = {
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
            "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer",
            "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial",
            "usb", "xr-spatial-tracking",
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}  # fmt: skip


def realm_cookie(path: str) -> str:
    """The name of the session cookie for an address: client pages have their own."""
    return settings.CLIENT_COOKIE_NAME if path.startswith(CLIENT_PREFIX) else settings.SESSION_COOKIE_NAME


class RealmSessions:
    """A staff session and a client session side by side; neither cookie opens the other's pages."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookie = realm_cookie(request.path_info)
        request.session = SessionStore(request.COOKIES.get(cookie))
        response = self.get_response(request)
        session = request.session
        accessed, modified, empty = session.accessed, session.modified, session.is_empty()
        if accessed:
            patch_vary_headers(response, ("Cookie",))
        if cookie in request.COOKIES and empty:
            response.delete_cookie(cookie, samesite="Lax")
        elif modified and not empty and response.status_code < 500:
            keep_session(request, response, cookie)
        return response


def keep_session(request: HttpRequest, response: HttpResponse, cookie: str) -> None:
    """Save what the session holds, and tell the browser its key."""
    try:
        request.session.save()
    except UpdateError:
        raise SessionInterrupted("the session ended while the request was under way") from None
    response.set_cookie(
        cookie,
        request.session.session_key or "",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def in_client_realm(request: HttpRequest) -> HttpRequest:
    """The same request with the client's session of this browser instead of the one of its staff."""
    theirs = copy(request)
    theirs.session = SessionStore(request.COOKIES.get(settings.CLIENT_COOKIE_NAME))
    return theirs


class Headers:
    """Outermost: errors and static files get them too. Nothing but static files is ever cached."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE:  # said here, because a proxy in front speaks plain http to us
            response.headers["Strict-Transport-Security"] = settings.HSTS
        if not request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response.headers["Cache-Control"] = "no-store"
        return response
