"""One session: before, now and after on one page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.actions import Stale
from amity.web.course.forms import PracticeResultForm, SessionForm, on_top_of
from amity.web.course.models import Practice, Session
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access
from amity.web.people.models import Staff
from amity.web.safety import queries as safety

AFTERWARDS = timedelta(minutes=15)  # sign-out waits this long after the planned end, goal G5
STOP_ASKING = 286  # htmx: the page stops its timer


@rule(roles=READERS, reach=access.READ)
@require_safe
def session(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    found = queries.session_for(request.user, session_id, access.READ)
    return show_session(request, queries.session_page(found))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def record_session(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    page = queries.session_page(queries.session_for(request.user, session_id, access.CARE))
    form = _form(page, request.POST)
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


@rule(roles=CLINICIAN, reach=access.CARE)
@require_safe
def session_open(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """Asked for by the open page, so that nobody is signed out in the middle of a session."""
    found = queries.session_for(request.user, session_id, access.CARE)
    return HttpResponse(status=204 if _goes_on(found) else STOP_ASKING)


def _record(session: Session, form: SessionForm, by: Any) -> Session:
    said = form.cleaned_data
    return actions.record_session(
        session=session,
        version=said["version"],
        attendance=said["attendance"],
        cancelled_by=said["cancelled_by"],
        tasks_done=said["tasks_done"],
        safety_asked=form.safety,
        since_last=said["since_last"],
        summary=said["summary"],
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


def show_session(
    request: ClinicRequest,
    page: queries.SessionPage,
    form: SessionForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page, or after an error the page with everything typed."""
    client = page.session.course.client
    may_write = request.staff.role == Staff.Role.CLINICIAN
    form = form or _form(page)
    flag = safety.open_flag_of(client, request.user)
    context = {
        "page": page,
        "client": client,
        "form": form,
        "task_choices": _task_choices(page),
        "ticked": form["tasks_done"].value() or [],
        "flag": flag,
        "last_flag": None if flag else safety.last_flag_of(client),
        "may_write": may_write,
        "keep_open": may_write and _goes_on(page.session),
        "practice_form": _result_form(page.last_practice),
        "why_not_move": why_not(rules.check_can_move_session, page.session),
        **more,
    }
    return render(request, "course/session.html", context, status=status)


def _beside(request: ClinicRequest, now: Session, form: SessionForm) -> HttpResponse:
    """Both texts, side by side; saving again says which holds."""
    differs = {
        name: getattr(now, name)
        for name in ("since_last", "summary")
        if getattr(now, name) != form.cleaned_data[name].strip()
    }
    return _again(request, now.id, form, "", beside=differs, stale=True)


def _again(
    request: ClinicRequest, session_id: UUID, form: SessionForm, refusal: str, **more: Any
) -> HttpResponse:
    """The same form with everything typed, able to save on top of what is stored now."""
    page = queries.session_page(queries.session_for(request.user, session_id, access.CARE))
    on_top_of(form, page.session.version)
    return show_session(request, page, form, status=409, refusal=refusal, **more)


def _form(page: queries.SessionPage, data: Any = None) -> SessionForm:
    session = page.session
    planned = session.attendance == Session.Attendance.PLANNED
    initial = {
        "version": session.version,
        "attendance": "" if planned else session.attendance,
        "cancelled_by": session.cancelled_by,
        "safety_asked": {True: "yes", False: "no", None: ""}[session.safety_asked],
        "since_last": session.since_last,
        "tasks_done": session.tasks_done,
        "summary": session.summary,
        "next_on": page.next_at.date() if page.next_at else None,
        "next_at": page.next_at.time() if page.next_at else None,
    }
    return SessionForm(
        data,
        tasks=[it for group in _task_choices(page).values() for it in group],
        zone=session.local,
        initial=initial,
    )


def _task_choices(page: queries.SessionPage) -> dict[str, list[tuple[str, str]]]:
    """The ticks in three groups; whatever was ticked and is no longer foreseen stands with the first."""
    plan = page.plan
    groups = {"own": plan.tasks, "each_time": plan.each_time, "steps": plan.steps}
    shown = {task for tasks in groups.values() for task in tasks}
    more = [task for task in page.done if task not in shown]
    found = {name: [(it.id, it.title) for it in tasks] for name, tasks in groups.items()}
    return {**found, "own": [*found["own"], *((it.id, it.title) for it in more)]}


def _result_form(practice: Practice | None) -> PracticeResultForm | None:
    if practice is None:
        return None
    initial = {"result": practice.result, "said": practice.result_said}
    return PracticeResultForm(initial=initial, prefix=f"p{practice.id.hex[:8]}")


def _goes_on(session: Session) -> bool:
    begins = session.planned_at - AFTERWARDS
    ends = session.planned_at + timedelta(minutes=session.minutes) + AFTERWARDS
    return begins <= clock.now() <= ends
