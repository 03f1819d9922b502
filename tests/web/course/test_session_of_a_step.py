"""Sessions of a protocol that goes on by criteria: the step at hand is ticked, and leads to its own pages."""

from datetime import timedelta
from uuid import uuid4

import pytest

from amity.core.phases import Fact
from amity.web.base import clock as base_clock
from amity.web.course import actions, queries
from amity.web.course.models import Course, Session
from amity.web.course.queries.leads import page_of
from amity.web.course.queries.sessions import step_at_hand
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import agree, plan, record, start

CRITERIA = ("scene_told", "feeling_named", "schema_repeated", "schema_fits")


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    """Maya's, of metacognitive interpersonal therapy, in its first phase."""
    found = start(world.maya, world.ada, protocol="mit", planned_sessions=16)
    record(plan(found, base_clock.now() - timedelta(days=1)), tasks_done=["decide_suitability"])
    actions.move_phase(course=found, to="initial", reason="The measure was asked aloud", by=world.ada.user)
    found.refresh_from_db()
    return found


def tasks_on(world: World, session: Session) -> str:
    text = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    return text.split('<fieldset class="field tasks">', 1)[1].split("</fieldset>", 1)[0]


def test_the_step_at_hand_is_ticked_in_the_session_and_the_next_one_comes(
    world: World, course: Course, clock: StoppedClock
) -> None:
    for criterion in CRITERIA:
        clock.forward(hours=1)
        coming = plan(course, base_clock.now())
        said = tasks_on(world, coming)
        assert f'value="{criterion}"' in said
        assert not any(f'value="{other}"' in said for other in CRITERIA if other != criterion)
        record(coming, tasks_done=[criterion])
        assert step_at_hand(course) != criterion
    assert step_at_hand(course) is None, "the next ones belong to the phase that is not open yet"


def test_a_tick_that_was_saved_already_does_not_stop_the_session_from_being_closed(
    world: World, course: Course, clock: StoppedClock
) -> None:
    """The page saves a tick by itself; while it closes the session, the step at hand is the next one."""
    clock.forward(hours=1)
    coming = plan(course, base_clock.now())
    sent = {"version": coming.version, "attendance": "attended", "safety_asked": "yes", "page": uuid4()}
    sent |= {"tasks_done": ["feeling_named"], "practice_id": uuid4(), "next_id": uuid4()}
    assert 'value="feeling_named"' not in tasks_on(world, coming)
    assert knock.post(world.ada, f"/sessions/{coming.id}/record", sent).status_code == 302
    coming.refresh_from_db()
    assert coming.tasks_done == ["feeling_named"]


def test_an_earlier_session_keeps_what_was_ticked_in_it(
    world: World, course: Course, clock: StoppedClock
) -> None:
    first = record(plan(course, base_clock.now()), tasks_done=["scene_told"])
    clock.forward(hours=1)
    record(plan(course, base_clock.now()), tasks_done=["feeling_named"])
    said = tasks_on(world, first)
    assert 'value="scene_told"' in said
    assert 'value="schema_repeated"' not in said


def test_its_formulation_is_on_the_page_of_episodes(course: Course, world: World) -> None:
    assert page_of(course, Fact.FORMULATION_AGREED) == f"/courses/{course.id}/episodes"
    words = [it.word for it in queries.places_of(course)]
    assert "Episodes" in words
    assert not {"Formulation", "Focus"} & set(words), "it has no areas, and the formulation is a worksheet"
    plain = start(world.pia, world.ben)
    assert page_of(plain, Fact.FORMULATION_AGREED) == f"/courses/{plain.id}/formulation"
    assert "Focus" in [it.word for it in queries.places_of(plain)]


def test_the_formulation_of_ipt_opens_no_phase_of_it(course: Course, world: World) -> None:
    """Nor does any page of the course send there; reached by its address it says whose it is."""
    agree(course)
    assert Fact.FORMULATION_AGREED not in queries.facts_of([course])[course.id].named
    said = knock.text(knock.get(world.ada, f"/courses/{course.id}"))
    assert "The focus is not chosen yet" not in said
    assert f"/courses/{course.id}/focus" not in said
    coming = plan(course, base_clock.now())
    assert "The focus is not chosen yet" not in knock.text(knock.get(world.ada, f"/sessions/{coming.id}"))
    for page in ("formulation", "focus"):
        said = knock.text(knock.get(world.ada, f"/courses/{course.id}/{page}"))
        assert "This page belongs to IPT" in said
        assert f"/courses/{course.id}/episodes" in said
    plain = start(world.pia, world.ben)
    agree(plain)
    assert queries.facts_of([plain])[plain.id].named[Fact.FORMULATION_AGREED] is True
    assert "belongs to IPT" not in knock.text(knock.get(world.ben, f"/courses/{plain.id}/formulation"))


def test_a_question_for_supervision_may_be_about_it(course: Course, world: World) -> None:
    said = knock.text(knock.get(world.ada, f"/courses/{course.id}/supervision?about=episodes"))
    assert '<option value="episodes" selected>Episodes</option>' in said


def test_the_worksheets_of_its_steps_stand_on_the_shelf_of_the_phase(course: Course, world: World) -> None:
    said = knock.text(knock.get(world.ada, f"/courses/{course.id}/worksheets"))
    assert said.index("Narrated episode") < said.index("Behavioural experiment")


def test_nobody_is_asked_to_choose_an_area_where_there_is_none(course: Course, world: World) -> None:
    coming = plan(course, base_clock.now())
    for address in (f"/courses/{course.id}", f"/sessions/{coming.id}", "/today"):
        assert "focus is not chosen" not in knock.text(knock.get(world.ada, address)), address
