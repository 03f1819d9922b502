"""What courses give to lower pages."""

from collections.abc import Sequence

from django.urls import reverse

from amity.web.base.models import User
from amity.web.course import queries
from amity.web.people.models import Client
from amity.web.people.offered import ClientLine


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
