"""The cookie that a browser is known by: a long random word, of which only a hash is kept.

It signs nobody in. It says that somebody vouched for this browser, and it stays when a session ends.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LASTS = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer
TABLETS = re.compile(r"iPad|Tablet|Android(?!.*Mobi)")


def secret_of(request: HttpRequest) -> str:
    """What the browser says, or nothing."""
    return request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")


def give(response: HttpResponse, secret: str) -> None:
    """From now on the browser says this."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        secret,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def called(request: HttpRequest) -> str:
    """What sort of thing it is, in one of three words: nothing of its make or of whose it is."""
    browser = request.META.get("HTTP_USER_AGENT", "")
    if TABLETS.search(browser):
        return "tablet"
    return "phone" if "Mobi" in browser else "computer"
