"""The contract on its page."""

from typing import Any
from uuid import uuid4

import pytest

from amity.web.course import actions, queries
from amity.web.course.models import Contract, Course
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import choose


def path(course: Course, more: str = "") -> str:
    return f"/courses/{course.id}/contract{more}"


def sent(course: Course, **changes: Any) -> dict[str, Any]:
    given = {
        "id": str(uuid4()), "seen": queries.plan_seen(course), "focus": "the move", "agreed_how": "spoken",
        "agreed_on": "2026-03-02",
    }  # fmt: skip
    return given | changes


def test_it_works(world: World, course: Course) -> None:
    choose(course)
    assert "I moved here and I know nobody" in knock.text(knock.get(world.ada, path(course)))  # typed once
    typed = sent(course, arrangements="ring by noon")
    for _ in range(2):
        assert knock.post(world.ada, path(course), typed).status_code == 302
    assert Contract.objects.count() == 1
    page = knock.text(knock.get(world.ada, path(course)))
    assert "16 sessions of 50 minutes, weekly" in page
    assert "ring by noon" in page


def test_what_was_agreed_before_stays_readable(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent(course))
    knock.post(world.ada, path(course), sent(course, focus="said otherwise"))
    assert Contract.objects.count() == 2
    assert "Agreed before (1)" in knock.text(knock.get(world.ada, path(course)))


def test_another_plan_since_then_is_said(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent(course))
    Course.objects.filter(pk=course.pk).update(planned_sessions=12)
    assert "The plan is another one now:" in knock.text(knock.get(world.ada, path(course)))


def test_a_plan_changed_meanwhile_is_shown_and_can_then_be_agreed(world: World, course: Course) -> None:
    typed = sent(course)
    Course.objects.filter(pk=course.pk).update(planned_sessions=12)
    refused = knock.post(world.ada, path(course), typed)
    assert refused.status_code == 409
    course.refresh_from_db()
    assert queries.plan_seen(course) in knock.text(refused)
    assert knock.post(world.ada, path(course), typed | {"seen": queries.plan_seen(course)}).status_code == 302


def test_it_prints(world: World, course: Course) -> None:
    assert knock.get(world.ada, path(course, "/print")).status_code == 404
    knock.post(world.ada, path(course), sent(course))
    assert "“the move”" in knock.text(knock.get(world.ada, path(course, "/print")))


@pytest.mark.parametrize("wrong", [{"focus": ""}, {"agreed_how": "x"}, {"agreed_on": ""}, {"id": "x"}])
def test_bad_input(world: World, course: Course, wrong: dict[str, Any]) -> None:
    assert knock.post(world.ada, path(course), sent(course, **wrong)).status_code == 422
    assert not Contract.objects.exists()


def test_the_wrong_moment(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course), sent(course, agreed_on="2026-03-03")).status_code == 409
    actions.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(course), sent(course)).status_code == 409


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    for address in (path(course), path(course, "/print")):
        assert knock.statuses(knock.strangers(world), address) == {404}
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}
    assert knock.post(world.sam, path(course), sent(course)).status_code in (403, 404)


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent(course))
    assert knock.written("agree_contract", Contract.objects.get().id) == 1
