"""A browser session that was covered or handed over: no staff page of it opens before a password does."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from amity.web.base.middleware import CLIENT_PREFIX
from amity.web.base.models import User
from amity.web.base.session_store import Lock, SessionStore

Next = Callable[[HttpRequest], HttpResponse]
LOCKED = 423  # a script is told so; a page that is open keeps what was typed on it
ALWAYS = {("GET", "locked"), ("HEAD", "locked"), ("POST", "locked"), ("POST", "account_logout")}
CONFLICT = 409
# The session page goes on saving under its cover, and stays signed in. It is not told what stands there: both
# texts are laid side by side when it saves again, uncovered.
WHILE_COVERED = {
    ("POST", "cover"),
    ("POST", "save_session"),
    ("POST", "save_mood_event"),
    ("POST", "save_process_note"),
    ("GET", "session_open"),
}


def mark_of(user: User) -> str:
    """Whose page this is, as a word that says nothing of them: an open page knows its own sign-in again."""
    return salted_hmac("whose page", str(user.pk)).hexdigest()[:20]


class Locked:
    """Before the door: whose hands is this browser in?"""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lock = lock_of(request)
        if lock is None:
            return self.get_response(request)
        request.let_in = False  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not request.let_in:  # type: ignore[attr-defined]
            return _away(request, lock)
        return _without_words(lock) if response.status_code == CONFLICT else response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not hasattr(request, "let_in"):
            return None
        lock, match = lock_of(request), request.resolver_match
        asked = (request.method or "", match.view_name if match else "")
        if lock is None or asked in ALWAYS or (lock.how == "covered" and asked in WHILE_COVERED):
            request.let_in = True
            return None
        return _away(request, lock)


def lock_of(request: HttpRequest) -> Lock | None:
    """The lock on this browser's staff pages. A client's own pages know none."""
    if request.path_info.startswith(CLIENT_PREFIX):
        return None
    return cast("SessionStore", request.session).lock


def _away(request: HttpRequest, lock: Lock) -> HttpResponse:
    """A browser is led to the page that asks for the password; a script hears that it must wait."""
    to, covered = reverse("locked"), lock.how == "covered"
    by_htmx = request.headers.get("HX-Request") == "true"
    if not covered:
        return _follow(to) if by_htmx else HttpResponseRedirect(to, status=303)
    if by_htmx or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(status=LOCKED, headers={"Locked": lock.how})
    if request.method == "GET":
        to = f"{to}?{urlencode({'next': request.get_full_path()})}"
    return HttpResponseRedirect(to, status=303)


def _without_words(lock: Lock) -> HttpResponse:
    """Somebody saved meanwhile; what stands there is for the eyes of whoever has the password."""
    return JsonResponse(
        {"refused": "Saved meanwhile elsewhere."}, status=CONFLICT, headers={"Locked": lock.how}
    )


def _follow(to: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Redirect": to})
