"""One session: before, now and after on one page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries
from amity.web.course.actions import SESSION_TEXTS as TEXTS
from amity.web.course.actions import Stale
from amity.web.course.forms import SessionForm, on_top_of
from amity.web.course.forms.session import as_typed
from amity.web.course.models import Session
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.course.views.session_page import goes_on, session_form, show_session
from amity.web.people import access

STOP_ASKING = 286  # htmx: the page stops its timer

__all__ = ["record_session", "session", "session_open", "share_summary", "show_session"]


@rule(roles=READERS, reach=access.READ)
@require_safe
def session(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    found = queries.session_for(request.user, session_id, access.READ)
    return show_session(request, queries.session_page(found))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def record_session(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """Everything at once: what is left to save of the record, the practice, the next appointment."""
    page = queries.session_page(queries.session_for(request.user, session_id, access.CARE))
    form = session_form(page, request.POST)
    if not form.is_valid():
        return show_session(request, page, form, status=422)
    try:
        recorded = _record(page.session, form, request.user)
        _agree_and_plan(recorded, form, request.user)
    except Stale as stale:
        return _beside(request, stale.row, form)
    except Refused as refusal:
        return _again(request, session_id, form, refusal.reason)
    return redirect("course", recorded.course_id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def share_summary(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """The client sees the summary from now on, or no longer. What is stored counts, not what is typed."""
    found = queries.session_for(request.user, session_id, access.CARE)
    try:
        actions.share_summary(session=found, shared=request.POST.get("shared") == "yes", by=request.user)
    except Refused as refusal:
        page = queries.session_page(queries.session_for(request.user, session_id, access.CARE))
        return show_session(request, page, status=409, refusal=refusal.reason)
    if request.headers.get("HX-Request") != "true":
        return redirect(f"{reverse('session', args=[session_id])}#after")
    again = queries.session_for(request.user, session_id, access.CARE)
    form = SessionForm(
        tasks=[], zone=again.local, shared=again.summary_shared_at is not None, initial=as_typed(again)
    )
    return render(request, "course/_summary.html", {"session": again, "form": form})


@rule(roles=CLINICIAN, reach=access.CARE)
@require_safe
def session_open(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """Asked for by the open page, so that nobody is signed out in the middle of a session."""
    found = queries.session_for(request.user, session_id, access.CARE)
    return HttpResponse(status=204 if goes_on(found) else STOP_ASKING)


def _record(session: Session, form: SessionForm, by: Any) -> Session:
    said = form.cleaned_data
    return actions.save_session(
        session=session,
        version=said["version"],
        new=form.record(),
        page=said["page"],
        turn=said["turn"] or 0,
        verb="record_session",
        by=by,
    )


def _agree_and_plan(session: Session, form: SessionForm, by: Any) -> None:
    """Each of these is its own record; sent again after a refusal, what was saved is found, not doubled."""
    said = form.cleaned_data
    if said["practice"].strip():
        actions.agree_practice(
            id=said["practice_id"],
            course=session.course,
            session=session,
            text=said["practice"],
            if_then=said["if_then"],
            person=UUID(said["practice_person"]) if said["practice_person"] else None,
            day=said["practice_day"],
            by=by,
        )
    if said.get("next_planned_at"):
        actions.plan_session(
            id=said["next_id"],
            course=session.course,
            planned_at=said["next_planned_at"],
            zone=session.zone,
            minutes=session.minutes,
            mode=session.mode,
            by=by,
        )


def _beside(request: ClinicRequest, now: Session, form: SessionForm) -> HttpResponse:
    """Both texts, side by side; saving again says which holds."""
    stored = as_typed(now)
    typed = form.cleaned_data
    differs = {name: stored[name] for name in TEXTS if stored[name] != typed[name].strip()}
    return _again(request, now.id, form, "", beside=differs, stale=True)


def _again(
    request: ClinicRequest, session_id: UUID, form: SessionForm, refusal: str, **more: Any
) -> HttpResponse:
    """The same form with everything typed, able to save on top of what is stored now."""
    page = queries.session_page(queries.session_for(request.user, session_id, access.CARE))
    on_top_of(form, page.session.version)
    return show_session(request, page, form, status=409, refusal=refusal, **more)
