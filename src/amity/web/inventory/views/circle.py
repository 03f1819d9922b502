"""The newest circle on the clinician's page, drawn and as a list; begun, shared, drawn on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.inventory import actions, queries, rules
from amity.web.inventory.forms import NamesForm, SaidForm, SharedForm
from amity.web.inventory.views import hands
from amity.web.inventory.views.parts import (
    CLINICIAN,
    HERE,
    READERS,
    ClinicRequest,
    counted,
    course_of,
)
from amity.web.inventory.views.stage import staging_of
from amity.web.inventory.views.staging import stage_context
from amity.web.people import access


@rule(roles=READERS, reach=access.READ)
@require_safe
def inventory(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The newest circle, drawn and as a list."""
    return _show(request, courses.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def name_people(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Names into the tray; the first ones begin the first circle."""
    course = courses.course_for(request.user, course_id, access.CARE)
    form = NamesForm(request.POST)
    if not form.is_valid():
        return _show(request, course, status=422, names_form=form)
    try:
        actions.begin_with_names(client=course.client, names=form.by_id, by=request.user)
    except Refused as refusal:
        return _show(request, course, status=409, names_form=form, refusal=refusal.reason)
    return redirect(HERE, course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def start_circle(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """A circle of today, with the last one as its ghost."""
    course = courses.course_for(request.user, course_id, access.CARE)
    try:
        actions.start_circle(client=course.client, by=request.user)
    except Refused as refusal:
        return _show(request, course, status=409, refusal=refusal.reason)
    return redirect(HERE, course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def share_circle(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """The client sees it at home, or no more."""
    circle = queries.circle_for(request.user, circle_id, access.CARE)
    form = SharedForm(request.POST)
    if form.is_valid():
        actions.share_circle(circle=circle, shared=form.cleaned_data["shared"], by=request.user)
    return redirect(HERE, course_of(request, circle.client).id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def circle_names(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return hands.name_people(_desk(request, circle_id))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def place_people(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return hands.place_people(_desk(request, circle_id))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def say_on_circle(request: ClinicRequest, circle_id: UUID, relationship_id: UUID) -> HttpResponse:
    return hands.say(_desk(request, circle_id), str(relationship_id))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_off_circle(request: ClinicRequest, circle_id: UUID, relationship_id: UUID) -> HttpResponse:
    return hands.take_off(_desk(request, circle_id), str(relationship_id))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def as_last_time(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return hands.as_last_time(_desk(request, circle_id))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_back(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return hands.turn(_desk(request, circle_id), actions.take_back)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def redo(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return hands.turn(_desk(request, circle_id), actions.redo)


def _desk(request: ClinicRequest, circle_id: UUID) -> hands.Desk:
    """A clinician before this circle."""
    circle = queries.circle_for(request.user, circle_id, access.CARE)

    def page(status: int, **more: Any) -> HttpResponse:
        return _show(request, course_of(request, circle.client), status=status, **more)

    def address() -> str:
        return reverse(HERE, args=[course_of(request, circle.client).id])

    return hands.Desk(request, staging_of(request, circle), page, address)


def _show(
    request: ClinicRequest,
    course: Course,
    status: int = 200,
    chosen: dict[str, str] | None = None,
    said_form: SaidForm | None = None,
    who: str = "",
    **more: Any,
) -> HttpResponse:
    """The page. chosen, said_form: what could not be kept as it was sent, to be kept from here."""
    newest = queries.newest_circle(course.client)
    context: dict[str, Any] = {**about(request, course, HERE), "names_form": NamesForm(), "circle": newest}
    context["may_write"] = context["may_care"]  # the people stay when a course is closed
    if context["may_care"]:
        context["from_home"] = queries.from_home(course.client)
    if newest:
        context |= stage_context(staging_of(request, newest, who), chosen, said_form)
        context |= counted(context["drawn"], context["last_circle"]) | {
            "earlier": queries.circles_of(course.client)[1:],
            "why_no_new_circle": why_not(
                rules.check_can_start_circle, course.client, clock.today(course.client.service.zone)
            ),
        }
    return render(request, "inventory/inventory.html", context | more, status=status)
