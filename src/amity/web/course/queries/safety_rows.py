"""What waits on *Today* for a client's safety: follow-ups that were agreed, plans to look at again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from amity.web.base.templatetags.amity import day
from amity.web.course.models import Session
from amity.web.course.offered import TodayRow
from amity.web.safety import queries as safety

LINES = {  # kind: title, and its place: a follow-up stands before everything that is merely unfinished
    "follow_up": ("Follow up on safety", 10),
    "plan_review": ("Look at the safety plan again", 50),
}


def safety_rows(
    client_ids: Sequence[UUID], sessions: Mapping[UUID, Sequence[Session]], today: date
) -> list[TodayRow]:
    """The lines of these clients. sessions: by course id, those of their open courses."""
    rows = [_row(it.client_id, it.at, it.kind, it.on) for it in safety.waiting_for(client_ids, today)]
    return rows + _from_sessions(sessions, today)


def _from_sessions(sessions: Mapping[UUID, Sequence[Session]], today: date) -> list[TodayRow]:
    """Follow-ups agreed with a session, until somebody asked again on that day or later."""
    agreed = [
        (session, on)
        for held in sessions.values()
        for session in held
        if (on := session.safety_follow_up_on) and on <= today
    ]
    made = safety.assessed_on({it.course.client_id for it, _ in agreed}) if agreed else {}
    return [
        _row(it.course.client_id, it.planned_at, "follow_up", on)
        for it, on in agreed
        if not safety.is_followed_up(
            _on(it),
            on,
            [
                *(_on(other) for other in sessions[it.course_id] if other.safety_asked),
                *made.get(it.course.client_id, []),
            ],
        )
    ]


def _on(session: Session) -> date:
    return session.planned_at.astimezone(session.local).date()


def _row(client_id: UUID, at: datetime, kind: str, on: date) -> TodayRow:
    title, order = LINES[kind]
    return TodayRow(
        client_id=client_id,
        at=at,
        kind=kind,
        title=title,
        detail=f"agreed for {day(on)}",
        url=reverse("safety", args=[client_id]),
        order=order,
    )
