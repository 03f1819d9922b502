"""Goals on their page."""

from typing import Any
from uuid import uuid4

import pytest

from amity.web.course import actions
from amity.web.course.models import Course, Goal, GoalRating
from tests.cast import World, signed_in
from tests.web.course import knock
from tests.web.course.test_course import MOST_QUERIES
from tests.web.course.test_goal_actions import change, rate, wish


def path(course: Course, more: str = "") -> str:
    return f"/courses/{course.id}/goals{more}"


def sent(**changes: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "words": "Sing again", "indicator": "on Tuesdays", "priority": "1"} | changes


def rated(goal: Goal, value: Any, **changes: Any) -> dict[str, Any]:
    given = {"id": str(uuid4()), "who": "client", "on": "2026-03-02", f"goal_{goal.id.hex}": value}
    return given | changes


def changed(goal: Goal, **changes: Any) -> dict[str, Any]:
    names = ("words", "indicator", "priority", "state", "state_note", "version")
    return {name: getattr(goal, name) for name in names} | changes


def test_it_works(world: World, course: Course) -> None:
    assert "No goal is written yet." in knock.text(knock.get(world.ada, path(course)))
    typed = sent()
    for _ in range(2):
        assert knock.post(world.ada, path(course), typed).status_code == 302
    goal = Goal.objects.get()
    assert "not rated yet" in knock.text(knock.get(world.ada, path(course)))
    assert knock.post(world.ada, path(course, "/rate"), rated(goal, 2)).status_code == 302
    page = knock.text(knock.get(world.ada, path(course)))
    assert "2 now" in page
    assert "Sing again" in page


def test_the_fourth_is_refused_and_what_was_typed_is_kept(world: World, course: Course) -> None:
    for n in range(3):
        wish(course, f"goal {n}")
    assert "Three goals are open" in knock.text(knock.get(world.ada, path(course)))
    refused = knock.post(world.ada, path(course), sent(words="a fourth one"))
    assert refused.status_code == 409
    assert "a fourth one" in knock.text(refused)


def test_one_that_was_reached_stays_readable(world: World, course: Course) -> None:
    goal = wish(course)
    rate(course, {goal: 9})
    assert knock.post(world.ada, f"/goals/{goal.id}", changed(goal, state="reached")).status_code == 302
    assert "What became of them" in knock.text(knock.get(world.ada, path(course)))


def test_both_texts_stand_side_by_side(world: World, course: Course) -> None:
    goal = wish(course)
    change(goal, words="what a colleague made of it")
    refused = knock.post(world.ada, f"/goals/{goal.id}", changed(goal, words="what I made of it"))
    page = knock.text(refused)
    assert refused.status_code == 409
    assert "what a colleague made of it" in page
    assert "what I made of it" in page
    again = changed(goal, words="what I made of it", version=2)
    assert knock.post(world.ada, f"/goals/{goal.id}", again).status_code == 302


@pytest.mark.parametrize("wrong", [{"words": ""}, {"priority": "4"}, {"id": "x"}])
def test_bad_input(world: World, course: Course, wrong: dict[str, Any]) -> None:
    assert knock.post(world.ada, path(course), sent(**wrong)).status_code == 422
    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "status"), [({"who": "x"}, 422), ({"on": "2026-03-03"}, 409), ({"on": "x"}, 422)]
)
def test_bad_ratings(world: World, course: Course, wrong: dict[str, Any], status: int) -> None:
    goal = wish(course)
    assert knock.post(world.ada, path(course, "/rate"), rated(goal, 3, **wrong)).status_code == status
    assert knock.post(world.ada, path(course, "/rate"), rated(goal, 11)).status_code == 422
    assert knock.post(world.ada, path(course, "/rate"), rated(goal, "")).status_code == 409
    assert not GoalRating.objects.exists()


def test_a_goal_changed_wrongly(world: World, course: Course) -> None:
    goal = wish(course)
    assert knock.post(world.ada, f"/goals/{goal.id}", changed(goal, state="gone")).status_code == 422
    closed = changed(goal, words="later")
    actions.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, f"/goals/{goal.id}", closed).status_code == 409
    assert knock.post(world.ada, path(course), sent()).status_code == 409


def test_a_supervisor_reads(world: World, course: Course) -> None:
    wish(course)
    page = knock.text(knock.get(world.sam, path(course)))
    assert "Two evenings a month" in page
    assert "Keep this goal" not in page


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    goal = wish(course)
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    for address in (path(course), path(course, "/rate"), f"/goals/{goal.id}"):
        assert knock.statuses(knock.strangers(world), address, posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    goal = wish(course)
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}
    for address in (path(course, "/rate"), f"/goals/{goal.id}"):
        assert knock.statuses(knock.no_clinicians(world), address, posting=True) == {403}
    assert knock.post(world.sam, path(course), sent()).status_code in (403, 404)


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    assert knock.written("set_goal", Goal.objects.get().id) == 1
    assert knock.reads(world.ada, world.maya.id, "care") == 1


def test_the_course_page_shows_them_and_asks_no_more_questions(
    world: World, course: Course, django_assert_max_num_queries: Any
) -> None:
    path_of_course = f"/courses/{course.id}"
    assert "No goal is written yet." in knock.text(knock.get(world.ada, path_of_course))
    for n in range(3):
        goal = wish(course, f"goal number {n}")
        rate(course, {goal: n})
    change(Goal.objects.get(pk=goal.id), state="put_aside")
    browser = signed_in(world.ada)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = knock.text(browser.get(path_of_course))
    assert "goal number 1" in page
    assert "1 now" in page
    assert "goal number 2" not in page  # put aside
