"""After a change of protocol everything recorded under the one before stands, and can be read."""

from datetime import timedelta

import pytest

from amity.web.base import clock as base_clock
from amity.web.course import actions, queries
from amity.web.course.models import AreaStage, Course, PhaseMove, PlanChange, ProblemArea, Session
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import choose, plan, record

OWN_TO_IPT = "clarify_wants"  # a task that IPT for PTSD has not
KNOWN_TO_NOBODY = "sing_together"


@pytest.fixture
def held(course: Course, session: Session, clock: StoppedClock) -> Session:
    """A first session with its ticks, and a focus."""
    clock.forward(hours=3)
    choose(course, area="role_transition", runner_up="grief", stage="change")
    return record(session, tasks_done=["take_history", OWN_TO_IPT], summary="We met")


def moved(course: Course) -> PlanChange:
    """To another protocol, as the page would."""
    return actions.change_protocol(
        course=course, protocol="ptsd", planned_sessions=14, reason="Trauma came up", by=course.clinician.user
    )


def test_nothing_is_lost(held: Session) -> None:
    before = {model: list(model.objects.values()) for model in (Session, ProblemArea)}
    moved(held.course)
    assert {model: list(model.objects.values()) for model in (Session, ProblemArea)} == before


def test_ticks_the_new_protocol_does_not_know_are_read_by_their_old_names(
    world: World, held: Session
) -> None:
    moved(held.course)
    page = knock.text(knock.get(world.ada, f"/sessions/{held.id}"))
    assert "Clarify what the client wanted" in page
    assert [it.id for it in queries.tasks_named(held.course, held.tasks_done)] == ["take_history", OWN_TO_IPT]


def test_they_stay_when_the_session_is_saved_again(held: Session) -> None:
    moved(held.course)
    again = record(Session.objects.get(), tasks_done=["take_history", OWN_TO_IPT], summary="We met again")
    assert again.tasks_done == [OWN_TO_IPT, "take_history"]


def test_a_tick_and_an_area_that_no_protocol_knows_are_still_shown(world: World, held: Session) -> None:
    Session.objects.update(tasks_done=[KNOWN_TO_NOBODY])
    ProblemArea.objects.update(area="gone_area", runner_up="gone_too")
    AreaStage.objects.update(stage="gone_stage")
    page = knock.text(knock.get(world.ada, f"/sessions/{held.id}"))
    assert "Sing together" in page
    page = knock.text(knock.get(world.ada, f"/courses/{held.course_id}"))
    assert "Gone area" in page
    assert "gone too" in page
    for path in ("/today", f"/courses/{held.course_id}/focus"):
        assert knock.get(world.ada, path).status_code == 200


def test_an_earlier_protocol_that_is_no_longer_there(held: Session) -> None:
    change = moved(held.course)
    PlanChange.objects.filter(pk=change.pk).update(before={"protocol": "withdrawn", "version": 3})
    held.course.refresh_from_db()
    named = queries.tasks_named(held.course, [OWN_TO_IPT])
    assert [it.title for it in named] == ["Clarify wants"]
    [line] = queries.plan_changes_of(held.course)
    assert ("protocol", "withdrawn, version 3", "IPT for PTSD, version 1") in line.parts


def test_a_phase_both_know_is_kept_and_another_follows_the_number_of_sessions(held: Session) -> None:
    course, by = held.course, held.course.clinician.user
    Course.objects.update(phase="middle")
    moved(course)
    course.refresh_from_db()
    assert (course.phase, PhaseMove.objects.count()) == ("middle", 0)
    Course.objects.update(phase="attunement")
    actions.change_protocol(course=course, protocol="ipt", planned_sessions=12, reason="Back", by=by)
    course.refresh_from_db()
    assert course.phase == "initial"  # one session is held: the next is the second of twelve
    move = PhaseMove.objects.get()
    assert (move.from_phase, move.to_phase, move.reason) == ("attunement", "initial", "Back")


def test_more_sessions_held_than_the_new_protocol_has(course: Course, clock: StoppedClock) -> None:
    for _ in range(10):
        session = plan(course, base_clock.now() + timedelta(hours=1))
        clock.forward(days=7)
        record(session)
    Course.objects.update(phase="ending")
    actions.change_protocol(
        course=course, protocol="perinatal_brief", planned_sessions=9, reason="x", by=course.clinician.user
    )
    course.refresh_from_db()
    standing = queries.standing_of(course)
    assert (standing.held, standing.of, standing.left, standing.beyond) == (10, 9, 0, 1)
