"""Letting a supervisor read along, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.people import access, actions, queries, rules
from amity.web.people.forms import GrantForm
from amity.web.people.staff_request import StaffRequest
from amity.web.people.views.client import CLINICIANS


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def grant_reading(request: StaffRequest, client_id: UUID) -> HttpResponse:
    found = access.client(request.user, client_id, access.CARE)
    shown = {
        "client": found,
        "grants": queries.grants_of(found),
        "why_not": why_not(rules.check_can_offer_supervision, found, request.user),
    }
    if request.method != "POST":
        form = GrantForm(service=found.service)
        return render(request, "people/grant_reading.html", shown | {"form": form})
    form = GrantForm(request.POST, service=found.service)
    shown["form"] = form
    if not form.is_valid():
        return render(request, "people/grant_reading.html", shown, status=422)
    try:
        actions.grant_reading(client=found, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return render(request, "people/grant_reading.html", shown | {"refused": refused.reason}, status=409)
    messages.success(request, "Reading is granted.")
    return HttpResponseRedirect(reverse("client", args=[found.id]))


@rule(roles=CLINICIANS, reach=access.CARE, changes=True)
@require_POST
def revoke_grant(request: StaffRequest, grant_id: UUID) -> HttpResponse:
    grant = queries.grant_for(request.user, grant_id)
    actions.revoke_grant(grant=grant, by=request.user)
    messages.success(request, "Taken back. It can no longer be read.")
    return HttpResponseRedirect(reverse("grant_reading", args=[grant.client_id]))
