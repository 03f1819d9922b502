"""What the open session page saves by itself, answered in JSON: its version now, or what stands there."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.base.templatetags.amity import clock_time
from amity.web.course import actions, queries, rules
from amity.web.course.actions import Stale
from amity.web.course.forms import SessionForm
from amity.web.course.forms.conversation import MoodEventForm, ProcessNoteForm
from amity.web.course.forms.session import RECORD, StampForm, as_typed
from amity.web.course.models import Session
from amity.web.course.views.roles import CLINICIAN, ClinicRequest
from amity.web.course.views.session_page import every_task
from amity.web.people import access


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def save_session(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """The fields named in `changed`. What cannot be stored is said field by field; the rest is stored."""
    found = queries.session_for(request.user, session_id, access.CARE)
    stamp, form = StampForm(request.POST), _form(found, request.POST)
    if not stamp.is_valid():
        return _unreadable()
    names = tuple(name for name in RECORD if name in request.POST.getlist("changed"))
    form.is_valid()
    said = form.record(names)
    wrong = _wrong(found, said) | _errors(form, names)
    new = {name: value for name, value in said.items() if name not in wrong}
    try:
        saved = actions.save_session(session=found, **_stamped(stamp), new=new, by=request.user)
    except Stale as stale:
        return _stands(stale.row.version, as_typed(stale.row), stale.row.recorded_by == request.user.actor_id)
    except Refused as refusal:
        return JsonResponse({"refused": refusal.reason}, status=422)
    return _saved(saved.version, wrong)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def save_mood_event(request: ClinicRequest, session_id: UUID, mood_id: UUID) -> HttpResponse:
    """A mood and what happened beside it. Without JavaScript it leads back to the page."""
    found = queries.session_for(request.user, session_id, access.CARE)
    form = MoodEventForm(request.POST)
    if not form.is_valid():
        return _wrong_or_back(request, found, form)
    try:
        saved = actions.save_mood_event(id=mood_id, session=found, **form.cleaned_data, by=request.user)
    except Stale as stale:
        return _stands(stale.row.version, {"mood": stale.row.mood, "event": stale.row.event})
    except Refused as refusal:
        return JsonResponse({"refused": refusal.reason}, status=422)
    return _saved_or_back(request, found, saved.version if saved else 0)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def save_process_note(request: ClinicRequest, session_id: UUID) -> HttpResponse:
    """The author's own note, apart from the record."""
    found = queries.session_for(request.user, session_id, access.CARE)
    stamp, form = StampForm(request.POST), ProcessNoteForm(request.POST)
    if not stamp.is_valid():
        return _unreadable()
    if not form.is_valid():
        return _wrong_or_back(request, found, form)
    try:
        saved = actions.save_process_note(
            session=found,
            author=request.staff,
            **_stamped(stamp),
            text=form.cleaned_data["text"],
            by=request.user,
        )
    except Stale as stale:
        return _stands(stale.row.version, {"text": stale.row.text})
    return _saved_or_back(request, found, saved.version if saved else 0)


def _form(session: Session, data: Mapping[str, Any]) -> SessionForm:
    return SessionForm(data, tasks=every_task(session), zone=session.local, initial=as_typed(session))


def _errors(form: forms.Form, names: Iterable[str]) -> dict[str, str]:
    return {name: str(form.errors[name][0]) for name in names if name in form.errors}


def _wrong(session: Session, said: Mapping[str, Any]) -> dict[str, str]:
    """Why a field cannot be stored now, by field."""
    asked: dict[str, Callable[[Session, Any], None]] = {
        "attendance": rules.check_can_record_session,
        "tasks_done": rules.check_can_tick,
        "summary": rules.check_can_change_summary,
        "safety_follow_up_on": rules.check_follow_up,
    }
    reasons = {name: why_not(check, session, said[name]) for name, check in asked.items() if name in said}
    return {name: reason for name, reason in reasons.items() if reason}


def _stamped(stamp: StampForm) -> dict[str, Any]:
    return stamp.cleaned_data | {"turn": stamp.cleaned_data["turn"] or 0}


def _saved(version: int, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    return JsonResponse({"version": version, "saved": clock_time(clock.now()), "wrong": dict(wrong or {})})


def _stands(version: int, stored: Mapping[str, Any], is_mine: bool = True) -> HttpResponse:
    """Somebody saved meanwhile: what stands there now."""
    who = "in another window" if is_mine else "by a colleague"
    return JsonResponse({"version": version, "stored": dict(stored), "who": who}, status=409)


def _unreadable() -> HttpResponse:
    return JsonResponse(
        {"refused": "This page sent something that cannot be read. Open it again."}, status=400
    )


def _by_script(request: ClinicRequest) -> bool:
    return bool(request.headers.get("Accept") == "application/json")


def _saved_or_back(request: ClinicRequest, session: Session, version: int) -> HttpResponse:
    return _saved(version) if _by_script(request) else redirect("session", session.id)


def _wrong_or_back(request: ClinicRequest, session: Session, form: forms.Form) -> HttpResponse:
    wrong = _errors(form, form.fields)
    return JsonResponse({"refused": "; ".join(wrong.values()), "wrong": wrong}, status=422)
