"""Goals: at most three open, rated over time, changed without overwriting anybody."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.course import actions, queries
from amity.web.course.models import Course, Goal, GoalRating
from amity.web.people.models import KeptText
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start


def wish(course: Course, words: str = "Two evenings a month with people here", **changes: Any) -> Goal:
    given: dict[str, Any] = {"indicator": "it stands in my diary"}
    return actions.set_goal(course=course, words=words, by=course.clinician.user, **given | changes)


def rate(course: Course, ratings: dict[Any, int], **changes: Any) -> list[GoalRating]:
    given: dict[str, Any] = {"who": "client", "by": course.clinician.user}
    return actions.rate_goals(
        course=course, ratings={it.id: n for it, n in ratings.items()}, **given | changes
    )


def change(goal: Goal, **changes: Any) -> Goal:
    given: dict[str, Any] = {
        "version": goal.version, "words": goal.words, "indicator": goal.indicator, "priority": goal.priority,
        "state": goal.state, "state_note": goal.state_note, "by": goal.course.clinician.user,
    }  # fmt: skip
    return actions.change_goal(goal=goal, **given | changes)


def named(course: Course) -> Any:
    return queries.facts_of([course])[course.id].named.get("goals")


def test_a_goal_settles_the_fact(course: Course) -> None:
    assert named(course) is None
    goal = wish(course)
    assert named(course) == 1
    change(goal, state="put_aside", state_note="not now")
    assert named(course) is None
    assert knock.written("set_goal", goal.id) == knock.written("change_goal", goal.id) == 1


def test_sent_twice_it_is_one_goal(course: Course) -> None:
    id = uuid4()
    assert wish(course, id=id) == wish(course, id=id)
    assert Goal.objects.count() == 1


def test_the_fourth_is_refused_with_a_reason(course: Course) -> None:
    goals = [wish(course, f"goal {n}") for n in range(3)]
    with pytest.raises(Refused, match="Three goals are open"):
        wish(course, "one more")
    change(goals[0], state="reached", state_note="sang twice")
    wish(course, "one more")
    with pytest.raises(Refused, match="Three goals are open"):
        change(Goal.objects.get(pk=goals[0].pk), state="open")


def test_ratings_stand_beside_each_other_and_are_never_averaged(course: Course, clock: StoppedClock) -> None:
    goal = wish(course)
    for value, who in ((2, "client"), (5, "therapist"), (4, "client")):
        rate(course, {goal: value}, who=who)
        clock.forward(hours=24)
    line = queries.goals_of(course)[0]
    assert (line.now, line.start) == (4, 2)
    assert line.sentence == "4 now, 2 at the start; the therapist says 5 now"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "not rated yet"),
        ([("client", 3)], "3 now"),
        ([("therapist", 3)], "3 now, rated by the therapist"),
    ],
)
def test_what_is_not_rated_is_said(course: Course, given: list[tuple[str, int]], said: str) -> None:
    goal = wish(course)
    for who, value in given:
        rate(course, {goal: value}, who=who)
    assert queries.goals_of(course)[0].sentence == said


def test_a_form_of_ratings_sent_twice_is_one_row_each(course: Course) -> None:
    goals = [wish(course, f"goal {n}") for n in range(3)]
    id = uuid4()
    for _ in range(2):
        rate(course, dict.fromkeys(goals, 5), id=id)
    assert GoalRating.objects.count() == 3
    assert knock.written("rate_goals") == 1


def test_bad_ratings(world: World, course: Course) -> None:
    goal, elsewhere = wish(course), wish(start(world.pia, world.ben))
    change(aside := wish(course, "another"), state="put_aside")
    tomorrow = base_clock.now().date() + timedelta(days=1)
    wrong: list[tuple[dict[Any, int], dict[str, Any]]] = [
        ({}, {}), ({goal: 11}, {}), ({goal: -1}, {}), ({elsewhere: 3}, {}), ({aside: 3}, {}),
        ({goal: 3}, {"who": "mother"}), ({goal: 3}, {"on": tomorrow}), ({goal: 3}, {"on": date(2020, 1, 1)}),
    ]  # fmt: skip
    for ratings, more in wrong:
        with pytest.raises(Refused):
            rate(course, ratings, **more)
    assert not GoalRating.objects.exists()


def test_the_client_rates_for_themself_alone(world: World, course: Course) -> None:
    goal = wish(course)
    assert rate(course, {goal: 6}, by=world.maya)[0].by_kind == "client"
    for by, who in ((world.maya, "therapist"), (world.pia, "client"), (world.ben.user, "client")):
        with pytest.raises(Refused):
            rate(course, {goal: 6}, by=by, who=who)


def test_the_later_of_two_editors_overwrites_nothing(course: Course) -> None:
    goal = wish(course)
    change(goal, words="said more exactly")
    with pytest.raises(actions.Stale):
        change(goal, words="said otherwise", state="reached")
    assert KeptText.objects.get(record_id=goal.id).text == "said otherwise"
    assert Goal.objects.get().state == "open"


def test_the_day_it_came_to_something(course: Course) -> None:
    goal = change(wish(course), state="partly")
    assert goal.state_on == date(2026, 3, 2)
    assert change(goal, state_note="half of it").state_on == date(2026, 3, 2)
    assert change(Goal.objects.get(), state="open").state_on is None


@pytest.mark.parametrize("wrong", [{"words": " "}, {"priority": 4}, {"priority": 0}, {"state": "done"}])
def test_bad_input(course: Course, wrong: dict[str, Any]) -> None:
    goal = wish(course)
    with pytest.raises(Refused):
        change(goal, **wrong)


def test_a_closed_course_keeps_its_goals(world: World, course: Course) -> None:
    goal = wish(course)
    actions.close_course(course=course, reason="over", by=world.ada.user)
    attempts: list[Any] = [
        lambda: wish(course),
        lambda: change(goal, words="x"),
        lambda: rate(course, {goal: 3}),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="closed"):
            attempt()
