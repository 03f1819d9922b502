"""How far a problem is resolved: two views, each its own row, never averaged."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base.errors import Refused
from amity.web.course import actions
from amity.web.course.models import Course, ProblemArea, Resolution
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import choose


@pytest.fixture
def area(course: Course) -> ProblemArea:
    """A role transition."""
    chosen: ProblemArea = choose(course)
    return chosen


def path(area: ProblemArea) -> str:
    return f"/areas/{area.id}/resolution"


def sent(**changes: Any) -> dict[str, Any]:
    given = {
        "id": str(uuid4()), "who": "client", "occasion": "middle", "rating": "4", "distress": "3",
        "holds": ["0"], "mode": "changed_communication", "evidence": "we spoke", "on": "2026-03-02",
    }  # fmt: skip
    return given | changes


def test_it_works(world: World, area: ProblemArea) -> None:
    answer = knock.post(world.ada, path(area), sent())
    assert answer.status_code == 302
    row = Resolution.objects.get()
    assert (row.who, row.rating, row.distress, row.holds, row.mode) == (
        "client", 4, 3, [0], "changed_communication",
    )  # fmt: skip
    assert (row.evidence, row.by, row.by_kind) == ("we spoke", world.ada.user.id, "staff")


def test_each_view_is_a_row_of_its_own(world: World, area: ProblemArea) -> None:
    knock.post(world.ada, path(area), sent())
    knock.post(world.ada, path(area), sent(who="therapist", rating="2"))
    knock.post(world.ada, path(area), sent(rating="5"))
    assert list(Resolution.objects.values_list("who", "rating")) == [
        ("client", 4), ("therapist", 2), ("client", 5),
    ]  # fmt: skip


def test_what_was_not_said_stays_unsaid(world: World, area: ProblemArea) -> None:
    knock.post(world.ada, path(area), sent(rating="", distress="", holds=[], mode=""))
    row = Resolution.objects.get()
    assert (row.rating, row.distress, row.holds, row.mode) == (None, None, [], "")


def test_a_distress_of_nothing_is_an_answer(world: World, area: ProblemArea) -> None:
    knock.post(world.ada, path(area), sent(rating="", distress="0", holds=[], mode="", evidence=""))
    assert Resolution.objects.get().distress == 0


def test_sent_twice_it_is_one_row(world: World, area: ProblemArea) -> None:
    given = sent()
    for _ in range(2):
        assert knock.post(world.ada, path(area), given).status_code == 302
    assert Resolution.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"who": "mother"}, 422), ({"occasion": ""}, 422), ({"occasion": "always"}, 422),
        ({"rating": "0"}, 422), ({"rating": "6"}, 422), ({"distress": "11"}, 422), ({"holds": ["9"]}, 422),
        ({"mode": "magic"}, 422), ({"on": ""}, 422), ({"on": "2026-03-03"}, 409),
    ],
)  # fmt: skip
def test_bad_input(world: World, area: ProblemArea, wrong: dict[str, Any], status: int) -> None:
    answer = knock.post(world.ada, path(area), sent(**wrong))
    assert answer.status_code == status
    assert "we spoke" in knock.text(answer)
    assert not Resolution.objects.exists()


def test_nothing_at_all_is_refused(world: World, area: ProblemArea) -> None:
    nothing = sent(rating="", distress="", holds=[], mode="", evidence=" ")
    assert knock.post(world.ada, path(area), nothing).status_code == 409


def test_after_the_course_only_afterwards(world: World, area: ProblemArea) -> None:
    actions.close_course(course=area.course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(area), sent()).status_code == 409
    assert knock.post(world.ada, path(area), sent(occasion="follow_up")).status_code == 302


def test_the_client_says_their_own_view_and_no_other(world: World, area: ProblemArea) -> None:
    given: dict[str, Any] = {"occasion": "end", "rating": 5, "on": date(2026, 3, 2)}
    row = actions.rate_resolution(problem_area=area, who="therapist", by=world.maya, **given)
    assert (row.who, row.by_kind) == ("client", "client")
    with pytest.raises(Refused):
        actions.rate_resolution(problem_area=area, who="client", by=world.pia, **given)


def test_a_stranger_finds_nothing(world: World, area: ProblemArea) -> None:
    assert knock.statuses(knock.strangers(world), path(area), posting=True) == {404}


def test_other_roles_are_refused(world: World, area: ProblemArea) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(area), posting=True) == {403}


def test_it_is_audited(world: World, area: ProblemArea) -> None:
    knock.post(world.ada, path(area), sent())
    assert knock.written("rate_resolution", Resolution.objects.get().id) == 1
