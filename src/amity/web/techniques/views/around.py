"""Around a worksheet: what a clinician does with it besides writing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.people import access
from amity.web.techniques import actions, queries
from amity.web.techniques.forms.around import AdjunctForm, LinksForm, LookedForm, PlanForm, VisibilityForm
from amity.web.techniques.forms.sharing import AgreedForm
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.belonging import sessions_to_choose
from amity.web.techniques.views.begin import technique_named, to_worksheet
from amity.web.techniques.views.beside import links_form
from amity.web.techniques.views.listed import shown_list
from amity.web.techniques.views.parts import CLINICIAN, ClinicRequest, id_sent
from amity.web.techniques.views.reading import shown_whole
from amity.web.techniques.views.worksheet import shown

FROM_READING = "read"  # what the field `from` says on the reading view
NOT_FROM_HERE = gettext_lazy("Nothing here goes on into that one. Begin it from the list of worksheets.")


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def follow_worksheet(request: ClinicRequest, worksheet_id: UUID, technique: str) -> HttpResponse:
    """Go on into another one with what is here already, together; from the team's own into its own."""
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    shape = technique_named(technique)
    leads = {it.technique.id: it for it in queries.leads_from(found, "clinician")}
    if shape.id not in leads:
        return _back(request, found, 409, refusal=NOT_FROM_HERE)
    author, visibility = queries.carried_as(found)
    sessions = sessions_to_choose(found.course)
    try:
        begun = actions.begin_worksheet(
            id=id_sent(request),
            course=found.course,
            technique=shape,
            author=author,
            visibility=visibility,
            answers=leads[shape.id].begins_with,
            session=sessions[0][0] if sessions else None,
            goal=found.goal,
            area=found.area,
            after=found,
            by=request.user,
        )
    except Refused as refusal:
        return _back(request, found, 409, refusal=refusal.reason)
    return to_worksheet(begun)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def plan_practice(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    """Agree to try what it plans."""
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    form = PlanForm(request.POST, sessions=sessions_to_choose(found.course))
    if not form.is_valid():
        return _back(request, found, 422, plan_form=form)
    agree = actions.agree_practice_from
    id, session = form.cleaned_data["id"], form.chosen
    return _done(request, found, lambda: agree(id=id, worksheet=found, session=session, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def worksheet_visibility(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    form = VisibilityForm(request.POST)
    if not form.is_valid():
        return _back(request, found, 422, visibility_form=form)
    seen = form.cleaned_data["visibility"]
    do = actions.set_visibility
    return _done(request, found, lambda: do(worksheet=found, visibility=seen, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def link_worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    """To a session, a goal, a problem area, or to none."""
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    form: LinksForm = links_form(found, request.POST)
    if not form.is_valid():
        return _back(request, found, 422, links_form=form)
    do = actions.link_worksheet
    return _done(request, found, lambda: do(worksheet=found, by=request.user, **form.chosen))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def look_at_worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    form, do = LookedForm(request.POST), actions.look_at_worksheet
    drawn = form.cleaned_data["version"] if form.is_valid() else None
    return _done(request, found, lambda: do(worksheet=found, version=drawn, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def settle_kept(request: ClinicRequest, worksheet_id: UUID, kept_id: UUID) -> HttpResponse:
    """Of two answers written at the same moment: take the one beside, or leave the one that stands."""
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    kept = get_object_or_404(found.kept, pk=kept_id)
    take = request.POST.get("take") == "yes"
    return _done(request, found, lambda: actions.settle_kept(kept=kept, take=take, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def ask_for_worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    """Ask the client to show it."""
    found = queries.worksheet_known_to(request.user, worksheet_id, access.CARE)
    return _listed(request, found, lambda: actions.ask_to_see(worksheet=found, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def put_aside_worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    return _listed(request, found, lambda: actions.put_aside_worksheet(worksheet=found, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_back_worksheet(request: ClinicRequest, worksheet_id: UUID) -> HttpResponse:
    found = queries.worksheet_for(request.user, worksheet_id, access.CARE)
    return _listed(request, found, lambda: actions.take_back_worksheet(worksheet=found, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def switch_adjunct(request: ClinicRequest, course_id: UUID, technique: str) -> HttpResponse:
    """A technique beside the model, on with a reason or off."""
    course, shape = courses.course_for(request.user, course_id, access.CARE), technique_named(technique)
    form = AdjunctForm(request.POST)
    more = {"adjunct_form": form, "switched": technique}
    if not form.is_valid():
        return shown_list(request, course, 422, **more)
    try:
        actions.switch_adjunct(course=course, technique=shape, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return shown_list(request, course, 409, refusal=refusal.reason, **more)
    return redirect("worksheets", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def agree_sharing(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """How an entry of the client's begins, as they agreed it."""
    course, form = courses.course_for(request.user, course_id, access.CARE), AgreedForm(request.POST)
    if not form.is_valid():
        return shown_list(request, course, 422, agreed_form=form)
    try:
        actions.agree_sharing(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return shown_list(request, course, 409, refusal=refusal.reason, agreed_form=form)
    answer = redirect("worksheets", course.id)
    answer["Location"] += "#sharing"
    return answer


def _done(request: ClinicRequest, found: Worksheet, do: Callable[[], object]) -> HttpResponse:
    """Back to the page it was asked from, at the same step."""
    try:
        do()
    except Refused as refusal:
        return _back(request, found, 409, refusal=refusal.reason)
    if request.POST.get("from") == FROM_READING:
        return redirect("read_worksheet", found.id)
    answer = redirect("worksheet", found.id)
    step = request.POST.get("step", "")
    if step in {it.id for it in found.definition.steps}:
        answer["Location"] += f"?step={step}"
    return answer


def _listed(request: ClinicRequest, found: Worksheet, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        course = courses.course_for(request.user, found.course_id, access.CARE)
        return shown_list(request, course, 409, refusal=refusal.reason)
    return redirect("worksheets", found.course_id)


def _back(request: ClinicRequest, found: Worksheet, status: int, **more: Any) -> HttpResponse:
    """The page it was asked from, with what was typed and why it was not done."""
    page = shown_whole if request.POST.get("from") == FROM_READING else shown
    return page(request, found, status=status, **more)
