"""The goals that a set of questions asks about."""

from uuid import UUID

from amity.web.course.models import AT_MOST, Goal
from amity.web.people.models import Client


def open_goals(client: Client) -> list[Goal]:
    """Those of the course that is going on, in their order. The caller came through the one door."""
    found = Goal.objects.filter(course__client=client, course__closed_at=None, state=Goal.State.OPEN)
    return list(found.order_by("priority", "set_at")[:AT_MOST])


def goal_asked_about(client: Client, id: UUID | None) -> Goal | None:
    """The goal that a form of this client is about, if it is about one."""
    if id is None:
        return None
    return Goal.objects.select_related("course__client").filter(course__client=client, pk=id).first()
