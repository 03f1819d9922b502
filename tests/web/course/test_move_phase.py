"""From one phase to the next: gates that hold, and gates that are passed over with a reason."""

from datetime import timedelta
from typing import Any

import pytest

from amity.core.phases import Fact
from amity.web.course import actions
from amity.web.course.models import Course, PhaseMove, Session
from amity.web.course.queries.recorded import recorded_of
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import agree, record
from tests.web.safety.conftest import assessed, said


def path(course: Course) -> str:
    return f"/courses/{course.id}/phase"


@pytest.fixture
def asked(session: Session, clock: StoppedClock) -> Course:
    """Safety was asked about in the first session; nothing else the gate asks for is recorded."""
    clock.forward(hours=3)
    return record(session).course


def test_it_works_with_a_reason(world: World, asked: Course) -> None:
    answer = knock.post(world.ada, path(asked), {"to": "initial", "reason": "measures come by post"})
    assert answer.status_code == 302
    move = PhaseMove.objects.get()
    assert (move.from_phase, move.to_phase) == ("not_begun", "initial")
    assert (move.gates_passed_over, move.reason) == (["start"], "measures come by post")
    asked.refresh_from_db()
    assert asked.phase == "initial"


def test_without_a_reason_it_says_what_is_missing(world: World, asked: Course) -> None:
    answer = knock.post(world.ada, path(asked), {"to": "initial", "reason": "  "})
    assert answer.status_code == 409
    assert "It can be passed over with a reason." in knock.text(answer)


def test_what_holds_is_not_passed_over(world: World, course: Course) -> None:
    answer = knock.post(world.ada, path(course), {"to": "initial", "reason": "because I say so"})
    assert answer.status_code == 409
    assert "Treatment begins when safety has been asked about" in knock.text(answer)
    assert not PhaseMove.objects.exists()


def test_the_middle_waits_for_the_clients_agreement(world: World, asked: Course, clock: StoppedClock) -> None:
    actions.move_phase(course=asked, to="initial", reason="ok", by=world.ada.user)
    asked.refresh_from_db()
    given = {"to": "middle", "reason": "we are ready"}
    assert knock.post(world.ada, path(asked), given).status_code == 409
    agree(asked, "no")
    assert knock.post(world.ada, path(asked), given).status_code == 409
    clock.forward(minutes=1)
    agree(asked, "edits")
    assert knock.post(world.ada, path(asked), given).status_code == 302


@pytest.mark.parametrize("to", ["ending", "closed", "nonsense"])
def test_a_phase_that_does_not_follow_is_refused(world: World, asked: Course, to: str) -> None:
    assert knock.post(world.ada, path(asked), {"to": to, "reason": "why not"}).status_code == 409


def test_nothing_named_is_bad_input(world: World, asked: Course) -> None:
    assert knock.post(world.ada, path(asked), {"reason": "x"}).status_code == 422


def test_a_reason_is_kept_when_it_is_refused(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(course), {"to": "initial", "reason": "y"}).status_code == 409


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(course), posting=True) == {403}


def test_it_is_audited(world: World, asked: Course) -> None:
    knock.post(world.ada, path(asked), {"to": "initial", "reason": "z"})
    assert knock.written("move_phase", asked.id) == 1


def test_a_structured_assessment_is_asking_as_well(
    world: World, course: Course, clock: StoppedClock, django_assert_num_queries: Any
) -> None:
    assessed(world.maya, world.ada, made_on=course.started_on - timedelta(days=1))  # before this course
    given = {"to": "initial", "reason": "measures come by post"}
    assert knock.post(world.ada, path(course), given).status_code == 409
    assessed(world.maya, world.ada)
    with django_assert_num_queries(1):
        assert recorded_of([course.id])[course.id] == {Fact.SAFETY_ASKED: True}
    assert knock.post(world.ada, path(course), given).status_code == 302


def test_an_assessment_does_not_answer_an_open_flag(world: World, course: Course) -> None:
    assessed(world.maya, world.ada)
    said(world.maya)
    given = {"to": "initial", "reason": "measures come by post"}
    assert knock.post(world.ada, path(course), given).status_code == 409


def test_agreeing_to_an_earlier_formulation_settles_nothing(course: Course, clock: StoppedClock) -> None:
    by = course.clinician.user
    agree(course)
    assert recorded_of([course.id])[course.id][Fact.FORMULATION_AGREED] is True
    clock.forward(hours=1)
    newest = course.formulations.order_by("-number").first()
    assert newest is not None
    another = actions.write_formulation(course=course, base=newest.number, text="another focus", by=by)
    assert recorded_of([course.id])[course.id][Fact.FORMULATION_AGREED] is True
    actions.give_formulation(formulation=another, how="spoken", by=by)
    assert Fact.FORMULATION_AGREED not in recorded_of([course.id])[course.id]
