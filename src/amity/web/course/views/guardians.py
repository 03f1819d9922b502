"""Parents and school: who has a part, what stays between us, what a parent may see."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.about import about
from amity.web.course.forms.fields import on_top_of
from amity.web.course.forms.guardians import AroundForm, GivenForm, GuardianForm, MaySeeForm
from amity.web.course.models import Course
from amity.web.course.queries.guardians import seen_by_guardians, shown_for
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access
from amity.web.people import actions as people_actions
from amity.web.people import queries as people
from amity.web.people.actions.young import TEXTS
from amity.web.people.models import Consent, YoungPerson
from amity.web.people.versions import Stale
from amity.web.safety import queries as safety

KINDS = (Consent.Kind.TREATMENT, Consent.Kind.GUARDIAN, Consent.Kind.ASSENT)


@rule(roles=READERS, reach=access.READ)
@require_safe
def guardians(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    return _show(request, queries.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def add_guardian(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = GuardianForm(request.POST)
    if not form.is_valid():
        return _show(request, course, status=422, guardian_form=form)
    try:
        people_actions.add_guardian(client=course.client, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show(request, course, status=409, guardian_form=form, refusal=refusal.reason)
    return redirect("guardians", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def remove_guardian(request: ClinicRequest, course_id: UUID, guardian_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    found = next((it for it in people.guardians_of(course.client) if it.id == guardian_id), None)
    if found is None:
        raise Http404
    people_actions.remove_guardian(guardian=found, by=request.user)
    return redirect("guardians", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def record_young_person(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = AroundForm(request.POST)
    if not form.is_valid():
        return _show(request, course, status=422, around_form=form)
    try:
        people_actions.record_young_person(client=course.client, by=request.user, **form.cleaned_data)
    except Stale as stale:
        said = form.cleaned_data
        beside = {name: getattr(stale.row, name) for name in TEXTS if getattr(stale.row, name) != said[name]}
        on_top_of(form, stale.row.version)
        return _show(request, course, status=409, around_form=form, beside=beside, refusal=stale.reason)
    except Refused as refusal:
        return _show(request, course, status=409, around_form=form, refusal=refusal.reason)
    return redirect("guardians", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def agree_what_guardian_sees(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = MaySeeForm(request.POST)
    if not form.is_valid():
        return _show(request, course, status=422, may_see_form=form)
    try:
        actions.agree_what_guardian_sees(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show(request, course, status=409, may_see_form=form, refusal=refusal.reason)
    return redirect("guardians", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def give_to_guardian(request: ClinicRequest, shown_id: UUID) -> HttpResponse:
    """A page before the act: with whom the client is not safe; then that it was given."""
    shown = shown_for(request.user, shown_id, access.CARE)
    course = queries.course_for(request.user, shown.course_id, access.CARE)
    client = course.client
    form = GivenForm(request.POST or None, initial={"on": clock.today(client.service.zone)})
    context = {
        "course": course,
        "client": client,
        "shown": shown,
        "form": form,
        "concerns": safety.before_joint(client),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "course/before_giving.html", context, status=422 if form.errors else 200)
    try:
        actions.give_to_guardian(shown=shown, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return render(
            request, "course/before_giving.html", {**context, "refusal": refusal.reason}, status=409
        )
    return redirect("guardians", course.id)


def _show(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    client = course.client
    around = people.young_person_of(client)
    consents = people.consents_of(client)
    context = {
        **about(request, course, "guardians"),
        "guardians": people.guardians_of(client),
        "around": around,
        "consents": [(kind.label, consents.get(kind)) for kind in KINDS],
        "seen": seen_by_guardians(course),
        "guardian_form": GuardianForm(),
        "around_form": AroundForm(initial=_around(around)),
        "may_see_form": MaySeeForm(),
        "today": clock.today(client.service.zone),
        **more,
    }
    if context["may_care"]:
        context["concerns"] = safety.before_joint(client)
    return render(request, "course/guardians.html", context, status=status)


def _around(around: YoungPerson | None) -> dict[str, Any]:
    names = ("confidentiality_told_on", "school_contact_ok", *TEXTS)
    given = {name: getattr(around, name) for name in names} if around else {}
    return {**given, "version": around.version if around else 0}
