"""A course begins: by which protocol, how many sessions, how often, from when."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amity.core.definitions.protocol import Protocol
from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.forms import StartCourseForm
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access

PAGE = "course/start_course.html"


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def start_course(request: ClinicRequest, client_id: UUID) -> HttpResponse:
    client = access.client(request.user, client_id, access.CARE)
    protocol = _asked_for(request)
    initial = {"started_on": clock.today(request.staff.service.zone).isoformat()}
    form = StartCourseForm(request.POST or None, protocol=protocol, initial=initial)
    context = {
        "client": client,
        "protocol": protocol,
        "others": [it for it in queries.offered_protocols() if it.id != protocol.id],
        "form": form,
        "why_not": why_not(rules.check_can_start_course, client),
        "open_course": queries.open_course_of(client),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, context, status=422 if form.errors else 200)
    try:
        begun = actions.start_course(
            client=client, clinician=request.staff, protocol=protocol.id, by=request.user, **form.cleaned_data
        )
    except Refused as refusal:
        return render(request, PAGE, context | {"refusal": refusal.reason}, status=409)
    if begun.sessions.exists():
        return redirect("course", begun.id)
    messages.success(request, "The course has begun. When do you first meet?")
    return redirect("plan_session", begun.id)


def _asked_for(request: ClinicRequest) -> Protocol:
    """The protocol that was chosen; standard IPT as long as none was."""
    id = request.POST.get("protocol") or request.GET.get("protocol") or queries.FIRST
    found = queries.find_protocol(id)
    if found is None:
        raise Http404
    return found
