"""What may be done to goals: set, changed, rated."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.course.models import AT_MOST, Course, Goal, GoalRating
from amity.web.course.rules.courses import check_is_open
from amity.web.course.rules.formulation import check_is_the_client, check_said_on
from amity.web.people import rules as people_rules
from amity.web.people.models import Client

RATERS = tuple(who for who, _ in GoalRating._meta.get_field("who").choices or ())


def check_can_set_goal(course: Course) -> None:
    """While the course is open, and not more than three at a time."""
    check_is_open(course)
    if course.goals.filter(state=Goal.State.OPEN).count() >= AT_MOST:
        raise Refused(
            "Three goals are open; more would be a list of wishes. First say how one of them stands."
        )


def can_set_goal(course: Course) -> bool:
    """The boolean twin of `check_can_set_goal`."""
    return not why_not(check_can_set_goal, course)


def check_goal(words: str, priority: int) -> None:
    """What the client wants to be different, in words, and which comes first."""
    if not words.strip():
        raise Refused("Write what the client wants to be different.")
    if priority not in range(1, AT_MOST + 1):
        raise Refused("Choose first, second or third.")


def check_can_change_goal(goal: Goal, state: str) -> None:
    """While the course is open; one taken up again must find a free place."""
    check_is_open(goal.course)
    if state not in Goal.State.values:
        raise Refused("Choose how the goal stands.")
    if state == Goal.State.OPEN and goal.state != Goal.State.OPEN:
        check_can_set_goal(goal.course)


def check_who_rates(client: Client, who: str, by: Actor) -> None:
    """A clinician notes either; on their own page it is the client's rating alone."""
    if by.actor_kind == "client":
        check_is_the_client(client, by)
    else:
        people_rules.check_can_change_record(client, by)
    if who not in (("client",) if by.actor_kind == "client" else RATERS):
        raise Refused("Choose who rates: the client or the therapist.")


def check_can_rate_goals(
    course: Course, goals: Collection[Goal], ratings: Mapping[UUID, int], on: date
) -> None:
    """Goals of this course that are open, from 0 to 10, on a day of this course."""
    check_is_open(course)
    if not ratings:
        raise Refused("Choose a number for at least one goal.")
    if {goal.id for goal in goals if goal.state == Goal.State.OPEN} != set(ratings):
        raise Refused("One of these goals is not open in this course any more. Look at how it stands now.")
    if any(value not in range(11) for value in ratings.values()):
        raise Refused("Choose a number from 0 to 10.")
    check_said_on(course, on)
