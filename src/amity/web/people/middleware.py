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

from amity.web.base import arriving, client_lock, client_session, client_words, clock, registry
from amity.web.base.language import speak
from amity.web.base.models import User
from amity.web.base.registry import Rule
from amity.web.people import queries, sign_in
from amity.web.people.locked import LOCKED
from amity.web.people.models import Device, Staff

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
        factors = sign_in.factors_of(user)
        if not sign_in.has_second_factor(factors):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if not sign_in.used_second_factor(request, factors):
            return _out(request, "Your second step is set up. Sign in once more, now with its code.")
        staff = queries.staff_of(user)
        if staff is None or not _has_role(staff, rule):
            raise PermissionDenied("this role has no such page")
        request.staff = staff  # type: ignore[attr-defined]
        django_timezone.activate(staff.service.zone)
        return None

    def _client_only(self, request: HttpRequest, rule: Rule) -> HttpResponse | None:
        """The page is theirs alone; without a sign-in nothing says which page it was."""
        device = _signed_in(request)
        if device is None:
            return _to_client_sign_in(request)
        if client_lock.is_shut(request, device.pin) and not rule.while_shut:
            if rule.has_words and _is_plain_form(request) and _is_theirs(request, device):
                client_words.keep(request, device.client_id)
            return _to_lock(request)
        if rule.has_words and request.POST.get("words_id"):  # what had waited for the PIN has arrived
            client_words.take(request, device.client_id, request.POST["words_id"])
        if not rule.polled:
            client_session.used(request)
        request.client, request.device = device.client, device  # type: ignore[attr-defined]
        django_timezone.activate(device.client.zone)
        speak(device.client.language)
        return None


def _is_theirs(request: HttpRequest, device: Device) -> bool:
    """Whether the page was drawn for whoever is signed in now: another's words open with nobody's PIN."""
    return arriving.is_for(request, queries.whose_pages(device.client))


def _signed_in(request: HttpRequest) -> Device | None:
    """Whose device this is, if nobody ended it, the sign-in is open and its password still the session's."""
    held = client_session.of(request)
    return queries.device_signed_in(held.client_id, held.mark, held.device_id) if held else None


def _to_client_sign_in(request: HttpRequest) -> HttpResponse:
    """What the session held is gone; the address says nothing of the page that was wanted."""
    if client_session.WHOSE in request.session:
        client_session.end(request)
    to = reverse("client_sign_in")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def _to_lock(request: HttpRequest) -> HttpResponse:
    """The PIN of this device first. A script hears that it must wait; what it holds stays with it."""
    to = reverse("lock")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(status=LOCKED, headers={"Locked": "pin"})
    return HttpResponseRedirect(to, status=303)


def _is_plain_form(request: HttpRequest) -> bool:
    """Whether the page it was written on goes away with it. What a script sends stays with the script."""
    by_browser = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return request.method == "POST" and (by_browser or request.headers.get("HX-Request") == "true")


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
