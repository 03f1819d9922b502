"""What every page has around it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from amity.web.base.models import User
from amity.web.people.locked import mark_of
from amity.web.people.models import Staff

WITH_CASELOAD = (Staff.Role.CLINICIAN, Staff.Role.COORDINATOR)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Navigation, who is signed in, whether this is the demo."""
    staff: Staff | None = getattr(request, "staff", None)
    return {
        "demo": settings.AMITY_DEMO,
        "staff": staff,
        "whose": _whose(request),
        "nav_items": _navigation(request, staff) if staff else [],
        "find_url": reverse("find_client") if staff and staff.role in WITH_CASELOAD else "",
    }


def _whose(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return mark_of(user) if isinstance(user, User) else ""


def _navigation(request: HttpRequest, staff: Staff) -> list[tuple[str, str, bool]]:
    places = [("today", "Today")]
    if staff.role in WITH_CASELOAD:
        places += [("caseload", "Caseload"), ("calendar", "Calendar")]
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [(reverse(name), label, name == here) for name, label in places]
