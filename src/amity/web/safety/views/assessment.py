"""A structured assessment, written while or after it was made."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.safety import actions, queries
from amity.web.safety.forms import AssessmentForm
from amity.web.safety.offered import Asked, asked_given
from amity.web.safety.queries import FlagSummary
from amity.web.safety.views.about import about, today_of
from amity.web.safety.views.roles import CARERS, ClinicRequest


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def assess_risk(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    client = access.client(request.user, client_id, access.CARE)
    context = about(request, client)
    session = _session(request, client)
    seen = _seen(context["flag"])
    form = AssessmentForm(request.POST or None, initial={"made_on": today_of(client), "seen": seen})
    context |= {"form": form, "session": session}
    if request.method != "POST" or not form.is_valid():
        return render(request, "safety/assess_risk.html", context, status=422 if form.errors else 200)
    try:
        made = actions.assess_risk(
            client=client, session_id=session.session_id if session else None, by=request.user, **form.given
        )
    except Refused as refused:
        form.add_error(None, refused.reason)
        said_again(form, seen=seen)  # the page that is answered with shows the whole flag
        return render(request, "safety/assess_risk.html", context, status=409)
    messages.success(request, "The assessment is kept.")
    return redirect("flag", made.flag_id) if made.flag_id else redirect("safety", client.id)


def _session(request: ClinicRequest, client: Client) -> Asked | None:
    """The meeting it was made in, if the address names one of this client's."""
    named = request.GET.get("session", "")
    if not named:
        return None
    return next((it for it in asked_given(request.user, client) if str(it.session_id) == named), None)


def _seen(flag: FlagSummary | None) -> int:
    return queries.event_count(flag.id) if flag else 0
