"""A review on its page: the evidence first, then the decision."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base import clock as base_clock
from amity.web.course import actions, offered
from amity.web.course.models import Course, Review, Session
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import choose, plan, record
from tests.web.course.test_goal_actions import rate, wish


def path(course: Course) -> str:
    return f"/courses/{course.id}/reviews"


def sent(**changes: Any) -> dict[str, Any]:
    given = {"id": str(uuid4()), "kind": "week4", "decision": "We go on, and look again.", "on": "2026-03-02"}
    return given | changes


def scored(course: Course, first: int, later: int) -> Any:
    """A giver of scores, as measures are one."""
    day = base_clock.now().date() - timedelta(days=28)
    scores = {"phq9": ((day, first), (day + timedelta(days=21), later))}
    return lambda courses: {it.id: {offered.SCORES: scores} for it in courses}


def met_four_weeks_ago(course: Course) -> None:
    """The first session, on the day of the first score."""
    held = record(plan(course, base_clock.now()))
    Session.objects.filter(id=held.id).update(planned_at=base_clock.now() - timedelta(days=28))


def test_it_works(world: World, course: Course) -> None:
    assert "No review is due now." in knock.text(knock.get(world.ada, path(course)))
    typed = sent(discussed=["focus", "medication"], alliance="7", focus_kept="yes", seen="She sleeps")
    for _ in range(2):
        assert knock.post(world.ada, path(course), typed).status_code == 302
    row = Review.objects.get()
    assert (row.discussed, row.alliance, row.focus_kept) == (["focus", "medication"], 7, True)
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Talked about the focus, medication." in page
    assert "Working together: 7 of 10, says the client." in page


def test_the_evidence_stands_first(world: World, course: Course) -> None:
    choose(course)
    record(plan(course, base_clock.now()))
    record(plan(course, base_clock.now() + timedelta(hours=4)), "cancelled", cancelled_by="client")
    rate(course, {wish(course): 4})
    page = knock.text(knock.get(world.ada, path(course)))
    for said in ("1 attended, 1 cancelled.", "I moved here and I know nobody", "4 now", "None was agreed."):
        assert said in page
    assert page.index("What is known") < page.index("Look at it together")


def test_nothing_known_is_said_as_that(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    for said in ("No change can be worked out yet.", "None is recorded yet.", "Not chosen yet."):
        assert said in page


def test_a_reason_to_talk_is_said_to_the_clinician_alone(
    world: World, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offered, "_givers", lambda name: [scored(course, 19, 20)] if "FACTS" in name else [])
    assert "A reason to talk" not in knock.text(knock.get(world.ada, path(course)))  # no session was held
    met_four_weeks_ago(course)
    page = knock.text(knock.get(world.ada, path(course)))
    assert "A reason to talk" in page
    assert "(19 − 20) ÷ 19 = -5 %" in page
    assert "Amity decision, not tested." in page
    assert "predict" not in page
    assert "A reason to talk" not in knock.text(knock.get(world.sam, path(course)))


def test_where_the_rule_does_not_apply_nothing_is_said(
    world: World, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    met_four_weeks_ago(course)
    monkeypatch.setattr(offered, "_givers", lambda name: [scored(course, 19, 12)] if "FACTS" in name else [])
    assert "A reason to talk" not in knock.text(knock.get(world.ada, path(course)))


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "week8"}, {"decision": ""}, {"alliance": "11"}, {"discussed": ["x"]}, {"on": ""}, {"id": "x"}],
)
def test_bad_input(world: World, course: Course, wrong: dict[str, Any]) -> None:
    assert knock.post(world.ada, path(course), sent(**wrong)).status_code == 422
    assert not Review.objects.exists()


def test_the_wrong_moment(world: World, course: Course) -> None:
    half_way = knock.post(world.ada, path(course), sent(kind="midpoint"))
    assert half_way.status_code == 409
    assert "We go on, and look again." in knock.text(half_way)
    assert knock.post(world.ada, path(course), sent(on="2026-03-03")).status_code == 409
    actions.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(course), sent()).status_code == 409


def test_a_supervisor_reads(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    page = knock.text(knock.get(world.sam, path(course)))
    assert "We go on, and look again." in page
    assert "Keep this review" not in page


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}
    assert knock.post(world.sam, path(course), sent()).status_code in (403, 404)


def test_it_is_audited(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    assert knock.written("record_review", Review.objects.get().id) == 1
