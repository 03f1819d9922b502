"""Ratings of metacognition where a session is prepared: one that waits, and low monitoring holds back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.course import actions as courses
from amity.web.course.models import Course, Session
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record, start
from tests.web.techniques.conftest import begin, save

WAITS = "A rating of metacognition waits"
STAY = "stay with steps 1 and 2"


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    """Maya's course of MIT, with Ada, in its first phase; one session was held."""
    found = start(world.maya, world.ada, protocol="mit", planned_sessions=26)
    record(plan(found, base_clock.now() - timedelta(days=7)), tasks_done=["decide_suitability"])
    courses.move_phase(course=found, to="initial", reason="seen together", by=world.ada.user)
    found.refresh_from_db()
    return found


def hold(course: Course, clock: StoppedClock, until: int) -> None:
    """Sessions week by week, until so many were held."""
    for _ in range(course.sessions.count(), until):
        record(plan(course, base_clock.now()))
        clock.forward(days=7)


def rated(world: World, course: Course, day: str = "", **values: str) -> Worksheet:
    """By the clinician, for a day; a week ago, where none is said."""
    sheet = begin(world, course, "mit_ratings", author="clinician", visibility="private")
    day = day or (base_clock.now() - timedelta(days=7)).date().isoformat()
    answers: dict[str, Any] = {"day": day} | values
    save(sheet, world.ada.user, **answers)
    return sheet


def page(course: Course) -> str:
    return knock.text(knock.get(course.clinician, f"/courses/{course.id}/episodes"))


def shown(session: Session) -> str:
    return knock.text(knock.get(session.course.clinician, f"/sessions/{session.id}"))


@pytest.mark.parametrize(("before", "waits"), [(2, False), (3, True)])
def test_the_first_waits_in_the_fourth_session(
    course: Course, clock: StoppedClock, before: int, waits: bool
) -> None:
    hold(course, clock, before)
    assert (WAITS in shown(plan(course, base_clock.now()))) is waits


@pytest.mark.parametrize(("since", "waits"), [(2, False), (3, True), (5, True)])
def test_after_the_twelfth_it_goes_on_waiting_every_four(
    world: World, course: Course, clock: StoppedClock, since: int, waits: bool
) -> None:
    """Whatever the number of the session, so also before 16 and 20."""
    hold(course, clock, 12)
    rated(world, course, monitoring="two")
    hold(course, clock, 12 + since)
    coming = shown(plan(course, base_clock.now()))
    assert (WAITS in coming) is waits
    assert (f"/courses/{course.id}/worksheets/begin/mit_ratings" in coming) is waits


def test_low_monitoring_is_said_on_the_course_and_in_the_session(
    world: World, course: Course, clock: StoppedClock
) -> None:
    hold(course, clock, 4)
    coming = plan(course, base_clock.now())
    sheet = rated(world, course, monitoring="zero")
    for text in (shown(coming), knock.text(knock.get(world.ada, f"/courses/{course.id}"))):
        assert STAY in text
        assert f"/worksheets/{sheet.id}" in text
    clock.forward(hours=1)
    rated(world, course, monitoring="two")
    assert STAY not in shown(coming)
    plain = start(world.pia, world.ben)
    assert STAY not in shown(plan(plain, base_clock.now()))


def test_a_later_step_is_ticked_with_a_reason_while_monitoring_is_low(
    world: World, course: Course, clock: StoppedClock
) -> None:
    hold(course, clock, 4)
    sheet = rated(world, course, monitoring="one")
    now = record(plan(course, base_clock.now()), tasks_done=["scene_told", "feeling_named"])
    with pytest.raises(Refused, match="Monitoring was rated low"):
        _tick(now, "schema_repeated")
    tick = shown(now).split('id="task-schema_repeated"')[1].split("</li>")[0]
    assert "disabled" in tick.split(">")[0]
    assert "write why on that rating" in tick
    save(sheet, world.ada.user, go_on_why="She has words with her sister, and shows it there.")
    assert "disabled" not in shown(now).split('id="task-schema_repeated"')[1].split(">")[0]
    ticked = _tick(now, "schema_repeated")
    assert "schema_repeated" in ticked.tasks_done
    rated(world, course, monitoring="zero")
    assert "schema_repeated" in _tick(ticked, "look_for_rupture").tasks_done, "what was ticked stays"


def test_what_the_open_page_saves_is_refused_for_the_tick_alone(
    world: World, course: Course, clock: StoppedClock
) -> None:
    hold(course, clock, 4)
    rated(world, course, monitoring="one")
    now = record(plan(course, base_clock.now()))
    sent = {
        "version": str(now.version), "changed": ["tasks_done", "note"],
        "tasks_done": ["schema_repeated"], "note": "A long week.",
    }  # fmt: skip
    answer = knock.post(world.ada, f"/sessions/{now.id}/save", sent)
    assert "Monitoring was rated low" in answer.json()["wrong"]["tasks_done"]
    now.refresh_from_db()
    assert (now.tasks_done, now.note) == ([], "A long week.")


def _tick(session: Session, *tasks: str) -> Session:
    session.refresh_from_db()
    return courses.save_session(
        session=session, version=session.version, new={"tasks_done": [*session.tasks_done, *tasks]},
        by=session.course.clinician.user,
    )  # fmt: skip


class TestRatings:
    def test_each_scale_has_its_picture_and_the_table_says_the_same(
        self, world: World, course: Course
    ) -> None:
        rated(world, course, "2026-01-05", monitoring="one", mastery="zero")
        rated(world, course, "2026-02-02", monitoring="three")
        text = page(course)
        assert text.count('class="small-chart"') == 5
        assert "3 of 4" in text
        assert "0, not seen" in text
        assert text.count("not rated</td>") == 7
        assert "not rated yet" in text

    @pytest.mark.parametrize(("value", "low"), [("zero", True), ("one", True), ("two", False), (None, False)])
    def test_low_monitoring_stays_at_the_first_two_steps(
        self, world: World, course: Course, value: str | None, low: bool
    ) -> None:
        answers = {"monitoring": value} if value else {}
        rated(world, course, "2026-01-05", mastery="zero", **answers)
        assert ("stay with steps 1 and 2" in page(course)) is low

    def test_a_rating_waits_with_the_fourth_session(
        self, world: World, course: Course, clock: StoppedClock
    ) -> None:
        assert "a rating waits" not in page(course)
        for _ in range(3):
            record(plan(course, clock.now))
            clock.forward(days=7)
        assert "4 sessions were held; a rating waits." in page(course)
        rated(world, course, (clock.now - timedelta(days=7)).date().isoformat(), monitoring="two")
        assert "a rating waits" not in page(course)

    def test_the_client_never_sees_them(self, world: World, course: Course, maya: Browser) -> None:
        sheet = rated(world, course, "2026-01-05", monitoring="one", seen_in="Zebra.")
        assert maya.get(f"/d/worksheets/{sheet.id}/read").status_code == 404
