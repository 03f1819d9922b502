"""Asking in supervision: on a course, and the list to take along."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.about import about
from amity.web.course.forms.supervision import AnswerForm, AskForm
from amity.web.course.models import Course
from amity.web.course.queries import supervision as asking
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access
from amity.web.people.models import Staff


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def supervision(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The questions of one course."""
    if request.method != "POST":
        course = queries.course_for(request.user, course_id, access.READ)
        chosen = request.GET.get("session") or request.GET.get("about", "")
        return _show(request, course, initial={"about": chosen})
    course = queries.course_for(request.user, course_id, access.CARE)
    form = _form(course, request.POST)
    if not form.is_valid():
        return _show(request, course, form, status=422)
    said = form.cleaned_data
    session = next((it for it in course.sessions.all() if str(it.id) == said["about"]), None)
    try:
        actions.ask_in_supervision(
            id=said["id"],
            course=course,
            session=session,
            about="" if session else said["about"],
            question=said["question"],
            by=request.user,
        )
    except Refused as refusal:
        return _show(request, course, form, status=409, refusal=refusal.reason)
    return redirect("supervision", course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def answer_supervision(request: ClinicRequest, question_id: UUID) -> HttpResponse:
    question = asking.question_for(request.user, question_id, access.CARE)
    course = queries.course_for(request.user, question.course_id, access.CARE)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, course, status=422, answer_form=form, answering=question.id)
    try:
        actions.note_supervision_answer(
            question=question, answer=form.cleaned_data["answer"], by=request.user
        )
    except Refused as refusal:
        return _show(
            request, course, status=409, refusal=refusal.reason, answer_form=form, answering=question.id
        )
    return redirect("supervision", course.id)


@rule(roles=READERS)
@require_safe
def supervision_list(request: ClinicRequest) -> HttpResponse:
    """What to ask, across courses; made to be printed: initials, nothing else of who they are."""
    purpose = access.CARE if request.staff.role == Staff.Role.CLINICIAN else access.READ
    context = {"courses": asking.to_ask(request.user, purpose), "as_of": clock.now()}
    return render(request, "course/supervision_list.html", context)


def _show(
    request: ClinicRequest,
    course: Course,
    form: AskForm | None = None,
    status: int = 200,
    initial: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        **about(request, course, "supervision"),
        "asked": asking.asked_of(course),
        "form": form or _form(course, None, initial),
        "answer_form": AnswerForm(),
        **more,
    }
    return render(request, "course/supervision.html", context, status=status)


def _form(course: Course, data: Any = None, initial: dict[str, Any] | None = None) -> AskForm:
    lines = queries.session_lines(course, list(course.sessions.all()))
    sessions = [(str(it.session.id), f"Session {it.number}") for it in lines[::-1] if it.number]
    places = [it for it in queries.named_places(course) if it[0] != "course"]
    return AskForm(data, places=places, sessions=sessions, initial=initial or {})
