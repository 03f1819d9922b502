"""Choosing the focus together: what speaks for each area side by side, then one choice."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.about import about
from amity.web.course.forms.fields import on_top_of
from amity.web.course.forms.focus import NONE, AreaNoteForm, FocusForm
from amity.web.course.models import CRITERIA, AreaCandidate, Course
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.people import access
from amity.web.people.versions import Stale


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_problem_area(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    if request.method != "POST":
        return _show(request, course, request.GET.get("note", ""))
    form = FocusForm(request.POST, areas=queries.protocol_of(course).areas)
    if not form.is_valid():
        return _show(request, course, form=form, status=422)
    try:
        actions.choose_problem_area(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show(request, course, form=form, status=409, refusal=refusal.reason)
    return redirect("focus", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def note_area(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = AreaNoteForm(request.POST)
    area = request.POST.get("area", "")
    if not form.is_valid():
        return _show(request, course, area, note_form=form, status=422)
    said = form.cleaned_data
    try:
        actions.note_area(
            course=course,
            area=area,
            version=said["version"],
            evidence=said["evidence"],
            ratings=form.ratings,
            by=request.user,
        )
    except Stale as stale:
        on_top_of(form, stale.row.version)
        beside = _beside(stale.row, form)
        return _show(request, course, area, note_form=form, status=409, stale=True, beside=beside)
    except Refused as refusal:
        return _show(request, course, area, note_form=form, status=409, refused=refusal.reason)
    return redirect(f"{reverse('choose_problem_area', args=[course.id])}#{area}")


def _show(
    request: ClinicRequest,
    course: Course,
    note: str = "",
    *,
    form: FocusForm | None = None,
    note_form: AreaNoteForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    page = about(request, course, "focus")
    choice = queries.choice_of(request.user, course)
    areas = [column.area for column in choice.columns]
    noted = next((it.candidate for it in choice.columns if it.area.id == note), None)
    is_known = page["may_write"] and note in {area.id for area in areas}
    context = {
        **page,
        "choice": choice,
        "areas": areas,
        "present": queries.area_of(course),
        "form": form or FocusForm(areas=areas, initial=_present(course)),
        "note": note if is_known else "",
        "note_form": (note_form or _note_form(note, noted)) if is_known else None,
        "why_not": why_not(rules.check_is_open, course),
        **more,
    }
    return render(request, "course/choose_problem_area.html", context, status=status)


def _note_form(area: str, noted: AreaCandidate | None) -> AreaNoteForm:
    initial: dict[str, Any] = {"area": area, "version": 0}
    if noted:
        rated = {name: getattr(noted, name) for name in CRITERIA}
        shown = {name: "" if it is None else str(it) for name, it in rated.items()}
        initial |= {"version": noted.version, "evidence": noted.evidence, **shown}
    return AreaNoteForm(initial=initial)


def _beside(row: AreaCandidate, form: AreaNoteForm) -> dict[str, str]:
    """What is stored now, where it is not what was typed."""
    typed = form.cleaned_data["evidence"].strip()
    found = {"evidence": row.evidence} if row.evidence != typed else {}
    rated = [name for name in CRITERIA if getattr(row, name) != form.ratings[name]]
    words = {None: "not rated"}
    return found | {name: words.get(getattr(row, name), str(getattr(row, name))) for name in rated}


def _present(course: Course) -> dict[str, Any]:
    area = queries.area_of(course)
    if area is None:
        return {}
    beside = queries.secondary_of(course)
    return {
        "area": area.area,
        "words": area.words,
        "runner_up": area.runner_up or NONE,
        "why": area.why,
        "secondary": beside.area if beside else "",
    }
