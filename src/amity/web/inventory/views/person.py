"""One person in steps: three questions, the rest folded; whether the client is safe with them."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from amity.core import network
from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.forms import RelationshipForm, SafetyForm
from amity.web.inventory.forms.person import as_typed, moves_for
from amity.web.inventory.models import Circle, Relationship
from amity.web.inventory.offered import relationship_links_given
from amity.web.inventory.views import saving
from amity.web.inventory.views.parts import CLINICIAN, HERE, READERS, ClinicRequest, course_of
from amity.web.people import access

BACK = "review"  # what a step leads to after the last one
NEW_CIRCLE = (
    "A new circle was begun while this page was open. Look at the numbers once more, then keep them: "
    "they belong to the newest circle."
)


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def relationship(request: ClinicRequest, relationship_id: UUID) -> HttpResponse:
    """Somebody in steps. The open page saves by itself; without a script each step has its button."""
    reach = access.CARE if request.method == "POST" else access.READ
    found = queries.relationship_for(request.user, relationship_id, reach)
    if request.method != "POST":
        return _person(request, found)
    form = _form(found, course_of(request, found.client), request.POST)
    names = saving.changed_names(request, form.names)
    form.is_valid()
    if not saving.can_be_read(form):
        return saving.unreadable()
    wrong = saving.errors_of(form, names)
    if wrong and not saving.is_by_script(request):
        return _person(request, found, status=422, form=form)
    try:
        kept = _keep(request, form, names)
    except actions.Stale as stale:
        return _beside(request, stale.row, form)
    except Refused as refusal:
        return _refused(request, found, form, refusal)
    return saving.saved(kept.version, wrong) if saving.is_by_script(request) else _on(request, kept)


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
    return redirect(f"{reverse('relationship', args=[found.id])}#safe")


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def tell_enough(request: ClinicRequest, relationship_id: UUID) -> HttpResponse:
    """Enough about them for now, then to the next; or there is more to ask after all."""
    found = queries.relationship_for(request.user, relationship_id, access.CARE)
    enough = request.POST.get("enough") == "yes"
    try:
        actions.tell_enough(relationship=found, enough=enough, by=request.user)
    except Refused as refusal:
        return _person(request, found, status=409, refusal=refusal.reason)
    if enough:
        return redirect("review_people", course_of(request, found.client).id)
    return redirect("relationship", found.id)


def _keep(request: ClinicRequest, form: RelationshipForm, names: list[str]) -> Relationship:
    """The words into the record, then answers that are moves onto the newest circle.

    Words that are stale keep the numbers back: the page comes again with both. Each number is a move of its
    own, so of two people's answers both are kept, and the circle shows the later.
    """
    person, answers = form.person, form.on_circle(names)
    circle = queries.newest_circle(person.person.client) if answers and person.placement else None
    seen = _seen(circle, form, answers) if circle and not saving.is_by_script(request) else None
    kept = _words_kept(request, form, names)
    if circle and (moves := moves_for(person, answers, seen)):
        actions.make_moves(circle=circle, moves=moves, by=request.user)
    return kept


def _words_kept(request: ClinicRequest, form: RelationshipForm, names: list[str]) -> Relationship:
    person = form.person
    return actions.change_relationship(
        relationship=person.person,
        version=form.cleaned_data["version"],
        said=form.said(names),
        page=form.cleaned_data["page"],
        turn=form.cleaned_data["turn"] or 0,
        by=request.user,
    )


def _seen(circle: Circle, form: RelationshipForm, answers: dict[str, Any]) -> network.Placement | None:
    """What the page had shown of them. Raises Refused when that was another circle and it is not the same."""
    stands, sent = form.person.placement, form.cleaned_data.get("circle")
    if sent and sent != circle.id and any(getattr(stands, name) != value for name, value in answers.items()):
        raise Refused(NEW_CIRCLE)
    moves = queries.drawn(circle).moves[: form.cleaned_data.get("seen") or None]
    return network.replay(moves).people.get(str(form.person.person.id))


def _beside(request: ClinicRequest, now: Relationship, form: RelationshipForm) -> HttpResponse:
    """Somebody saved meanwhile: both texts, side by side."""
    if saving.is_by_script(request):
        stored = as_typed(queries.told(now))
        return saving.stands(now.version, stored, now.changed_by == request.user.actor_id)
    typed = form.said(form.names)
    beside = {
        name: text for name in actions.TEXTS if (text := getattr(now, name)) != typed.get(name, text).strip()
    }
    said_again(form, version=now.version)
    return _person(request, now, status=409, form=form, refusal=actions.Stale(now).reason, beside=beside)


def _refused(
    request: ClinicRequest, found: Relationship, form: RelationshipForm, refusal: Refused
) -> HttpResponse:
    if saving.is_by_script(request):
        return saving.refused(refusal.reason, saving.changed_names(request, form.names))
    said_again(form, **_stamp(found))
    return _person(request, found, status=409, form=form, refusal=refusal.reason)


def _on(request: ClinicRequest, person: Relationship) -> HttpResponse:
    """To the step that was asked for, or back to the review."""
    to = request.POST.get("to", "")
    if to == BACK:
        return redirect("review_people", course_of(request, person.client).id)
    step = next((it.id for it in queries.STEPS if it.id == to), "")
    address = reverse("relationship", args=[person.id])
    return redirect(f"{address}?step={step}#step-{step}" if step else address)


def _form(found: Relationship, course: Course, data: Any = None) -> RelationshipForm:
    areas = [(area.id, area.title) for area in courses.protocol_of(course).areas]
    form = RelationshipForm(data, person=queries.told(found), areas=areas)
    form.initial.update(_stamp(found))
    return form


def _stamp(found: Relationship) -> dict[str, Any]:
    """The circle whose answers stand on the page, and how far it had come."""
    circle = queries.newest_circle(found.client)
    return {"circle": circle.id, "seen": queries.next_number(circle) - 1} if circle else {}


def _person(
    request: ClinicRequest,
    found: Relationship,
    status: int = 200,
    form: RelationshipForm | None = None,
    **more: Any,
) -> HttpResponse:
    course = course_of(request, found.client)
    context = about(request, course, HERE)
    form = form or _form(found, course)
    context |= {
        "person": found,
        "told": form.person,
        "form": form,
        "steps": form.steps(request.GET.get("step", ""), also=more.get("beside", {})),
        "names": " ".join(form.names),
        "stored_json": json.dumps(as_typed(form.person)),
        "mentions": queries.mentions_of(found),
        "links": relationship_links_given(request.user, course, found),
        "may_write": context["may_care"] and found.redacted_at is None,
    }
    if context["may_care"]:
        context |= {"said_safe": queries.said_safe(found), "safety_form": SafetyForm()}
    return render(request, "inventory/relationship.html", context | more, status=status)
