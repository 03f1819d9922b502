"""What is asked when in a course: the page, a change with its reason, a pause."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.core import giving
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.measures import actions, queries, rules
from amity.web.measures.forms_plan import AddLineForm, LineForm, PauseAskingForm
from amity.web.measures.queries import giving as plans
from amity.web.measures.queries.plan_page import asked_when as everything_asked
from amity.web.measures.queries.ways import way_to
from amity.web.measures.views.measures import CARERS, READERS
from amity.web.people import access

ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there


@rule(roles=READERS, reach=access.READ)
@require_safe
def asked_when(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    return _page(request, course_queries.course_for(request.user, course_id, access.READ))


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_asked(request: ClinicRequest, course_id: UUID, asked: str) -> HttpResponse:
    """When one questionnaire is asked; `new`: one that the course does not ask yet."""
    course = course_queries.course_for(request.user, course_id, access.CARE)
    form = _line_form(request, course, asked)
    if request.method != "POST":
        return _line(request, course, asked, form)
    if not form.is_valid():
        return _line(request, course, asked, form, 422)
    given = form.cleaned_data
    try:
        actions.set_plan_line(
            course=course,
            instrument=given.get("instrument", asked),
            moments=given["moments"],
            reason=given["reason"],
            by=request.user,
        )
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _line(request, course, asked, form, 409)
    return redirect("asked_when", course.id)


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def pause_asking(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = course_queries.course_for(request.user, course_id, access.CARE)
    form = PauseAskingForm(request.POST)
    if not form.is_valid():
        return _page(request, course, form=form, status=422)
    last = form.cleaned_data["until"]
    until = giving.instant(last + timedelta(days=1), time(), course.client.zone) if last else None
    try:
        actions.pause_measures(
            course=course, until=until, reason=form.cleaned_data["reason"], by=request.user
        )
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, course, form=form, status=409)
    return redirect("asked_when", course.id)


@rule(roles=CARERS, reach=access.CARE, changes=True)
@require_POST
def resume_asking(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = course_queries.course_for(request.user, course_id, access.CARE)
    try:
        actions.resume_measures(course=course, by=request.user)
    except Refused as refused:
        return _page(request, course, refused=refused.reason, status=409)
    return redirect("asked_when", course.id)


def _page(
    request: ClinicRequest,
    course: Course,
    *,
    form: PauseAskingForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    plan = plans.planned(course)
    context = {
        "course": course,
        "client": course.client,
        "found": everything_asked(course),
        "asked_by_line": [
            (it.instrument, plans.short_of(it.instrument), [giving.in_words(m) for m in it.moments])
            for it in plan.asked
        ],
        "way": way_to(course.client),
        "no_consent": why_not(rules.check_can_give, course.client),
        "pause": plans.pause_of(course),
        "form": form or PauseAskingForm(),
        "refused": refused,
        "may_write": request.staff.role in CARERS,
    }
    return render(request, "measures/asked_when.html", context, status=status)


def _line_form(request: ClinicRequest, course: Course, instrument: str) -> LineForm:
    plan = plans.planned(course)
    data = request.POST if request.method == "POST" else None
    known = {it.instrument: it for it in plan.asked}
    if instrument == "new":
        others = [(it.id, it.short) for it in queries.offered(course.client.service) if it.id not in known]
        return AddLineForm(data, others=others)
    if instrument not in known:
        raise Http404
    return LineForm(data, now=known[instrument].moments)


def _line(
    request: ClinicRequest, course: Course, instrument: str, form: LineForm, status: int = 200
) -> HttpResponse:
    short = "" if instrument == "new" else plans.short_of(instrument)
    context = {"course": course, "client": course.client, "short": short, "form": form}
    return render(request, "measures/change_asked.html", context, status=status)
