"""The goals that a set of questions asks about."""

from uuid import UUID

from amity.web.course.models import AT_MOST, Goal
from amity.web.measures.queries.instruments import GOAL, offered
from amity.web.people.models import Client


def open_goals(client: Client) -> list[Goal]:
    """Those of the course that is going on, in their order. The caller came through the one door."""
    found = Goal.objects.filter(course__client=client, course__closed_at=None, state=Goal.State.OPEN)
    return list(found.order_by("priority", "set_at")[:AT_MOST])


def questions_of(client: Client) -> dict[str, int]:
    """How many questions each questionnaire that can be given asks this client; each open goal is one."""
    found = {it.id: len(it.items) for it in offered(client.service)}
    return found | {GOAL: found[GOAL] * len(open_goals(client))}


def goal_asked_about(client: Client, id: UUID | None) -> Goal | None:
    """The goal that a form of this client is about, if it is about one."""
    if id is None:
        return None
    return Goal.objects.select_related("course__client").filter(course__client=client, pk=id).first()
