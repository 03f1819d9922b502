"""The plan of a course: how it is, what was changed and why; and moving it to another protocol."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.core.definitions.protocol import Protocol
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.about import about
from amity.web.course.forms import PlanForm
from amity.web.course.forms.pauses import PauseForm
from amity.web.course.models import Course
from amity.web.course.queries.pauses import pauses_of
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access


@rule(roles=READERS, reach=access.READ)
@require_safe
def change_plan(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    return plan_page(request, queries.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def save_plan(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = PlanForm(request.POST, protocol=queries.protocol_of(course))
    if not form.is_valid():
        return plan_page(request, course, form, status=422)
    try:
        actions.change_plan(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return plan_page(request, course, _on_top(form, course), status=409, refusal=refusal.reason)
    messages.success(request, "The plan is changed.")
    return redirect("change_plan", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_protocol(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    to = _asked_for(request)
    if to is None:
        return render(request, "course/choose_protocol.html", _context(request, course, _offered(course)))
    form = PlanForm(request.POST or None, protocol=to, initial=_dose(course, to))
    if request.method != "POST" or not form.is_valid():
        return _protocol_page(request, course, to, form, status=422 if form.errors else 200)
    try:
        actions.change_protocol(
            course=course, protocol=to.id, version=to.version, by=request.user, **form.cleaned_data
        )
    except Refused as refusal:
        form = _on_top(form, course)
        return _protocol_page(request, course, to, form, status=409, refusal=refusal.reason)
    messages.success(request, f"The course goes on by {to.short}. Everything recorded so far stands.")
    return redirect("change_plan", course.id)


def _asked_for(request: ClinicRequest) -> Protocol | None:
    """The protocol to move to, or None as long as none was chosen."""
    given = request.POST if request.method == "POST" else request.GET
    if "to" not in given:
        return None
    version = given.get("version", "")
    found = queries.find_protocol(given["to"], int(version) if version.isdecimal() else None)
    if found is None:
        raise Http404
    return found


def plan_page(
    request: ClinicRequest, course: Course, form: PlanForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    present = queries.plan_now(course) | {"seen": queries.plan_seen(course)}
    context = {
        "form": form or PlanForm(protocol=queries.protocol_of(course), initial=present),
        "standing": queries.standing_of(course),
        "rhythm": queries.rhythm(course.interval_days, queries.protocol_of(course)),
        "changes": queries.plan_changes_of(course),
        "pauses": pauses_of(course),
        "pause_form": PauseForm(),
        "why_not": why_not(rules.check_is_open, course),
        **more,
    }
    return render(request, "course/change_plan.html", _context(request, course, context), status=status)


def _protocol_page(
    request: ClinicRequest, course: Course, to: Protocol, form: PlanForm, status: int, **more: Any
) -> HttpResponse:
    standing = queries.standing_of(course)
    unknown_tasks, unknown_area = queries.unknown_to(course, to)
    context = {
        "to": to,
        "form": form,
        "standing": standing,
        "phases": queries.phases_in(course, to),
        "unknown_tasks": unknown_tasks,
        "unknown_area": unknown_area,
        "too_many": standing.held > to.dose.max,
        "why_not": why_not(rules.check_is_open, course),
        **more,
    }
    return render(request, "course/change_protocol.html", _context(request, course, context), status=status)


def _context(request: ClinicRequest, course: Course, own: dict[str, Any]) -> dict[str, Any]:
    return about(request, course, "change_plan") | own


def _offered(course: Course) -> dict[str, Any]:
    now = (course.protocol, course.protocol_version)
    return {"others": [it for it in queries.offered_protocols() if (it.id, it.version) != now]}


def _dose(course: Course, to: Protocol) -> dict[str, Any]:
    """What of the present plan the other protocol allows as well; its own dose for the rest."""
    initial: dict[str, Any] = {"seen": queries.plan_seen(course)}
    if course.planned_sessions in to.layouts and to.id == course.protocol:
        initial |= {"planned_sessions": course.planned_sessions}
    return initial


def _on_top(form: PlanForm, course: Course) -> PlanForm:
    """What was typed can be sent again, on top of the plan as it is now."""
    data: Any = form.data
    form.data = data.copy()
    form.data["seen"] = queries.plan_seen(queries.course_again(course))  # type: ignore[index]
    return form
