"""*Today*: what needs a person, the next session, the day, what is to finish. One page for each role."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.course import queries
from amity.web.course.views.roles import EVERYBODY, READERS, ClinicRequest
from amity.web.people import queries as people
from amity.web.people.models import Staff
from amity.web.safety import queries as safety

Role = Staff.Role
WAITING = "course/_waiting.html"


@rule(roles=EVERYBODY)
@require_safe
def today(request: ClinicRequest) -> HttpResponse:
    staff = request.staff
    template, context_of = PAGES.get(staff.role, ("course/today_elsewhere.html", _elsewhere))
    return render(request, template, {"as_of": clock.now(), **context_of(request)})


@rule(roles=READERS, polled=True)
@require_safe
def today_waiting(request: ClinicRequest) -> HttpResponse:
    """What may have come in since: asked for every few seconds, so it says when nothing did."""
    context = _waiting(request)
    told = render_to_string(WAITING, context)
    tag = f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
    now = clock.now()
    headers = {"ETag": tag, "As-Of": f"{timezone.localtime(now):%H:%M}"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    response = render(request, WAITING, {**context, "as_of": now, "is_poll": True})
    for name, value in headers.items():
        response[name] = value
    return response


def _waiting(request: ClinicRequest) -> dict[str, Any]:
    flags = safety.open_flags_for(request.user)
    if request.staff.role != Role.CLINICIAN:
        return {"flags": [flag for flag in flags if flag.is_overdue], "lines": None}
    desk = queries.desk_of(request.staff, request.user)
    return {"flags": flags, **_lines(desk, desk.meetings)}


def _lines(desk: queries.Desk, meetings: list[queries.Meeting]) -> dict[str, Any]:
    lines = queries.to_finish(desk, meetings)
    return {"lines": lines[: queries.AT_MOST], "more_lines": max(0, len(lines) - queries.AT_MOST)}


def _clinician(request: ClinicRequest) -> dict[str, Any]:
    desk = queries.desk_of(request.staff, request.user)
    meetings = desk.meetings
    upcoming = queries.next_meeting(meetings)
    day = queries.meetings_on(meetings, clock.today(request.staff.service.zone), request.staff)
    due = queries.due_lines(desk)
    return {
        "flags": safety.open_flags_for(request.user),
        "brief": queries.brief_of(desk, upcoming) if upcoming else None,
        "rest": [it for it in day if it != upcoming],
        "has_courses": bool(desk.courses),
        "due": due[: queries.AT_MOST],
        "more_due": max(0, len(due) - queries.AT_MOST),
        **_lines(desk, meetings),
    }


def _supervisor(request: ClinicRequest) -> dict[str, Any]:
    return {**_waiting(request), "granted": queries.granted_courses(request.staff)}


def _coordinator(request: ClinicRequest) -> dict[str, Any]:
    alone = people.without_care_team(request.user)
    return {"days": queries.coming_days(request.staff), "alone": alone}


def _elsewhere(request: ClinicRequest) -> dict[str, Any]:
    return {"role": request.staff.role}


PAGES: dict[str, tuple[str, Callable[[ClinicRequest], dict[str, Any]]]] = {
    Role.CLINICIAN: ("course/today.html", _clinician),
    Role.SUPERVISOR: ("course/today_supervisor.html", _supervisor),
    Role.COORDINATOR: ("course/today_coordinator.html", _coordinator),
}
