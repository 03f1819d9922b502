"""The contract: number, rhythm, dates and focus as agreed with the client."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.about import about
from amity.web.course.forms.agreements import ContractForm
from amity.web.course.models import Contract, Course
from amity.web.course.views.roles import READERS, ClinicRequest
from amity.web.people import access


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def contract(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """What was agreed, beside the plan as it is; sent, the plan as it is is agreed."""
    if request.method != "POST":
        return _show(request, queries.course_for(request.user, course_id, access.READ))
    course = queries.course_for(request.user, course_id, access.CARE)
    form = ContractForm(request.POST)
    if not form.is_valid():
        return _show(request, course, form, status=422)
    try:
        actions.agree_contract(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        data = request.POST.copy()
        data["seen"] = queries.plan_seen(queries.course_again(course))
        form.data = data
        return _show(request, course, form, status=409, refusal=refusal.reason)
    return redirect("contract", course.id)


@rule(roles=READERS, reach=access.READ)
@require_safe
def print_contract(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """For both to sign, or for the client to keep."""
    course = queries.course_for(request.user, course_id, access.READ)
    contracts = queries.agreed_contracts(course)
    if not contracts:
        raise Http404
    context = {"course": course, "client": course.client, "it": _line(contracts[0]), "as_of": clock.now()}
    return render(request, "course/print_contract.html", context)


def _show(
    request: ClinicRequest,
    course: Course,
    form: ContractForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    contracts = queries.agreed_contracts(course)
    agreement = queries.agreement_of(course, contracts)
    context = {
        **about(request, course, "formulation"),  # the page it is reached from
        "agreement": agreement,
        "newest": _line(contracts[0]) if contracts else None,
        "earlier": [_line(it) for it in contracts[1:]],
        "standing": queries.standing_of(course),
        "rhythm": queries.rhythm(course.interval_days, queries.protocol_of(course)),
        "writing": form is not None or not contracts or "edit" in request.GET,
        "form": form or ContractForm(initial=_begun_from(course, contracts)),
        **more,
    }
    return render(request, "course/contract.html", context, status=status)


def _line(contract: Contract) -> dict[str, Any]:
    return {"contract": contract, "rhythm": queries.rhythm_agreed(contract)}


def _begun_from(course: Course, contracts: list[Contract]) -> dict[str, Any]:
    """Nothing is typed twice: the focus is the client's words for it, the rest what held before."""
    area = queries.area_of(course)
    before = contracts[0] if contracts else None
    return {
        "seen": queries.plan_seen(course),
        "focus": area.words if area else (before.focus if before else ""),
        "arrangements": before.arrangements if before else "",
        "agreed_on": clock.today(course.client.service.zone),
    }
