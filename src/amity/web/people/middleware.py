"""Default deny: no view runs before its declared rule was met."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone as django_timezone
from django.utils.http import urlencode

from amity.web.base import clock, registry
from amity.web.base.models import User
from amity.web.base.registry import Rule
from amity.web.people import sign_in
from amity.web.people.models import Staff

Next = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"


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
        if rule.realm != "staff":
            return None
        return self._staff_only(request, rule)

    def _staff_only(self, request: HttpRequest, rule: Rule) -> HttpResponse | None:
        user = request.user
        if user.is_authenticated and (_has_left(user) or _idle_too_long(request)):
            logout(request)
            return _to_sign_in(request, "idle" if user.is_active else "")
        if not user.is_authenticated:
            return _to_sign_in(request)
        if not sign_in.has_second_factor(user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if not sign_in.used_second_factor(request):
            logout(request)
            return _to_sign_in(request)
        staff = getattr(user, "staff", None)
        if staff is None or not _has_role(staff, rule):
            raise PermissionDenied("this role has no such page")
        request.staff = staff  # type: ignore[attr-defined]
        django_timezone.activate(staff.service.zone)
        if not rule.polled:
            _seen(request)
        return None


def _has_left(user: User) -> bool:
    return not user.is_active


def _has_role(staff: Staff, rule: Rule) -> bool:
    return staff.role in rule.roles


def _idle_too_long(request: HttpRequest) -> bool:
    seen = request.session.get(SEEN)
    now = clock.now().timestamp()
    return seen is not None and now - seen > settings.STAFF_IDLE_MINUTES * 60


def _seen(request: HttpRequest) -> None:
    """Note the time, at most once a minute, so that a page view is rarely a write."""
    now = int(clock.now().timestamp())
    if now - request.session.get(SEEN, 0) >= 60:
        request.session[SEEN] = now


def _to_sign_in(request: HttpRequest, why: str = "") -> HttpResponse:
    query = {"next": request.get_full_path()} if request.method == "GET" else {}
    if why:
        query["why"] = why
    target = reverse("account_login") + (f"?{urlencode(query)}" if query else "")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("account_login")})
    return HttpResponseRedirect(target)
