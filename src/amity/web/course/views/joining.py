"""A page before the act: who joins a session that lies ahead, and with whom the client is not safe."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.forms.conversation import AttendeeForm
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access
from amity.web.safety import queries as safety
from amity.web.safety import rules as safety_rules


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def before_joining(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """Everybody comes by here, whatever the client said: the page of the session betrays nothing."""
    session = queries.session_for(request.user, session_id, access.CARE)
    client = session.course.client
    form = AttendeeForm(request.POST or None)
    context: dict[str, Any] = {
        "session": session,
        "course": session.course,
        "client": client,
        "form": form,
        "concerns": safety.before_joint(client),
        "why_not_join": why_not(safety_rules.check_can_join_session, client),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "course/before_joining.html", context, status=422 if form.errors else 200)
    try:
        actions.add_attendee(session=session, **form.cleaned_data, looked=True, by=request.user)
    except Refused as refusal:
        context["refusal"] = refusal.reason
        return render(request, "course/before_joining.html", context, status=409)
    return redirect("session", session.id)
