"""The focus of the work: chosen together, then worked on, and rated by both."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.about import about
from amity.web.course.forms.focus import ResolutionForm, StageForm
from amity.web.course.models import Course, ProblemArea, Resolution
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access

STAGE, RATING = "stage", "rating"


@rule(roles=READERS, reach=access.READ)
@require_safe
def focus(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.READ)
    return _show(request, course, request.GET.get("area", ""), request.GET.get("edit", ""))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def record_stage(request: ClinicRequest, problem_area_id: UUID) -> HttpResponse:
    chosen = queries.problem_area_for(request.user, problem_area_id, access.CARE)
    form = StageForm(request.POST, area=queries.area_named(chosen.course, chosen.area))
    if not form.is_valid():
        return _show_form(request, chosen, STAGE, form, 422)
    try:
        actions.record_stage(problem_area=chosen, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show_form(request, chosen, STAGE, form, 409, refused=refusal.reason)
    return _back(chosen, "stages")


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def rate_resolution(request: ClinicRequest, problem_area_id: UUID) -> HttpResponse:
    chosen = queries.problem_area_for(request.user, problem_area_id, access.CARE)
    form = ResolutionForm(request.POST, area=queries.area_named(chosen.course, chosen.area))
    if not form.is_valid():
        return _show_form(request, chosen, RATING, form, 422)
    try:
        actions.rate_resolution(problem_area=chosen, by=request.user, **form.said)
    except Refused as refusal:
        return _show_form(request, chosen, RATING, form, 409, refused=refusal.reason)
    return _back(chosen, "ratings")


def _show(
    request: ClinicRequest, course: Course, area: str = "", edit: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    page = about(request, course, "focus")
    work = queries.workspace(request.user, course, area)
    now = {"on": clock.today(course.client.service.zone)}
    if work and page["may_write"] and work.chosen.replaced_at is None and edit == STAGE:
        more = {"stage_form": StageForm(area=work.shape, initial=now), **more}
    if work and page["may_care"] and edit in Resolution.Who.values:
        form = ResolutionForm(area=work.shape, initial={**now, "who": edit})
        more = {"rating_form": form, "who": edit, **more}
    context = {**page, "work": work, "may_rate": page["may_care"], **more}
    return render(request, "course/focus.html", context, status=status)


def _show_form(
    request: ClinicRequest, chosen: ProblemArea, name: str, form: Any, status: int, **more: Any
) -> HttpResponse:
    """The page again with this form as it was filled in."""
    if name == RATING:
        more["who"] = form["who"].value()
    return _show(request, chosen.course, chosen.area, status=status, **{f"{name}_form": form}, **more)


def _back(chosen: ProblemArea, to: str) -> HttpResponse:
    return redirect(f"{reverse('focus', args=[chosen.course_id])}?area={chosen.area}#{to}")
