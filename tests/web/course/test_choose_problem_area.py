"""Choosing the focus together."""

from typing import Any

import pytest

from amity.web.course import actions, queries
from amity.web.course.models import Course, PlanChange, ProblemArea
from tests.cast import World
from tests.web.course import knock


def path(course: Course) -> str:
    return f"/courses/{course.id}/focus"


def sent(**changes: Any) -> dict[str, Any]:
    given = {
        "area": "role_dispute",
        "words": "We each wait for the other",
        "stage": "role_dispute:impasse",
        "runner_up": "grief",
        "why": "the quarrel came first",
    }
    return given | changes


def test_it_works(world: World, course: Course) -> None:
    assert "A relationship in difficulty" in knock.text(knock.get(world.ada, path(course)))
    assert knock.post(world.ada, path(course), sent()).status_code == 302
    area = ProblemArea.objects.get()
    assert (area.area, area.stage, area.runner_up) == ("role_dispute", "impasse", "grief")


def test_a_new_choice_keeps_the_one_before(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    knock.post(world.ada, path(course), sent(area="grief", stage="", runner_up="", words="my brother"))
    assert ProblemArea.objects.count() == 2
    now = queries.area_of(course)
    assert now is not None
    assert now.words == "my brother"


def test_sent_twice_it_is_one_choice(world: World, course: Course) -> None:
    for _ in range(2):
        knock.post(world.ada, path(course), sent())
    assert ProblemArea.objects.count() == 1


def test_a_closed_course_keeps_its_focus(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="over", by=world.ada.user)
    answer = knock.post(world.ada, path(course), sent())
    assert answer.status_code == 409
    assert "We each wait for the other" in knock.text(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"area": "childhood"},
        {"words": ""},
        {"why": ""},
        {"runner_up": "role_dispute"},
        {"stage": "grief:acknowledge"},
        {"stage": "role_dispute:winning"},
    ],
)
def test_bad_input(world: World, course: Course, wrong: dict[str, Any]) -> None:
    assert knock.post(world.ada, path(course), sent(**wrong)).status_code == 422
    assert not ProblemArea.objects.exists()


def test_choosing_says_nothing_about_what_the_client_agreed_to(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    assert "formulation_agreed" not in queries.facts_of([course])[course.id].named


def test_another_area_in_the_middle_phase_is_a_change_of_plan(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    knock.post(world.ada, path(course), sent(area="grief", stage="", runner_up="", why="first thought"))
    assert not PlanChange.objects.exists()  # still choosing
    Course.objects.filter(pk=course.pk).update(phase="middle")
    knock.post(world.ada, path(course), sent(stage="role_dispute:impasse", why="the quarrel leads"))
    knock.post(
        world.ada, path(course), sent(stage="role_dispute:dissolution", why="it ends")
    )  # no other area
    change = PlanChange.objects.get()
    assert (change.kind, change.reason) == ("focus", "the quarrel leads")
    assert (change.before, change.after) == ({"area": "grief"}, {"area": "role_dispute"})


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(course)) == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    assert knock.written("choose_problem_area", ProblemArea.objects.get().id) == 1
