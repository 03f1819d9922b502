"""The newest circle, drawn and as a list; names, moves, taking back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
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
from amity.web.inventory.forms import NamesForm, PlacesForm, SaidForm, TurnForm
from amity.web.inventory.models import Circle
from amity.web.inventory.views.parts import (
    CLINICIAN,
    HERE,
    READERS,
    ClinicRequest,
    counted,
    course_of,
)
from amity.web.inventory.views.stage import staging_of
from amity.web.inventory.views.staging import answered, by_script, said_no, stage_context
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
        circle = queries.newest_circle(course.client) or actions.start_circle(
            client=course.client, by=request.user
        )
        actions.name_people(circle=circle, names=form.by_id, by=request.user)
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
def circle_names(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """Names into the tray of a circle that is there."""
    circle = queries.circle_for(request.user, circle_id, access.CARE)
    form = NamesForm(request.POST)
    if not form.is_valid():
        return _not_so(request, circle, 422, next(iter(form.errors.values()))[0], names_form=form)
    try:
        actions.name_people(circle=circle, names=form.by_id, by=request.user)
    except Refused as refusal:
        return _not_so(request, circle, 409, refusal.reason, names_form=form)
    return _done(request, circle)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def place_people(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """Where everybody stands, from the list."""
    circle = queries.circle_for(request.user, circle_id, access.CARE)
    form = PlacesForm(request.POST, drawn=queries.drawn(circle), names=queries.names_of(circle.client))
    if not form.is_valid():
        return _not_so(request, circle, 422, "One of these places is none. Nothing was changed.")
    try:
        actions.make_moves(circle=circle, moves=form.moves(), by=request.user)
    except Refused as refusal:
        chosen = {name: form.cleaned_data[name] for name in form.fields if name not in ("id", "seen")}
        return _not_so(request, circle, 409, refusal.reason, chosen=chosen)
    return _done(request, circle)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def say_on_circle(request: ClinicRequest, circle_id: UUID, relationship_id: UUID) -> HttpResponse:
    """What was answered about one person on this circle."""
    circle, who = queries.circle_for(request.user, circle_id, access.CARE), str(relationship_id)
    drawn = queries.drawn(circle)
    if who not in drawn.board.people:
        raise Http404
    form = SaidForm(request.POST, drawn=drawn, person=who, names=queries.names_of(circle.client))
    if not form.is_valid():
        return _not_so(request, circle, 422, "One of these answers is none. Nothing was changed.", who=who)
    try:
        actions.make_moves(circle=circle, moves=form.moves(), by=request.user)
    except Refused as refusal:
        return _not_so(request, circle, 409, refusal.reason, who=who, said_form=form)
    return _done(request, circle, who)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_back(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return _turn(request, circle_id, actions.take_back)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def redo(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return _turn(request, circle_id, actions.redo)


def _turn(request: ClinicRequest, circle_id: UUID, action: Any) -> HttpResponse:
    circle = queries.circle_for(request.user, circle_id, access.CARE)
    form = TurnForm(request.POST)
    id = form.cleaned_data["id"] if form.is_valid() else None
    try:
        action(id=id, circle=circle, by=request.user)
    except Refused as refusal:
        return _not_so(request, circle, 409, refusal.reason)
    return _done(request, circle)


def _done(request: ClinicRequest, circle: Circle, who: str = "") -> HttpResponse:
    """For the script the stage; for a form without it, back to the page as it was looked at."""
    staging = staging_of(request, circle, who)
    if by_script(request):
        return answered(request, staging)
    course = course_of(request, circle.client)
    return redirect(f"{reverse(HERE, args=[course.id])}{staging.query}{'#chosen' if who else ''}")


def _not_so(
    request: ClinicRequest, circle: Circle, status: int, reason: str, who: str = "", **more: Any
) -> HttpResponse:
    """Why not: for the script, or on the page with everything as it was chosen."""
    if by_script(request):
        return said_no(reason, status)
    return _show(request, course_of(request, circle.client), status=status, who=who, refusal=reason, **more)


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
    if newest:
        context |= stage_context(staging_of(request, newest, who), chosen, said_form)
        context |= counted(context["drawn"], context["last_circle"]) | {
            "earlier": queries.circles_of(course.client)[1:],
            "why_no_new_circle": why_not(
                rules.check_can_start_circle, course.client, clock.today(course.client.service.zone)
            ),
        }
    return render(request, "inventory/inventory.html", context | more, status=status)
