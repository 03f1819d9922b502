"""What was answered about a goal is a rating of that goal, as the client sees it."""

import contextlib
from uuid import uuid5

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import actions as course
from amity.web.measures import queries
from amity.web.measures.models import Response


def _rate_goal(response: Response, by: Actor) -> None:
    """What was sent about a goal rates it, once; of a goal no longer open it stays an answer.

    Typed in, it is the client's rating of the day on which it was written, and a correction is a further one.
    """
    goal = queries.goal_asked_about(response.client, response.about)
    near = queries.answers_of(response).get("near")
    if goal is None or near is None:
        return
    id, on = response.id, response.written_on
    if on is None:
        on = (response.last_answer_at or clock.now()).astimezone(response.client.service.zone).date()
    else:
        id = uuid5(response.id, str(response.answers.count()))
    with contextlib.suppress(Refused):
        course.rate_goals(id=id, course=goal.course, ratings={goal.id: near}, who="client", on=on, by=by)
