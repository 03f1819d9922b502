"""What every page has around it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from amity.web.base import client_lock
from amity.web.base.middleware import CLIENT_PREFIX
from amity.web.base.models import User
from amity.web.people import queries
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
        "notebook": _notebook(request),
        "find_url": reverse("find_client") if staff and staff.role in WITH_CASELOAD else "",
    }


def _whose(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return mark_of(user) if isinstance(user, User) else ""


def _navigation(request: HttpRequest, staff: Staff) -> list[tuple[str, str, bool]]:
    places = [("today", "Today")]
    if staff.role in WITH_CASELOAD:
        places += [("caseload", "Caseload"), ("calendar", "Calendar")]
    if staff.role == Staff.Role.SERVICE_LEAD:
        places += [("outcomes", "Outcomes")]
    if staff.role == Staff.Role.SITE_ADMIN:
        places += [("questionnaires", "Questionnaires")]
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [(reverse(name), label, name == here) for name, label in places]


def _notebook(request: HttpRequest) -> dict[str, Any]:
    """What a client's phone calls their own pages, and what their scripts must know of this page."""
    is_plain = getattr(request, "plain", False) or not hasattr(request, "session")
    if is_plain or not request.path_info.startswith(CLIENT_PREFIX):
        return {}
    device = queries.device_here(request)
    service = device.client.service if device else queries.service()
    found = {"name": service.own_pages_name, "icon": queries.icon_of(service)} if service else {}
    if device is None:
        return found
    if not hasattr(request, "device"):  # the page is open to all: it stays so, and bears nobody's mark
        return found | {"is_lock_around": bool(device.pin)}
    shut = client_lock.is_shut(request, device.pin)
    return found | {
        "whose": queries.whose_pages(device.client),
        "has_pin": bool(device.pin),
        "is_shut": shut,
    }
