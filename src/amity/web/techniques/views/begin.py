"""A technique before it is begun: what it is for, how to go through it, and whose worksheet it will be."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course, Practice
from amity.web.people import access
from amity.web.techniques import actions, queries
from amity.web.techniques.forms.begin import BeginForm
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries.belonging import sessions_to_choose
from amity.web.techniques.queries.tried import begins_after, practice_in
from amity.web.techniques.views.parts import HERE, READERS, ClinicRequest


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def begin_worksheet(request: ClinicRequest, course_id: UUID, technique: str) -> HttpResponse:
    """The page before the first question; sent, it begins. A practice or a person may stand in the address:
    then it begins with what is known of them."""
    reach = access.CARE if request.method == "POST" else access.READ
    course, shape = courses.course_for(request.user, course_id, reach), technique_named(technique)
    practice = practice_in(course, request.GET.get("practice", ""))
    brought = begins_after(shape, practice, "clinician", _today(course)) if practice else {}
    if request.method != "POST":
        form = _form(course, shape, brought)
        form.initial["person"] = request.GET.get("person") or brought.get(form.about)
        return _page(request, course, shape, form, practice=practice)
    form = _form(course, shape, brought, request.POST)
    if not form.is_valid():
        return _page(request, course, shape, form, status=422, practice=practice)
    whose = form.cleaned_data["whose"]
    try:
        found = actions.begin_worksheet(
            id=form.cleaned_data["id"],
            course=course,
            technique=shape,
            author=whose,
            visibility=Visibility.PRIVATE if whose == Author.CLINICIAN else None,
            answers=form.answers,
            practice=practice,
            session=form.chosen_session,
            written_on=form.cleaned_data["written_on"],
            by=request.user,
        )
    except Refused as refusal:
        return _page(request, course, shape, form, status=409, refusal=refusal.reason, practice=practice)
    return to_worksheet(found)


def technique_named(id: str) -> Technique:
    """The newest version of a technique, or Http404."""
    found = {it.id: it for it in library.techniques()}.get(id)
    if found is None:
        raise Http404
    return found


def to_worksheet(worksheet: Worksheet) -> HttpResponse:
    """To its first step, where this side sees it; what was given to the client waits in the list."""
    if queries.sight_of(worksheet, "clinician") is queries.Sight.WHOLE:
        return redirect("worksheet", worksheet.id)
    return redirect("worksheets", worksheet.course_id)


def _today(course: Course) -> date:
    return clock.today(course.client.service.zone)


def _form(course: Course, technique: Technique, brought: dict[str, Any], data: Any = None) -> BeginForm:
    return BeginForm(
        data,
        technique=technique,
        brought=brought,
        people=queries.choices_of(course.client, "clinician"),
        sessions=sessions_to_choose(course),
        today=_today(course),
    )


def _page(
    request: ClinicRequest,
    course: Course,
    technique: Technique,
    form: BeginForm,
    status: int = 200,
    refusal: str = "",
    practice: Practice | None = None,
) -> HttpResponse:
    sent = form.is_bound and form.is_valid()
    person = form.answers.get(form.about) if sent else form.initial.get("person")
    context = about(request, course, HERE) | {
        "technique": technique,
        "form": form,
        "refusal": refusal,
        "practice": practice,
        "is_held_back": queries.marked_of(course.client).holds_back(technique, person),
        "is_off": queries.is_off(course, technique),
    }
    return render(request, "techniques/begin_worksheet.html", context, status=status)
