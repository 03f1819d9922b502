"""What courses give to lower pages."""

from collections.abc import Sequence

from django.urls import reverse

from amity.web.base.models import User
from amity.web.course import queries
from amity.web.course.models import Session
from amity.web.people.models import Client
from amity.web.people.offered import ClientLine
from amity.web.safety.offered import Asked

MET = (Session.Attendance.ATTENDED, Session.Attendance.LATE)


def client_lines(user: User, client: Client) -> Sequence[ClientLine]:
    """A client's courses, the newest first."""
    return [
        ClientLine(
            title=f"Course of {queries.protocol_of(course).short}",
            detail=f"{course.planned_sessions} sessions planned, began {course.started_on:%d %B %Y}",
            url=reverse("course", args=[course.id]),
            is_open=course.closed_at is None,
        )
        for course in queries.courses_of(client)
    ]


def safety_asked(user: User, client: Client) -> Sequence[Asked]:
    """Every session in which somebody could have asked, with what was said and decided."""
    held = Session.objects.filter(course__client=client, attendance__in=MET)
    return [
        Asked(
            on=session.planned_at.astimezone(session.local).date(),
            where="Session",
            in_person=True,
            asked=session.safety_asked,
            said=session.safety_said,
            decided=session.safety_decided,
            follow_up_on=session.safety_follow_up_on,
            session_id=session.id,
            url=reverse("session", args=[session.id]),
        )
        for session in held.select_related("course").order_by("-planned_at")
    ]
