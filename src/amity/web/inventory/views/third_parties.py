"""The privacy of other people: what leaves the clinic about each, and letting go of the words about one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.forms.third_parties import OutsideForm, RedactForm, SeenForm
from amity.web.inventory.models import Relationship
from amity.web.inventory.views.parts import CLINICIAN, HERE, ClinicRequest, course_of
from amity.web.people import access


@rule(roles=CLINICIAN, reach=access.CARE)
@require_safe
def others(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Everybody, what leaves the clinic about them, and how a copy would read."""
    return _show(request, courses.course_for(request.user, course_id, access.CARE))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def name_outside(request: ClinicRequest, relationship_id: UUID) -> HttpResponse:
    person = queries.relationship_for(request.user, relationship_id, access.CARE)
    form = OutsideForm(request.POST)
    if not form.is_valid():
        return _show(request, course_of(request, person.client), 422, refusal=form.errors["outside"][0])
    try:
        actions.name_outside(person=person, by=request.user, **form.flags)
    except Refused as refusal:
        return _show(request, course_of(request, person.client), 409, refusal=refusal.reason)
    return _back(request, person)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def redact_person(request: ClinicRequest, relationship_id: UUID) -> HttpResponse:
    person = queries.relationship_for(request.user, relationship_id, access.CARE)
    form = RedactForm(request.POST)
    if not form.is_valid():
        return _show(request, course_of(request, person.client), 422, refusal=form.errors["sure"][0])
    try:
        actions.redact_person(person=person, by=request.user)
    except Refused as refusal:
        return _show(request, course_of(request, person.client), 409, refusal=refusal.reason)
    messages.success(request, "No word about them is kept any more. That somebody was there stays.")
    return _back(request, person)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def see_from_home(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """What the client did at home was looked at."""
    course = courses.course_for(request.user, course_id, access.CARE)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return redirect(HERE, course.id)
    given = form.cleaned_data
    actions.see_from_home(id=given["id"], client=course.client, up_to=given["up_to"], by=request.user)
    return redirect(form.cleaned_data["back_to"], course.id)


def _back(request: ClinicRequest, person: Relationship) -> HttpResponse:
    return redirect("others", course_of(request, person.client).id)


def _show(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    people, mentions = queries.relationships_of(course.client), queries.all_mentions(course.client)
    context = {
        **about(request, course, HERE),
        "people": [(one, OutsideForm.of(one), mentions[one.id]) for one in people],
        "copy": queries.parts_of_a_copy(course.client),
        **more,
    }
    return render(request, "inventory/others.html", context, status=status)
