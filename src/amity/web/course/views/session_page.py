"""The page of one session: put together once, drawn again after every error with everything typed."""

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from amity.web.base import clock
from amity.web.base.errors import why_not
from amity.web.course import queries, rules
from amity.web.course.forms import PracticeResultForm, SessionForm
from amity.web.course.forms.conversation import (
    FILED,
    AttendeeForm,
    CaptureForm,
    MoodEventForm,
    ProcessNoteForm,
)
from amity.web.course.forms.session import RECORD, as_typed
from amity.web.course.models import MoodEvent, Practice, ProcessNote, Session
from amity.web.course.offered import before_given
from amity.web.course.rules.recording import lies_ahead
from amity.web.course.views.roles import ClinicRequest
from amity.web.people.models import Staff
from amity.web.safety import queries as safety

AFTERWARDS = timedelta(minutes=15)  # sign-out waits this long after the planned end, goal G5


@dataclass(frozen=True)
class MoodRow:
    """One pair on the page: its id, its fields, and whether it is stored already."""

    id: UUID
    form: MoodEventForm
    stored: bool


def show_session(
    request: ClinicRequest,
    page: queries.SessionPage,
    form: SessionForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page, or after an error the page with everything typed."""
    may_write = request.staff.role == Staff.Role.CLINICIAN
    form = form or session_form(page)
    course, last = page.session.course, page.last_practice
    context = {
        **_about(request, page),
        "agreed_before": next(
            iter(queries.practice_lines(request.user, course, [last] if last else [])), None
        ),
        "written_before": before_given(request.user, page.session),
        "agreed_today": queries.practice_lines(request.user, course, page.practices),
        **(_to_write(request, page) if may_write else {}),
        "form": form,
        "may_write": may_write,
        "task_groups": _task_groups(page),
        "ticked": form["tasks_done"].value() or [],
        "aside": form["tasks_aside"].value() or [],
        **more,
    }
    return render(request, "course/session.html", context, status=status)


def session_form(page: queries.SessionPage, data: Any = None) -> SessionForm:
    """The record as it is stored, or as it was sent."""
    initial = {
        **as_typed(page.session),
        "version": page.session.version,
        "next_on": page.next_at.date() if page.next_at else None,
        "next_at": page.next_at.time() if page.next_at else None,
    }
    shared = page.session.summary_shared_at is not None
    people = queries.people_to_try_with(page.session.course.client)
    return SessionForm(
        data,
        tasks=every_task(page.session),
        zone=page.session.local,
        shared=shared,
        people=people,
        initial=initial,
    )


def every_task(session: Session) -> list[tuple[str, str]]:
    """All that can be ticked, shown or not: a tick that was just saved may have moved the step at hand on."""
    tasks = [(task.id, task.title) for task in queries.protocol_of(session.course).tasks]
    known = {id for id, _ in tasks}
    return tasks + [(id, id) for id in {*session.tasks_done, *session.tasks_aside} - known]


def practice_form(practice: Practice, data: Any = None) -> PracticeResultForm:
    """What came of it, as it is recorded or as it was sent."""
    initial = {"result": practice.result, "said": practice.result_said, "seen": practice.told_stamp}
    return PracticeResultForm(data, initial=initial, prefix=f"p{practice.id.hex[:8]}")


def goes_on(session: Session) -> bool:
    """Whether the session is under way, with a quarter of an hour on either side."""
    begins = session.planned_at - AFTERWARDS
    ends = session.planned_at + timedelta(minutes=session.minutes) + AFTERWARDS
    return begins <= clock.now() <= ends


def mood_row(pair: MoodEvent | None = None) -> MoodRow:
    """A stored pair, or an empty one with the id it will have."""
    id = pair.id if pair else uuid.uuid4()
    initial = {"version": pair.version, "mood": pair.mood, "event": pair.event} if pair else {}
    return MoodRow(id, MoodEventForm(initial=initial, auto_id=f"id_{id.hex[:12]}_%s"), pair is not None)


def _about(request: ClinicRequest, page: queries.SessionPage) -> dict[str, Any]:
    client = page.session.course.client
    flag = safety.open_flag_of(client, request.user)
    return {
        "page": page,
        "session": page.session,
        "course": page.session.course,
        "client": client,
        "flag": flag,
        "last_flag": None if flag else safety.last_flag_of(client),
    }


def _to_write(request: ClinicRequest, page: queries.SessionPage) -> dict[str, Any]:
    """What only somebody who writes needs: the small forms, and the author's own process note."""
    note, is_empty = (
        queries.own_process_note(page.session, request.staff),
        queries.record_is_empty(page.session),
    )
    return {
        "record_names": " ".join(RECORD),
        "stored_json": json.dumps(as_typed(page.session)),
        "keep_open": goes_on(page.session),
        "practice_form": practice_form(page.last_practice) if page.last_practice else None,
        "why_not_move": why_not(rules.check_can_move_session, page.session),
        "moods": [*(mood_row(pair) for pair in page.caught.moods), mood_row()],
        "capture_form": CaptureForm(auto_id="capture_%s"),
        "filed_choices": FILED,
        "attendee_form": AttendeeForm(auto_id="attendee_%s"),
        "is_ahead": lies_ahead(page.session),
        "process_note_form": _process_note_form(note),
        "process_note": note,
        "record_is_empty": is_empty,
        "process_note_alone": bool(note and note.text) and is_empty,
    }


def _process_note_form(note: ProcessNote | None) -> ProcessNoteForm:
    initial = {"version": note.version, "text": note.text} if note else {}
    return ProcessNoteForm(initial=initial, auto_id="process_%s")


def _task_groups(page: queries.SessionPage) -> dict[str, list[tuple[str, str, str]]]:
    """The ticks in three groups, each with why it is held back, or "".

    Whatever was ticked and is no longer foreseen stands with the first.
    """
    plan = page.plan
    groups = {"own": plan.tasks, "each_time": plan.each_time, "steps": plan.steps}
    shown = {task for tasks in groups.values() for task in tasks}
    more = [task for task in page.done if task not in shown]
    groups["own"] = (*plan.tasks, *more)
    held = rules.held_back(page.session)
    return {name: [(it.id, it.title, held.get(it.id, "")) for it in tasks] for name, tasks in groups.items()}
