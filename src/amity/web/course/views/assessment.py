"""The assessment: read first, one part at a time open for writing; and the list of medicines."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.core.definitions.protocol_parts import Remark
from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.about import about
from amity.web.course.forms.assessment import (
    BY_ID,
    PARTS,
    AssessmentPart,
    AssessmentPartForm,
    MedicationForm,
)
from amity.web.course.forms.fields import on_top_of
from amity.web.course.models import Assessment, Course
from amity.web.course.models.assessment import TEXTS
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access
from amity.web.people.versions import Stale

MEDICINE = "medicines"  # the part of the page that is a list of its own


@rule(roles=READERS, reach=access.READ)
@require_safe
def assessment(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.READ)
    return _show(request, course, request.GET.get("edit", ""))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def record_assessment(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    part = BY_ID.get(request.POST.get("part", ""))
    if part is None:
        return _show(request, course, status=400)
    form = _form(course, part, queries.assessment_of(course), request.POST)
    if not form.is_valid():
        return _show(request, course, part.id, form, status=422)
    try:
        actions.record_assessment(
            course=course,
            part=part.id,
            version=form.cleaned_data["version"],
            said=form.said,
            by=request.user,
        )
    except Stale as stale:
        on_top_of(form, stale.row.parts_saved.get(part.id, 0))
        return _show(request, course, part.id, form, status=409, stale=True, beside=_beside(stale.row, form))
    except Refused as refusal:
        return _show(request, course, part.id, form, status=409, refused=refusal.reason)
    return redirect(f"{reverse('assessment', args=[course.id])}#{part.id}")


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def record_medication_change(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = MedicationForm(request.POST)
    if not form.is_valid():
        return _show(request, course, MEDICINE, form, status=422)
    try:
        actions.record_medication_change(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show(request, course, MEDICINE, form, status=409, refused=refusal.reason)
    return redirect(f"{reverse('assessment', args=[course.id])}#{MEDICINE}")


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def withdraw_medication_change(request: ClinicRequest, medication_change_id: UUID) -> HttpResponse:
    change = queries.medication_change_for(request.user, medication_change_id, access.CARE)
    try:
        actions.withdraw_medication_change(change=change, by=request.user)
    except Refused as refusal:
        return _show(request, change.course, MEDICINE, status=409, refused=refusal.reason)
    return redirect(f"{reverse('assessment', args=[change.course_id])}#{MEDICINE}")


def _show(
    request: ClinicRequest,
    course: Course,
    open_part: str = "",
    form: Any = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    found, page = queries.assessment_of(course), about(request, course, "assessment")
    changes = queries.medication_changes_of(course)
    now = _today(course)
    part = BY_ID.get(open_part) if page["may_write"] else None
    if page["may_write"] and open_part == MEDICINE:
        more["medication_form"] = form or MedicationForm(initial={"on": now})
    context = {
        **page,
        "found": found,
        "parts": PARTS,
        "written": {it.id for it in PARTS if found and any(getattr(found, name) for name in it.fields)},
        "open_part": open_part if part or "medication_form" in more else "",
        "form": (form or _form(course, part, found)) if part else None,
        "applying": _applying(course, found),
        "review_is_due": bool(found and found.sick_role_review_on and found.sick_role_review_on <= now),
        "changes": [it for it in changes if it.withdrawn_at is None],
        "mistakes": [it for it in changes if it.withdrawn_at is not None],
        "taken_now": queries.taken_now(changes),
        **more,
    }
    return render(request, "course/assessment.html", context, status=status)


def _form(
    course: Course, part: AssessmentPart, found: Assessment | None, data: Any = None
) -> AssessmentPartForm:
    initial = {name: getattr(found, name) for name in part.fields} if found else {}
    initial["version"] = found.parts_saved.get(part.id, 0) if found else 0
    protocol = queries.protocol_of(course)
    return AssessmentPartForm(data, part=part, protocol=protocol, today=_today(course), initial=initial)


def _beside(row: Assessment, form: AssessmentPartForm) -> dict[str, str]:
    """What is stored, for each text of the part that says something else."""
    texts = [name for name in TEXTS if name in form.said]
    return {name: getattr(row, name) for name in texts if getattr(row, name) != form.said[name].strip()}


def _applying(course: Course, found: Assessment | None) -> list[Remark]:
    """The remarks that were marked, in the words of the protocol that asked."""
    ids = set(found.looked_at) if found else set()
    known: dict[str, Remark] = {}
    for protocol in queries.protocols_followed(course):
        for remark in (*protocol.refer_first, *protocol.discuss):
            known.setdefault(remark.id, remark)
    return [remark for id, remark in known.items() if id in ids]


def _today(course: Course) -> Any:
    return clock.today(course.client.service.zone)
