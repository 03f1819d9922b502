"""How client and therapist understand it: read, written, given, answered, compared, printed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.about import about
from amity.web.course.forms.formulation import ABOUT_WORDS, AnswerForm, FormulationForm, GiveForm
from amity.web.course.models import Course, Formulation
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access
from amity.web.people.versions import Stale

HERE = "formulation"
GIVE_IDS = "give_%s"  # two forms may stand on the page: their fields must not share names of elements
PARTS = ("illness", "onset", "suggestion", "text", "background", "alternatives")


@rule(roles=READERS, reach=access.READ)
@require_safe
def formulation(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    return _show(request, queries.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def write_formulation(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The next version, begun from the newest."""
    course = queries.course_for(request.user, course_id, access.CARE)
    newest = queries.newest_formulation(course)
    form = FormulationForm(request.POST or None, initial=_begun_from(newest))
    if request.method != "POST" or not form.is_valid():
        return _write(request, course, form, newest, status=422 if form.errors else 200)
    try:
        actions.write_formulation(course=course, by=request.user, **form.cleaned_data)
    except Stale as stale:
        return _beside(request, course, form, stale.row, stale.reason)
    except Refused as refusal:
        return _write(request, course, form, newest, status=409, refusal=refusal.reason)
    return redirect(HERE, course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def give_formulation(request: ClinicRequest, formulation_id: UUID) -> HttpResponse:
    """From now on the client sees this version."""
    found = queries.formulation_for(request.user, formulation_id, access.CARE)
    form = GiveForm(request.POST, auto_id=GIVE_IDS)
    if not form.is_valid():
        return _show(request, found.course, status=422, give_form=form)
    try:
        actions.give_formulation(formulation=found, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show(request, found.course, status=409, give_form=form, refusal=refusal.reason)
    messages.success(request, "Marked as given. From now on the client sees this version.")
    return redirect(HERE, found.course_id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def answer_formulation(request: ClinicRequest, formulation_id: UUID) -> HttpResponse:
    """What the client said aloud or on the phone."""
    found = queries.formulation_for(request.user, formulation_id, access.CARE)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, found.course, status=422, answer_form=form)
    try:
        actions.answer_formulation(formulation=found, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show(request, found.course, status=409, answer_form=form, refusal=refusal.reason)
    return redirect(HERE, found.course_id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def read_formulation_answer(request: ClinicRequest, formulation_answer_id: UUID) -> HttpResponse:
    """What the client sent was read."""
    found = queries.formulation_answer_for(request.user, formulation_answer_id, access.CARE)
    actions.read_formulation_answer(answer=found, by=request.user)
    return redirect(HERE, found.formulation.course_id)


@rule(roles=READERS, reach=access.READ)
@require_safe
def compare_formulations(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Two versions word by word: `of` and `with`; the newest two when nothing is asked for."""
    course = queries.course_for(request.user, course_id, access.READ)
    lines = {it.formulation.number: it for it in queries.formulations_of(course)}
    if len(lines) < 2:
        return redirect(HERE, course.id)
    last = max(lines)
    earlier = _number(request.GET.get("of"), lines, last - 1)
    later = _number(request.GET.get("with"), lines, last)
    earlier, later = min(earlier, later), max(earlier, later)
    context = {
        **about(request, course, HERE),
        "earlier": lines[earlier],
        "later": lines[later],
        "numbers": sorted(lines),
        "parts": queries.compared(lines[earlier].formulation, lines[later].formulation),
    }
    return render(request, "course/compare_formulations.html", context)


@rule(roles=READERS, reach=access.READ)
@require_safe
def print_formulation(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """For the client to keep: what was given, or the draft as it is."""
    course = queries.course_for(request.user, course_id, access.READ)
    found = queries.given_formulation(course) or queries.newest_formulation(course)
    if found is None:
        raise Http404
    context = {"course": course, "client": course.client, "formulation": found, "as_of": clock.now()}
    return render(request, "course/print_formulation.html", context)


def _show(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    lines = queries.formulations_of(course)
    newest = lines[0] if lines else None
    given = next((it for it in lines if it.formulation.given_on), None)
    today = clock.today(course.client.service.zone)
    contracts = queries.agreed_contracts(course)
    context = {
        **about(request, course, HERE),
        "lines": lines,
        "newest": newest,
        "given": given,
        "last_answer": next(
            ({"number": it.formulation.number, "answer": it.answer} for it in lines if it.answer), None
        ),
        "about_words": ABOUT_WORDS,
        "agreement": queries.agreement_of(course, contracts),
        "give_form": GiveForm(initial={"on": today}, auto_id=GIVE_IDS),
        "answer_form": AnswerForm(initial={"on": today}),
        **more,
    }
    return render(request, "course/formulation.html", context, status=status)


def _write(
    request: ClinicRequest,
    course: Course,
    form: FormulationForm,
    newest: Formulation | None,
    status: int,
    **more: Any,
) -> HttpResponse:
    context = {
        **about(request, course, HERE),
        "form": form,
        "newest": newest,
        "about_words": ABOUT_WORDS,
        "count": len(str(form["text"].value() or "").split()),
        "area": queries.area_of(course),
        **more,
    }
    return render(request, "course/write_formulation.html", context, status=status)


def _beside(
    request: ClinicRequest, course: Course, form: FormulationForm, now: Formulation, reason: str
) -> HttpResponse:
    """Both texts, side by side; saving again is on top of what is stored now."""
    said = form.cleaned_data
    beside = {name: getattr(now, name) for name in PARTS if getattr(now, name) != said[name].strip()}
    data = request.POST.copy()
    data["base"] = str(now.number)
    form.data = data
    return _write(request, course, form, now, status=409, refusal=reason, beside=beside)


def _begun_from(newest: Formulation | None) -> dict[str, Any]:
    if newest is None:
        return {"base": 0}
    return {"base": newest.number, **{name: getattr(newest, name) for name in PARTS}}


def _number(asked: str | None, known: Any, otherwise: int) -> int:
    """The version asked for, where there is one."""
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 5 else otherwise
    return number if number in known else otherwise
