"""Choosing the focus of the work together."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.forms import FocusForm
from amity.web.course.models import Course
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_problem_area(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    areas = queries.protocol_of(course).areas
    form = FocusForm(request.POST or None, areas=areas, initial=_present(course))
    context = {"course": course, "client": course.client, "form": form, "areas": areas}
    if request.method != "POST" or not form.is_valid():
        return render(request, "course/choose_problem_area.html", context, status=422 if form.errors else 200)
    said = form.cleaned_data
    try:
        actions.choose_problem_area(
            course=course,
            area=said["area"],
            runner_up=said["runner_up"],
            stage=said["stage"],
            words=said["words"],
            why=said["why"],
            by=request.user,
        )
    except Refused as refusal:
        context["refusal"] = refusal.reason
        return render(request, "course/choose_problem_area.html", context, status=409)
    return redirect("course", course.id)


def _present(course: Course) -> dict[str, Any]:
    area = queries.area_of(course)
    if area is None:
        return {}
    return {
        "area": area.area,
        "words": area.words,
        "stage": f"{area.area}:{area.stage}" if area.stage else "",
        "runner_up": area.runner_up,
        "why": area.why,
    }
