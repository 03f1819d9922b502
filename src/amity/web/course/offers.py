"""What courses give to lower pages."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.web.base.copy_part import SubjectPart
from amity.web.base.models import User
from amity.web.course import queries
from amity.web.course.models import Session
from amity.web.course.queries.own_copy import own_copy
from amity.web.course.queries.own_course import own_course_row, reads_again
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


def nobody_reads(client: Client) -> str:
    """After the ending, until somebody meets the client again."""
    course = own_course_row(client)
    if course is None or course.closed_at is None:
        return ""
    return f"{_('Nobody at the service reads this now. It stays yours alone.')} {reads_again(course)}".strip()


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


def subject_data(client: Client) -> Sequence[SubjectPart]:
    """What was agreed, given and shared, in a copy of the record; nobody is named whom nobody released."""
    return own_copy(client, named=False)
