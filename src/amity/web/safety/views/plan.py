"""The safety plan: read aloud, written together, printed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.safety import actions, queries
from amity.web.safety.actions import Stale
from amity.web.safety.forms import PlanForm
from amity.web.safety.models import SafetyPlan
from amity.web.safety.views.about import today_of
from amity.web.safety.views.roles import CARERS, READERS, ClinicRequest


@rule(roles=READERS, reach=access.READ)
@require_safe
def safety_plan(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    client = access.client(request.user, client_id, access.READ)
    plans = queries.plans_of(client)
    plan = plans[0] if plans else None
    context = {
        "client": client,
        "plan": plan,
        "earlier": plans[1:],
        "is_due": bool(plan and plan.row.review_on and plan.row.review_on <= today_of(client)),
        "may_write": request.staff.role in CARERS,
        "steps": queries.STEPS,
    }
    return render(request, "safety/safety_plan.html", context)


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_safety_plan(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    client = access.client(request.user, client_id, access.CARE)
    if request.method != "POST":
        return _form(request, client, PlanForm.of(queries.plan_of(client), today_of(client)))
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _form(request, client, form, status=422)
    try:
        actions.save_safety_plan(client=client, by=request.user, **form.given)
    except Stale as stale:
        return _beside(request, client, form, stale.row)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _form(request, client, form, status=409)
    messages.success(request, "The plan is kept. Read it through together, then print it.")
    return redirect("safety_plan", client.id)


@rule(roles=READERS, reach=access.READ)
@require_safe
def print_safety_plan(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    """For a wallet or a kitchen door: the client's words and whom to call. No name, no diagnosis."""
    client = access.client(request.user, client_id, access.READ)
    plan = queries.plan_of(client)
    if plan is None:
        return redirect("safety_plan", client.id)
    context = {
        "client": client,
        "plan": plan,
        "steps": [it for it in queries.steps_of(plan) if it.lines],
        "numbers": queries.help_numbers(client.service),
    }
    return render(request, "safety/print_safety_plan.html", context)


def _beside(request: ClinicRequest, client: Client, form: PlanForm, now: SafetyPlan) -> HttpResponse:
    """Both texts, side by side; saving again says which holds."""
    mine = form.given["steps"]
    differing = {
        name: getattr(now, name)
        for name in queries.TEXTS
        if queries.lines_of(mine[name]) != queries.lines_of(getattr(now, name))
    }
    said_again(form, base=now.number)
    rest = form.differing_from(now)
    return _form(request, client, form, status=409, beside=differing, rest=rest, stale=True)


def _form(
    request: ClinicRequest, client: Client, form: PlanForm, status: int = 200, **more: object
) -> HttpResponse:
    return render(
        request, "safety/change_safety_plan.html", {"client": client, "form": form, **more}, status=status
    )
