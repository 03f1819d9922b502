"""What is caught in a session: sentences, moods taken off or put back, who else was there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.forms.conversation import FILED, AttendeeForm, CaptureForm, FileForm
from amity.web.course.models import Session
from amity.web.course.rules.recording import lies_ahead, look_first
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.course.views.session_page import mood_row
from amity.web.people import access


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def capture(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """One sentence is filed. Sent again with the same id, it is found."""
    session, form = queries.session_for(request.user, session_id, access.CARE), CaptureForm(request.POST)
    if not form.is_valid():
        return _captures(request, session, _first_error(form), status=422)
    try:
        actions.capture(session=session, **form.cleaned_data, by=request.user)
    except Refused as refusal:
        return _captures(request, session, refusal.reason, status=409)
    return _captures(request, session)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def file_capture(request: ClinicRequest, capture_id: UUID) -> HttpResponse:
    """Filed elsewhere, taken off, or put back."""
    found, form = queries.capture_for(request.user, capture_id, access.CARE), FileForm(request.POST)
    if "removed" in request.POST:
        removed = request.POST["removed"] == "yes"
        actions.remove_capture(capture=found, removed=removed, by=request.user)
        return _captures(request, found.session, undo=found if removed else None)
    if not form.is_valid():
        return _captures(request, found.session, _first_error(form), status=422)
    actions.file_capture(capture=found, **form.cleaned_data, by=request.user)
    return _captures(request, found.session)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def remove_mood_event(request: ClinicRequest, mood_id: UUID) -> HttpResponse:
    """A pair is taken off the page, or put back."""
    found = queries.mood_event_for(request.user, mood_id, access.CARE)
    removed = request.POST.get("removed") == "yes"
    actions.remove_mood_event(mood_event=found, removed=removed, by=request.user)
    if not _is_part(request):
        return redirect("session", found.session_id)
    part = "course/_mood_removed.html" if removed else "course/_mood.html"
    return render(request, part, {"session": found.session, "row": mood_row(found)})


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def add_attendee(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """Somebody else was there."""
    session, form = queries.session_for(request.user, session_id, access.CARE), AttendeeForm(request.POST)
    if not form.is_valid():
        return _attendees(request, session, _first_error(form), form, status=422)
    try:
        made = actions.add_attendee(session=session, **form.cleaned_data, by=request.user)
    except Refused as refusal:
        return _attendees(request, session, refusal.reason, form, status=409)
    return _attendees(request, session, note=look_first(session, made.kind))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def remove_attendee(request: ClinicRequest, attendee_id: UUID) -> HttpResponse:
    """They were not there after all."""
    found = queries.attendee_for(request.user, attendee_id, access.CARE)
    actions.remove_attendee(attendee=found, by=request.user)
    return _attendees(request, found.session)


def _captures(
    request: ClinicRequest, session: Session, wrong: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    """The sentences of this session; without JavaScript the page itself, where nothing was refused."""
    if not _is_part(request) and not wrong:
        return redirect("session", session.id)
    context = {"captures": queries.conversation_of(session).captures, "filed_choices": FILED, "wrong": wrong}
    shown = 200 if _is_part(request) and wrong and status == 409 else status
    return render(request, "course/_captures.html", context | {"may_write": True, **more}, status=shown)


def _attendees(
    request: ClinicRequest,
    session: Session,
    wrong: str = "",
    form: Any = None,
    status: int = 200,
    note: str = "",
) -> HttpResponse:
    """Who else was there. note: what to look at, though nothing was refused."""
    if not _is_part(request) and not wrong:
        return redirect("session", session.id)
    typed = form.data if form else {}
    fresh = AttendeeForm(initial={name: typed.get(name) for name in ("kind", "name")}, auto_id="attendee_%s")
    context = {
        "session": session,
        "attendees": queries.conversation_of(session).attendees,
        "attendee_form": fresh,
        "client": session.course.client,
        "wrong": wrong,
        "note": note,
        "is_ahead": lies_ahead(session),
    }
    return render(request, "course/_attendees.html", context, status=422 if wrong else status)


def _is_part(request: ClinicRequest) -> bool:
    return bool(request.headers.get("HX-Request") == "true")


def _first_error(form: Any) -> str:
    return str(next(iter(form.errors.values()))[0])
