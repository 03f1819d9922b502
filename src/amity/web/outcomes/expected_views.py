"""The expected response for a service lead: fit it, look how often it would be wrong, switch it on."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import audit
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.outcomes import actions, queries, rules
from amity.web.outcomes.expected_page import fitting_of, page_of
from amity.web.outcomes.polled import polled

LeadRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there


@rule(roles=rules.WHO, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def expected_response(request: LeadRequest) -> HttpResponse:
    """Each questionnaire: what is on, what was fitted, how often it would be wrong; sent, one is fitted."""
    if request.method != "POST":
        return _show(request)
    service = request.staff.service
    try:
        actions.ask_for_fit(
            service=service,
            measure=request.POST.get("measure", ""),
            made_up=queries.made_up_in(service),
            by=request.user,
        )
    except Refused as refused:
        return _show(request, 409, refused=refused.reason)
    return redirect("expected_response")


@rule(roles=rules.WHO, polled=True)
@require_safe
def expected_response_fitting(request: LeadRequest, fit_id: UUID) -> HttpResponse:
    """How far a fit is: asked for every few seconds."""
    found = fitting_of(request.staff.service, fit_id)
    if found is None:
        raise Http404
    return polled(request, "outcomes/_fitting.html", {"it": found})


@rule(roles=rules.WHO, changes=True)
@require_POST
def switch_expected_response(request: LeadRequest, fit_id: UUID) -> HttpResponse:
    """On or off, for every clinician of the service."""
    row = request.staff.service.expected_responses.filter(pk=fit_id).first()
    if row is None:
        raise Http404
    try:
        if request.POST.get("to") == "on":
            actions.switch_on(row=row, by=request.user)
        else:
            actions.switch_off(row=row, by=request.user)
    except Refused as refused:
        return _show(request, 409, refused=refused.reason)
    return redirect("expected_response")


def _show(request: LeadRequest, status: int = 200, **more: Any) -> HttpResponse:
    service = request.staff.service
    audit.looked(by=request.user, record="people.Service", record_id=service.id)
    context = {"service": service, "page": page_of(service, request.user), **more}
    return render(request, "outcomes/expected_response.html", context, status=status)
