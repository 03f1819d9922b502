"""Who works with a client: joining, and leaving when somebody else stays."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.people import access, actions, queries
from amity.web.people.forms import JoinForm
from amity.web.people.models import Client, Staff
from amity.web.people.staff_request import StaffRequest
from amity.web.people.views.client import ROLES


@rule(roles=ROLES, reach=access.CONTACT, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def care_team(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CONTACT)
    colleagues = queries.colleagues_for(found)
    if request.method != "POST":
        return _page(request, found, JoinForm(colleagues=colleagues))
    form = JoinForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        actions.join_care_team(client=found, staff=form.cleaned_data["staff"], by=request.user)
    except Refused as refused:
        return _page(request, found, form, refused.reason, status=409)
    messages.success(request, "In the care team from now on.")
    return HttpResponseRedirect(reverse("care_team", args=[found.id]))


@rule(roles=ROLES, reach=access.CONTACT, changes=True)
@require_POST
def leave_care_team(request: StaffRequest, client_id: UUID, staff_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CONTACT)
    leaving = get_object_or_404(Staff, pk=staff_id, care_team_of__client=found, care_team_of__until=None)
    try:
        actions.leave_care_team(client=found, staff=leaving, by=request.user)
    except Refused as refused:
        form = JoinForm(colleagues=queries.colleagues_for(found))
        return _page(request, found, form, refused.reason, status=409)
    messages.success(request, "No longer in the care team.")
    return HttpResponseRedirect(
        reverse("caseload") if leaving.pk == request.staff.pk else reverse("care_team", args=[found.id])
    )


def _page(
    request: StaffRequest, found: Client, form: JoinForm, refused: str = "", status: int = 200
) -> HttpResponse:
    shown = {"client": found, "form": form, "team": queries.care_team_of(found), "refused": refused}
    return render(request, "people/care_team.html", shown, status=status)
