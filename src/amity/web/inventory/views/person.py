"""One person: three questions, the rest folded; whether the client is safe with them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course.about import about
from amity.web.inventory import actions, queries
from amity.web.inventory.forms import RelationshipForm, SafetyForm
from amity.web.inventory.models import Relationship
from amity.web.inventory.views.parts import CLINICIAN, HERE, READERS, ClinicRequest, course_of
from amity.web.people import access


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
    return redirect(HERE, course_of(request, found.client).id)


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


def _person(request: ClinicRequest, found: Relationship, status: int = 200, **more: Any) -> HttpResponse:
    course = course_of(request, found.client)
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
