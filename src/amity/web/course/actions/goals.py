"""What the client wants to be different: set, rated, changed."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.models import Course, Goal, GoalRating
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, save_version


@transaction.atomic
def set_goal(
    *, id: UUID | None = None, course: Course, words: str, indicator: str = "", priority: int = 1, by: Actor
) -> Goal:
    """A goal in the client's words, and how both will notice. At most three are open at a time."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(Goal, id, course_id=course.id)) is not None:
        return found
    rules.check_can_set_goal(course)
    rules.check_goal(words, priority)
    goal = Goal.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        words=words.strip(),
        indicator=indicator.strip(),
        priority=priority,
        state_note="",
        set_at=clock.now(),
        set_by=by.actor_id,
    )
    _audit("set_goal", course, goal.id, ("words", "indicator", "priority"), by)
    return goal


def change_goal(
    *,
    goal: Goal,
    version: int,
    words: str,
    indicator: str,
    priority: int,
    state: str,
    state_note: str = "",
    by: Actor,
) -> Goal:
    """Said more exactly, put in another order, or reached. Raises Stale when `version` is not the newest."""
    new: dict[str, Any] = {
        "words": words.strip(),
        "indicator": indicator.strip(),
        "priority": priority,
        "state": state,
        "state_note": state_note.strip(),
    }
    with transaction.atomic():
        course = queries.course_locked(goal.course)
        people_rules.check_can_change_record(course.client, by)
        found = course.goals.select_for_update().get(pk=goal.pk)
        found.course = course
        rules.check_can_change_goal(found, state)
        rules.check_goal(words, priority)
        saved = save_version(
            found,
            version,
            new,
            client=course.client,
            texts=("words", "indicator", "state_note"),
            verb="change_goal",
            by=by,
            also=_since(found, state),
        )
    if not saved:
        raise Stale(found)
    return found


@transaction.atomic
def rate_goals(
    *,
    id: UUID | None = None,
    course: Course,
    ratings: Mapping[UUID, int],
    who: str,
    on: date | None = None,
    by: Actor,
) -> list[GoalRating]:
    """How near these goals are, 0 to 10, as the client or the therapist sees it on this day.

    ratings: by the goal's id; a goal left out is not rated. id: of the form; sent again it finds its rows.
    """
    course = queries.course_locked(course)
    rules.check_who_rates(course.client, who, by)
    goals = {goal.id: goal for goal in course.goals.filter(pk__in=ratings)}
    ids = {goal_id: uuid.uuid5(id or uuid.uuid4(), goal_id.hex) for goal_id in goals}
    if id and (found := list(GoalRating.objects.filter(pk__in=ids.values(), goal__course=course))):
        return found
    on = on or clock.today(course.client.service.zone)
    rules.check_can_rate_goals(course, goals.values(), ratings, on)
    rows = [
        GoalRating.objects.create(
            id=ids[goal_id],
            goal=goals[goal_id],
            value=value,
            who=who,
            on=on,
            at=clock.now(),
            by=by.actor_id,
            by_kind=by.actor_kind,
        )
        for goal_id, value in ratings.items()
    ]
    _audit("rate_goals", course, None, ("value",), by)
    return rows


def _since(goal: Goal, state: str) -> dict[str, Any]:
    """The day a goal came to where it stands; none while it is open."""
    if state == goal.state:
        return {}
    today = clock.today(goal.course.client.service.zone)
    return {"state_on": None if state == Goal.State.OPEN else today}


def _audit(verb: str, course: Course, id: UUID | None, fields: tuple[str, ...], by: Actor) -> None:
    record = "course.Goal" if id else "course.Course"
    audit.wrote(verb, by=by, client=course.client_id, record=record, record_id=id or course.id, fields=fields)
