"""A course: its page, its beginning, its phases, its practices and its end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base.errors import Refused, why_not
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.forms import CloseForm, PhaseForm
from amity.web.course.models import Course
from amity.web.course.offered import cards_given, rows_given
from amity.web.course.queries.safety_rows import follow_ups_open
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.course.views.session import show_session
from amity.web.course.views.session_page import practice_form
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Staff
from amity.web.safety import queries as safety


@rule(roles=READERS, reach=access.READ)
@require_safe
def course(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    return _page(request, queries.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def move_phase(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    found = queries.course_for(request.user, course_id, access.CARE)
    form = PhaseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, phase_form=form)
    try:
        actions.move_phase(course=found, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _page(request, found, status=409, phase_form=form, phase_refusal=refusal.reason)
    return redirect("course", found.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def practice_result(request: ClinicRequest, practice_id: UUID) -> HttpResponse:
    practice = queries.practice_for(request.user, practice_id, access.CARE)
    form = practice_form(practice, request.POST)
    found = queries.course_for(request.user, practice.course_id, access.CARE)
    back = request.POST.get("session", "")
    here = next((it for it in found.sessions.all() if str(it.id) == back), None)
    status = 200 if form.is_valid() else 422
    if status == 200:
        try:
            actions.record_practice_result(practice=practice, by=request.user, **form.cleaned_data)
            return redirect("session", here.id) if here else redirect("course", found.id)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 409
            practice.refresh_from_db()
            said_again(form, **{form.add_prefix("seen"): practice.told_stamp})
    if here:
        return show_session(request, queries.session_page(here), status=status, practice_form=form)
    return _page(request, found, status=status, practice_form=form, practice_id=practice.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def close_course(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    found = queries.course_for(request.user, course_id, access.CARE)
    form = CloseForm(request.POST or None)
    status = 422 if form.errors else 200
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_course(course=found, reason=form.cleaned_data["reason"], by=request.user)
            return redirect("course", found.id)
        except Refused as refused:
            status, refusal = 409, refused.reason
    context = {
        "page": queries.course_page(found),
        "client": found.client,
        "flag": safety.open_flag_of(found.client, request.user),
        "form": form,
        "refusal": refusal,
        "why_not": why_not(rules.check_can_close_course, found, "asked below"),
        "lacking": queries.lacks_at_close(found),
        "waiting": rows_given(request.user, [found.client_id]),
        "open_about_safety": [*safety.open_at_close(found.client), *follow_ups_open(found.client)],
    }
    return render(request, "course/close_course.html", context, status=status)


def _page(request: ClinicRequest, found: Course, status: int = 200, **more: Any) -> HttpResponse:
    page = queries.course_page(found)
    may_care = request.staff.role == Staff.Role.CLINICIAN
    last = page.agreed.last
    flag = safety.open_flag_of(found.client, request.user)
    form = more.pop("practice_form", None) or (practice_form(last) if last else None)
    practices = [last, *page.agreed.earlier] if last else []
    context = {
        "page": page,
        "client": found.client,
        "contact_words": queries.contact_words(people.safe_contact_of(found.client)),
        "flag": flag,
        "last_flag": None if flag else safety.last_flag_of(found.client),
        "cards": [
            (card.title, render_to_string(card.template, {**card.context, "may_write": may_care}))
            for card in cards_given(request.user, found)
        ],
        "may_care": may_care,
        "places": queries.places_of(found, "course"),
        "may_write": may_care and not found.closed_at,
        "agreed": queries.practice_lines(request.user, found, practices),
        "practice_form": form,
        "why_not_plan": why_not(rules.check_can_plan_session, found),
        **more,
    }
    return render(request, "course/course.html", context, status=status)
