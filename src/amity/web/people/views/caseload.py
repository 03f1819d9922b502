"""The caseload, and finding somebody on it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base.htmx import page_or_fragment
from amity.web.base.registry import rule
from amity.web.people import queries, rules
from amity.web.people.forms import FindForm
from amity.web.people.models import Staff
from amity.web.people.staff_request import StaffRequest

ROLES = frozenset({Staff.Role.CLINICIAN, Staff.Role.COORDINATOR})
MOST = 200  # rows on one page; beyond, a name is quicker to type than to scroll to


@rule(roles=ROLES)
@require_safe
def caseload(request: StaffRequest) -> HttpResponse:
    return page_or_fragment(request, "people/caseload", _found(request, ""))


@rule(roles=ROLES, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def find_client(request: StaffRequest) -> HttpResponse:
    """What is typed comes in the body: a name in an address would stay in the browser's history."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("caseload"))
    form = FindForm(request.POST)
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    return page_or_fragment(request, "people/caseload", _found(request, wanted))


def _found(request: StaffRequest, wanted: str) -> dict[str, Any]:
    rows = queries.caseload_for(request.user, wanted)
    return {
        "rows": rows[:MOST],
        "left_out": max(0, len(rows) - MOST),
        "find_text": wanted,
        "can_add": rules.can_add_client(request.staff.service, request.user),
        "show_clinicians": request.staff.role == Staff.Role.COORDINATOR,
    }
