"""What waits on *Today* for a client's safety: follow-ups that were agreed, plans to look at again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from amity.web.base.models import User
from amity.web.base.once import once
from amity.web.base.templatetags.amity import day
from amity.web.course.models import Course, Session
from amity.web.course.offered import TodayRow
from amity.web.course.queries.find import courses_visible_to
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.safety import queries as safety

LINES = {  # kind: title, and its place: a follow-up stands before everything that is merely unfinished
    "follow_up": ("Follow up on safety", 10),
    "plan_review": ("Look at the safety plan again", 50),
}


def safety_rows(
    client_ids: Sequence[UUID],
    sessions: Mapping[UUID, Sequence[Session]],
    assessed: Mapping[UUID, Sequence[date]],
    today: date,
) -> list[TodayRow]:
    """The lines of these clients.

    sessions: by course id, those of `courses_in_care`. assessed: by client, on which days.
    """
    rows = [_row(it.client_id, it.at, it.kind, it.on) for it in safety.waiting_for(client_ids, today)]
    held = [session for of_course in sessions.values() for session in of_course]
    return rows + [
        _row(it.course.client_id, it.planned_at, "follow_up", on)
        for it, on in _open(held, assessed)
        if on <= today
    ]


@once
def courses_in_care(user: User) -> list[Course]:
    """Of the clients this person works with, the oldest first: the open courses, and the closed ones of
    clients with whom a follow-up was agreed in some session."""
    agreed = Session.objects.filter(course__client=OuterRef("client"), safety_follow_up_on__isnull=False)
    visible = courses_visible_to(user, access.CARE).filter(Q(closed_at=None) | Exists(agreed))
    return list(visible.order_by("created_at"))


def follow_ups_open(client: Client) -> list[str]:
    """What was agreed in this client's sessions and nobody did yet, each a sentence; also what lies ahead."""
    held = list(Session.objects.filter(course__client=client).select_related("course"))
    return [
        f"The follow-up agreed in the session of {day(_on(it))} for {day(on)} is not recorded as done."
        for it, on in _open(held, safety.assessed_on([client.id]))
    ]


def assessed_since(course: Course, last_asked: date | None) -> date | None:
    """The day of the newest structured assessment, where nobody asked in a session after it or on its day."""
    newest = assessed_on(course)
    return newest if newest and (last_asked is None or newest > last_asked) else None


def assessed_on(course: Course) -> date | None:
    """The day of the newest structured assessment; a course that `courses_visible_to` finds knows it."""
    if hasattr(course, "assessed_on"):
        known: date | None = course.assessed_on
        return known
    return max(safety.assessed_on([course.client_id]).get(course.client_id, []), default=None)


def _open(held: Sequence[Session], assessed: Mapping[UUID, Sequence[date]]) -> Iterator[tuple[Session, date]]:
    """The follow-ups after which nobody asked again, in whichever course, on that day or later."""
    asked: defaultdict[UUID, list[date]] = defaultdict(list)
    for it in held:
        if it.safety_asked:
            asked[it.course.client_id].append(_on(it))
    for it in held:
        on, client = it.safety_follow_up_on, it.course.client_id
        if on and not safety.is_followed_up(_on(it), on, [*asked[client], *assessed.get(client, [])]):
            yield it, on


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
