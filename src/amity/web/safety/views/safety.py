"""The one page about a client's safety, and the follow-up recorded from it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.safety import actions, queries, rules
from amity.web.safety.forms import FollowUpForm
from amity.web.safety.views.about import about, today_of
from amity.web.safety.views.asked import follow_ups, when_asked
from amity.web.safety.views.roles import CARERS, READERS, ClinicRequest


@rule(roles=READERS, reach=access.READ)
@require_safe
def safety(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    return _page(request, access.client(request.user, client_id, access.READ))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def record_follow_up(request: ClinicRequest, assessment_id: UUID) -> HttpResponse:
    found = queries.assessment_for(request.user, assessment_id, access.CARE)
    form = FollowUpForm(request.POST, prefix=_prefix(found.id))
    status = 422
    if form.is_valid():
        try:
            actions.record_follow_up(assessment=found, by=request.user, **form.cleaned_data)
            return redirect("safety", found.client_id)
        except Refused as refused:
            form.add_error(None, refused.reason)
            status = 409
    return _page(request, found.client, status, {found.id: form})


def _page(
    request: ClinicRequest, client: Client, status: int = 200, forms: dict[UUID, FollowUpForm] | None = None
) -> HttpResponse:
    made = queries.assessments_of(client)
    asked, all_asked = when_asked(request.user, client)
    plans = queries.plans_of(client)
    today = today_of(client)
    waiting = follow_ups(all_asked, made, today)
    context: dict[str, Any] = {
        **about(request, client),
        "flags": [flag for flag in queries.flags_of_client(client) if flag.closed_at],
        "asked": asked,
        "assessments": made,
        "waiting": [(it, _form_of(it.assessment, forms or {})) for it in waiting],
        "plan": plans[0] if plans else None,
        "plan_is_due": bool(plans and plans[0].row.review_on and plans[0].row.review_on <= today),
        "violence": queries.violence_answers_of(client),
        "why_not_join": why_not(rules.check_can_join_session, client),
    }
    if context["may_write"]:
        context["concerns"] = queries.before_joint(client)
    return render(request, "safety/safety.html", context, status=status)


def _form_of(
    assessment: queries.AssessmentShown | None, forms: dict[UUID, FollowUpForm]
) -> FollowUpForm | None:
    if assessment is None:
        return None
    id = assessment.row.id
    return forms.get(id) or FollowUpForm(prefix=_prefix(id))


def _prefix(id: UUID) -> str:
    return f"f{id.hex[:8]}"
