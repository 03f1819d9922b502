"""The people in a client's life: the circle with its list, one person, an earlier circle."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.core import network
from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.inventory import actions, queries, rules
from amity.web.inventory.drawing import picture_of
from amity.web.inventory.forms import NamesForm, PlacesForm, RelationshipForm, SafetyForm
from amity.web.inventory.models import Circle, Relationship
from amity.web.people import access
from amity.web.people.models import Client, Staff

ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there
CLINICIAN = frozenset({Staff.Role.CLINICIAN})
READERS = frozenset({Staff.Role.CLINICIAN, Staff.Role.SUPERVISOR})
HERE = "inventory"


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
def place_people(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """Where everybody stands, from the list."""
    circle = queries.circle_for(request.user, circle_id, access.CARE)
    course = _course_of(request, circle.client)
    drawn = queries.drawn(circle)
    form = PlacesForm(request.POST, drawn=drawn, names=queries.names_of(circle.client))
    if not form.is_valid():
        return _show(request, course, status=422, places_form=form)
    try:
        actions.make_moves(circle=circle, moves=form.moves(), by=request.user)
    except Refused as refusal:
        chosen = {name: form.cleaned_data[name] for name in form.fields if name not in ("id", "seen")}
        return _show(request, course, status=409, chosen=chosen, refusal=refusal.reason)
    return redirect(HERE, course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_back(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return _turn(request, circle_id, actions.take_back)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def redo(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    return _turn(request, circle_id, actions.redo)


@rule(roles=READERS, reach=access.READ)
@require_safe
def circle(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """An earlier circle, as it was."""
    found = queries.circle_for(request.user, circle_id, access.READ)
    course = _course_of(request, found.client)
    return render(
        request, "inventory/circle.html", {**about(request, course, HERE), **_drawn(found), "circle": found}
    )


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def relationship(request: ClinicRequest, relationship_id: UUID) -> HttpResponse:
    """Somebody: three questions, the rest folded."""
    reach = access.CARE if request.method == "POST" else access.READ
    found = queries.relationship_for(request.user, relationship_id, reach)
    if request.method != "POST":
        return _person(request, found)
    form = RelationshipForm(request.POST)
    if not form.is_valid():
        return _person(request, found, status=422, form=form)
    said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        actions.change_relationship(
            relationship=found, version=form.cleaned_data["version"], said=said, by=request.user
        )
    except actions.Stale as stale:
        beside = {
            name: text for name in actions.TEXTS if (text := getattr(stale.row, name)) != said.get(name, text)
        }
        said_again(form, version=stale.row.version)
        return _person(request, stale.row, status=409, form=form, refusal=stale.reason, beside=beside)
    except Refused as refusal:
        return _person(request, found, status=409, form=form, refusal=refusal.reason)
    return redirect(HERE, _course_of(request, found.client).id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def say_safe(request: ClinicRequest, relationship_id: UUID) -> HttpResponse:
    found = queries.relationship_for(request.user, relationship_id, access.CARE)
    form = SafetyForm(request.POST)
    if not form.is_valid():
        return _person(request, found, status=422, safety_form=form)
    try:
        actions.say_safe(relationship=found, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _person(request, found, status=409, safety_form=form, refusal=refusal.reason)
    return redirect("relationship", found.id)


def _turn(request: ClinicRequest, circle_id: UUID, action: Any) -> HttpResponse:
    circle = queries.circle_for(request.user, circle_id, access.CARE)
    course = _course_of(request, circle.client)
    try:
        action(circle=circle, by=request.user)
    except Refused as refusal:
        return _show(request, course, status=409, refusal=refusal.reason)
    return redirect(HERE, course.id)


def _show(
    request: ClinicRequest,
    course: Course,
    status: int = 200,
    chosen: dict[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page; `chosen` are places that could not be kept as they were sent, to be kept from here."""
    newest = queries.newest_circle(course.client)
    context: dict[str, Any] = {**about(request, course, HERE), "names_form": NamesForm(), "circle": newest}
    context["may_write"] = context["may_care"]  # the people stay when a course is closed
    if newest:
        drawn = _drawn(newest)
        last, undone = network.can_undo(queries.own_moves(newest, request.user.actor_id))
        context |= drawn | {
            "places_form": PlacesForm(
                drawn=drawn["drawn"], names=queries.names_of(course.client), initial=chosen
            ),
            "can_take_back": last,
            "can_redo": undone,
            "earlier": queries.circles_of(course.client)[1:],
            "why_no_new_circle": why_not(
                rules.check_can_start_circle, course.client, clock.today(course.client.service.zone)
            ),
        }
    return render(request, "inventory/inventory.html", context | more, status=status)


def _drawn(circle: Circle) -> dict[str, Any]:
    """One circle, what it says, and what is different from the one before."""
    names = queries.names_of(circle.client)
    drawn, last = queries.drawn(circle), queries.drawn(circle.after) if circle.after else None
    board = drawn.board.circle
    return {
        "drawn": drawn,
        "picture": picture_of(drawn, names, last),
        "sentences": network.of_circle(network.describe(board)),
        "changes": network.of_change(network.change(last.board.circle, board))
        if last and board.placed
        else (),
        "last": last and last.circle,
    }


def _person(request: ClinicRequest, found: Relationship, status: int = 200, **more: Any) -> HttpResponse:
    course = _course_of(request, found.client)
    names = ("version", *RelationshipForm.base_fields)
    context = about(request, course, HERE)
    context |= {
        "person": found,
        "form": RelationshipForm(initial={name: getattr(found, name) for name in names}),
        "may_write": context["may_care"],
    }
    if context["may_care"]:
        context |= {"said_safe": queries.said_safe(found), "safety_form": SafetyForm()}
    return render(request, "inventory/relationship.html", context | more, status=status)


def _course_of(request: ClinicRequest, client: Client) -> Course:
    """The course whose pages stand around this one: the newest. Http404 before there is one."""
    found = courses.courses_of(client)
    if not found:
        raise Http404
    return courses.course_for(request.user, found[0].id, access.READ)
