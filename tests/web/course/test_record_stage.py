"""Where the work in an area stands: each stage a row with its day."""

from typing import Any
from uuid import uuid4

import pytest

from amity.web.course import actions, queries
from amity.web.course.models import AreaStage, Course, ProblemArea
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import choose


@pytest.fixture
def area(course: Course) -> ProblemArea:
    """A role transition."""
    chosen: ProblemArea = choose(course)
    return chosen


def path(area: ProblemArea) -> str:
    return f"/areas/{area.id}/stage"


def sent(**changes: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "stage": "change", "note": "she speaks of it", "on": "2026-03-02"} | changes


def test_it_works(world: World, area: ProblemArea) -> None:
    answer = knock.post(world.ada, path(area), sent())
    assert answer.status_code == 302
    assert answer.url == f"/courses/{area.course_id}/focus?area=role_transition#stages"
    row = AreaStage.objects.get()
    assert (row.stage, row.note, queries.stage_now(area)) == ("change", "she speaks of it", "change")


def test_sent_twice_it_is_one_row(world: World, area: ProblemArea) -> None:
    given = sent()
    for _ in range(2):
        assert knock.post(world.ada, path(area), given).status_code == 302
    assert AreaStage.objects.count() == 1


def test_an_id_in_use_elsewhere_is_refused(world: World, area: ProblemArea) -> None:
    given = sent()
    knock.post(world.ada, path(area), given)
    other = choose(area.course, area="grief")
    answer = knock.post(world.ada, path(other), {**given, "stage": "mourn"})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"stage": "impasse"}, 422), ({"stage": ""}, 422), ({"on": ""}, 422), ({"on": "once"}, 422),
        ({"id": "x"}, 422), ({"on": "2026-03-03"}, 409), ({"on": "2025-03-03"}, 409),
    ],
)  # fmt: skip
def test_bad_input(world: World, area: ProblemArea, wrong: dict[str, Any], status: int) -> None:
    answer = knock.post(world.ada, path(area), sent(**wrong))
    assert answer.status_code == status
    assert "she speaks of it" in knock.text(answer)
    assert not AreaStage.objects.exists()


def test_another_focus_was_chosen_meanwhile(world: World, area: ProblemArea) -> None:
    choose(area.course, area="grief")
    assert knock.post(world.ada, path(area), sent()).status_code == 409


def test_a_closed_course_keeps_its_stage(world: World, area: ProblemArea) -> None:
    actions.close_course(course=area.course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(area), sent()).status_code == 409


def test_a_stranger_finds_nothing(world: World, area: ProblemArea) -> None:
    assert knock.statuses(knock.strangers(world), path(area), posting=True) == {404}


def test_other_roles_are_refused(world: World, area: ProblemArea) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(area), posting=True) == {403}


def test_it_is_audited(world: World, area: ProblemArea) -> None:
    knock.post(world.ada, path(area), sent())
    assert knock.written("record_stage", AreaStage.objects.get().id) == 1
