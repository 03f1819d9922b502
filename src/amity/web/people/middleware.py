"""Default deny: no view runs before its declared rule was met."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone as django_timezone
from django.utils.http import urlencode

from amity.web.base import client_session, clock, registry
from amity.web.base.models import User
from amity.web.base.registry import Rule
from amity.web.people import queries, sign_in
from amity.web.people.models import Client, Staff

Next = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"
BEGAN = "began"


class TheDoor:
    """Looks up the rule of the resolved view and meets it, or refuses."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with django_timezone.override("UTC"):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        rule = registry.rule_for(view, match.view_name if match else None)
        if rule is None:
            raise PermissionDenied("this page has no rule")
        if rule.signed_in:
            return self._client_only(request, rule)
        if rule.realm not in ("staff", "signing_in"):
            return None
        user = request.user
        if user.is_authenticated:
            if _has_left(user):
                return _out(request)
            if _too_old(request):
                return _out(request, "You were signed out because ten hours had passed.")
            if _idle_too_long(request):
                minutes = settings.STAFF_IDLE_MINUTES
                return _out(request, f"You were signed out after {minutes} minutes without use.")
            if not rule.polled:
                _seen(request)
        return self._staff_only(request, rule) if rule.realm == "staff" else None

    def _staff_only(self, request: HttpRequest, rule: Rule) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated:
            return _to_sign_in(request)
        if not sign_in.has_second_factor(user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if not sign_in.used_second_factor(request):
            return _out(request, "Your second step is set up. Sign in once more, now with its code.")
        staff = queries.staff_of(user)
        if staff is None or not _has_role(staff, rule):
            raise PermissionDenied("this role has no such page")
        request.staff = staff  # type: ignore[attr-defined]
        django_timezone.activate(staff.service.zone)
        return None

    def _client_only(self, request: HttpRequest, rule: Rule) -> HttpResponse | None:
        """The page is theirs alone; without a sign-in nothing says which page it was."""
        client = _signed_in(request)
        if client is None:
            return _to_client_sign_in(request)
        if not rule.polled:
            client_session.used(request)
        request.client = client  # type: ignore[attr-defined]
        django_timezone.activate(client.zone)
        return None


def _signed_in(request: HttpRequest) -> Client | None:
    """Who signed in, if the sign-in is open and still has the password this session was opened with."""
    held = client_session.of(request)
    return queries.client_signed_in(held.client_id, held.mark) if held else None


def _to_client_sign_in(request: HttpRequest) -> HttpResponse:
    """What the session held is gone; the address says nothing of the page that was wanted."""
    if client_session.WHOSE in request.session:
        client_session.end(request)
    to = reverse("client_sign_in")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def _has_left(user: User) -> bool:
    return not user.is_active


def _has_role(staff: Staff, rule: Rule) -> bool:
    return staff.role in rule.roles


def _too_old(request: HttpRequest) -> bool:
    """Ten hours after the first page, however busy they were (goal G5)."""
    now = clock.now().timestamp()
    began: float = request.session.setdefault(BEGAN, now)
    return now - began > settings.SESSION_COOKIE_AGE


def _idle_too_long(request: HttpRequest) -> bool:
    seen = request.session.get(SEEN)
    now = clock.now().timestamp()
    return seen is not None and now - seen > settings.STAFF_IDLE_MINUTES * 60


def _seen(request: HttpRequest) -> None:
    """Note the time, at most once a minute, so that a page view is rarely a write."""
    now = int(clock.now().timestamp())
    if now - request.session.get(SEEN, 0) >= 60:
        request.session[SEEN] = now


def _out(request: HttpRequest, why: str = "") -> HttpResponse:
    """End the session, and say why on the page for signing in."""
    logout(request)
    if why:
        messages.info(request, why)
    return _to_sign_in(request)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Back to the page that was wanted, once signed in; what is safe to go back to, the library decides."""
    to, by_htmx = reverse("account_login"), request.headers.get("HX-Request") == "true"
    wanted = urlsplit(request.headers.get("HX-Current-URL", "")).path if by_htmx else request.get_full_path()
    if wanted and (by_htmx or request.method == "GET"):
        to = f"{to}?{urlencode({'next': wanted})}"
    return HttpResponse(status=204, headers={"HX-Redirect": to}) if by_htmx else HttpResponseRedirect(to)
