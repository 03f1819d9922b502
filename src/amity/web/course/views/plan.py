"""Appointments: planning one, and moving it."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.forms import AppointmentForm, on_top_of
from amity.web.course.local_time import comes_twice
from amity.web.course.models import Course, Session
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access

TWICE = "The clocks go back over {at:%H:%M} that day, so it comes twice; the first of the two is meant."


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_session(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    sessions = list(course.sessions.all())
    form = AppointmentForm(request.POST or None, zones=_zones(course), initial=_likely(course, sessions))
    context = {
        "course": course,
        "client": course.client,
        "form": form,
        "number": queries.number_to_plan(course, sessions),
        "why_not": why_not(rules.check_can_plan_session, course),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "course/plan_session.html", context, status=422 if form.errors else 200)
    try:
        session = actions.plan_session(
            id=form.cleaned_data["id"], course=course, by=request.user, **_appointment(form)
        )
    except Refused as refusal:
        return render(request, "course/plan_session.html", {**context, "refusal": refusal.reason}, status=409)
    _say_if_twice(request, session)
    return redirect("course", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def move_session(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    session = queries.session_for(request.user, session_id, access.CARE)
    form = AppointmentForm(
        request.POST or None, zones=[session.zone, *_zones(session.course)], initial=_present(session)
    )
    context = {
        "session": session,
        "course": session.course,
        "client": session.course.client,
        "form": form,
        "why_not": why_not(rules.check_can_move_session, session),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "course/move_session.html", context, status=422 if form.errors else 200)
    try:
        moved = actions.move_session(
            session=session,
            version=form.cleaned_data["version"] or 0,
            by=request.user,
            **_appointment(form),
        )
    except Refused as refusal:
        session.refresh_from_db()
        on_top_of(form, session.version)
        return render(request, "course/move_session.html", {**context, "refusal": refusal.reason}, status=409)
    _say_if_twice(request, moved)
    return redirect("course", session.course_id)


def _zones(course: Course) -> list[str]:
    return [course.client.service.time_zone, course.client.time_zone]


def _appointment(form: AppointmentForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("planned_at", "zone", "minutes", "mode")}


def _present(session: Session) -> dict[str, Any]:
    here = session.planned_at.astimezone(session.local)
    return {
        "version": session.version,
        "on": here.date(),
        "at": here.time(),
        "zone": session.zone,
        "minutes": session.minutes,
        "mode": session.mode,
    }


def _likely(course: Course, sessions: list[Session]) -> dict[str, Any]:
    """The same time, one interval after the last; before the first, the day the course begins."""
    moment, zone, last = queries.next_appointment(course, sessions)
    here = moment.astimezone(zone)
    return {
        "on": here.date() if last else course.started_on,
        "at": here.time() if last else None,
        "zone": zone.key,
        "minutes": last.minutes if last else course.minutes,
        "mode": last.mode if last else Session.Mode.IN_PERSON,
    }


def _say_if_twice(request: ClinicRequest, session: Session) -> None:
    zone = ZoneInfo(session.zone)
    if comes_twice(session.planned_at, zone):
        messages.warning(request, TWICE.format(at=session.planned_at.astimezone(zone)))
