"""Pauses of a course. They are shown with its plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.forms.pauses import EndPauseForm, PauseForm
from amity.web.course.queries.pauses import pause_for
from amity.web.course.views.plan_changes import plan_page
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def pause_course(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = PauseForm(request.POST)
    if not form.is_valid():
        return plan_page(request, course, status=422, pause_form=form)
    try:
        actions.pause_course(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return plan_page(request, course, status=409, pause_form=form, refusal=refusal.reason)
    messages.success(request, "The pause is recorded. Weeks and the projected end go round it.")
    return redirect("change_plan", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def end_pause(request: ClinicRequest, pause_id: UUID) -> HttpResponse:
    pause = pause_for(request.user, pause_id, access.CARE)
    course = queries.course_for(request.user, pause.course_id, access.CARE)
    form = EndPauseForm(request.POST)
    if not form.is_valid():
        return plan_page(request, course, status=422, refusal="Give the last day away as a day.")
    try:
        actions.end_pause(pause=pause, last_on=form.cleaned_data["last_on"], by=request.user)
    except Refused as refusal:
        return plan_page(request, course, status=409, refusal=refusal.reason)
    return redirect("change_plan", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def withdraw_pause(request: ClinicRequest, pause_id: UUID) -> HttpResponse:
    pause = pause_for(request.user, pause_id, access.CARE)
    actions.withdraw_pause(pause=pause, by=request.user)
    return redirect("change_plan", pause.course_id)
