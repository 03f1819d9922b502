"""The ending: its parts, the booklet, meeting now and then, and reopening."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.about import about
from amity.web.course.forms.ending import (
    BY_ID,
    PARTS,
    EndingPart,
    EndingPartForm,
    MaintenanceForm,
    ReopenForm,
)
from amity.web.course.forms.fields import on_top_of
from amity.web.course.models import Course, Ending
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access
from amity.web.people.versions import Stale


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Read first; one part at a time is open for writing."""
    if request.method != "POST":
        course = queries.course_for(request.user, course_id, access.READ)
        return _show(request, course, open_part=request.GET.get("edit", ""))
    course = queries.course_for(request.user, course_id, access.CARE)
    part = BY_ID.get(request.POST.get("part", ""))
    if part is None:
        raise Http404
    form = _form(course, part, queries.ending_of(course), request.POST)
    if not form.is_valid():
        return _show(request, course, part.id, form, status=422)
    try:
        actions.record_ending(
            course=course,
            version=form.cleaned_data["version"],
            said=form.said,
            part=part.id,
            by=request.user,
        )
    except Stale as stale:
        beside = {name: getattr(stale.row, name) for name in _lost(stale.row, form)}
        on_top_of(form, stale.row.times_saved(part.id))
        return _show(request, course, part.id, form, status=409, refusal=stale.reason, beside=beside)
    except Refused as refusal:
        return _show(request, course, part.id, form, status=409, refusal=refusal.reason)
    return redirect(f"{request.path}#{part.id}")


@rule(roles=READERS, reach=access.READ)
@require_safe
def booklet(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """*What I take with me*, as it is printed."""
    course = queries.course_for(request.user, course_id, access.READ)
    context = {"course": course, "client": course.client, "booklet": queries.booklet_of(course)}
    return render(request, "course/booklet.html", context)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def give_booklet(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    try:
        actions.give_booklet(course=course, by=request.user)
    except Refused as refusal:
        return _show(request, course, status=409, refusal=refusal.reason)
    return redirect("ending", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def maintenance(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """What is agreed about meeting now and then."""
    course = queries.course_for(request.user, course_id, access.CARE)
    contracts = queries.contracts_of(course)
    form = MaintenanceForm(
        request.POST or None, measures=_measures(course), initial=_agreed(request, contracts)
    )
    status, refusal = (422 if form.errors else 200), ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_maintenance(course=course, by=request.user, **form.cleaned_data)
            return redirect("maintenance", course.id)
        except Refused as refused:
            status, refusal = 409, refused.reason
    context = {
        **about(request, course, "ending"),
        "form": form,
        "contracts": contracts,
        "rhythm": queries.rhythm(contracts[0].interval_days) if contracts else "",
        "refusal": refusal,
        "why_not_begin": why_not(rules.check_can_begin_maintenance, course),
        "writing": request.method == "POST" or "edit" in request.GET or not contracts,
        "rule_at_hand": queries.reentry_rule(),
    }
    return render(request, "course/maintenance.html", context, status=status)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def begin_maintenance(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    newest = next(iter(queries.contracts_of(course)), None)
    if newest is None:
        raise Http404
    try:
        begun = actions.begin_maintenance(contract=newest, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("maintenance", course.id)
    return redirect("course", begun.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen_course(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = ReopenForm(request.POST or None)
    status, refusal = (422 if form.errors else 200), ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_course(course=course, reason=form.cleaned_data["reason"], by=request.user)
            return redirect("course", course.id)
        except Refused as refused:
            status, refusal = 409, refused.reason
    context = {
        **about(request, course, ""),
        "form": form,
        "refusal": refusal,
        "why_not": why_not(rules.check_can_reopen_course, course, "asked below"),
    }
    return render(request, "course/reopen_course.html", context, status=status)


def _show(
    request: ClinicRequest,
    course: Course,
    open_part: str = "",
    form: EndingPartForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    found = queries.ending_of(course)
    page = about(request, course, "ending")
    may_write = page["may_write"]
    parts = [
        {
            "part": part,
            "lines": _lines(part, found),
            "on": getattr(found, part.day, None) if found and part.day else None,
            "form": (form or _form(course, part, found)) if may_write and part.id == open_part else None,
        }
        for part in PARTS
    ]
    context = {
        **page,
        "parts": parts,
        "ending": found,
        "then_and_now": queries.then_and_now(course),
        "booklet": queries.booklet_of(course),
        "contract": next(iter(queries.contracts_of(course)), None),
        "standing": queries.standing_of(course),
        "why_not_give": why_not(rules.check_can_give_booklet, found),
        **more,
    }
    return render(request, "course/ending.html", context, status=status)


def _lines(part: EndingPart, found: Ending | None) -> list[dict[str, Any]]:
    """What is recorded for this part: label, words, and whether they are people's own."""
    form = EndingPartForm(part=part, today=None)
    return [
        {"label": form.fields[name].label, "text": said, "own": "words" in _css(form, name)}
        for name in part.fields
        if found and (said := _said(found, name))
    ]


def _said(found: Ending, name: str) -> str:
    if name == "disposition":
        return str(found.get_disposition_display()).capitalize() if found.disposition else ""
    if name == "not_improved":
        if found.not_improved is None:
            return ""
        return "No, the treatment did not help enough." if found.not_improved else "Yes."
    return str(getattr(found, name))


def _css(form: EndingPartForm, name: str) -> str:
    return str(form.fields[name].widget.attrs.get("class", ""))


def _form(course: Course, part: EndingPart, found: Ending | None, data: Any = None) -> EndingPartForm:
    names = (*part.fields, *filter(None, [part.day]))
    initial = {name: getattr(found, name) for name in names} if found else {}
    if "not_improved" in initial:
        initial["not_improved"] = {True: "True", False: "False", None: ""}[initial["not_improved"]]
    initial["version"] = found.times_saved(part.id) if found else 0
    return EndingPartForm(data, part=part, today=clock.today(course.client.service.zone), initial=initial)


def _lost(row: Ending, form: EndingPartForm) -> list[str]:
    texts = [name for name in actions.ENDING_TEXTS if name in form.said]
    return [name for name in texts if getattr(row, name) != form.said[name].strip()]


def _measures(course: Course) -> list[tuple[str, str]]:
    return [(it.instrument, it.title) for it in queries.protocol_of(course).measures]


def _agreed(request: ClinicRequest, contracts: list[Any]) -> dict[str, Any]:
    today = clock.today(request.staff.service.zone)
    newest = contracts[0] if contracts else None
    names = "basis focus interval_days months starts_on back_sooner_when who_calls measures review_on ends_if"
    given = {name: getattr(newest, name) for name in names.split()} if newest else {}
    return {**given, "agreed_on": today}
