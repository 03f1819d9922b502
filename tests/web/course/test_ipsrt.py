"""A course of IPSRT: its changing rhythm, the fifth problem area, and signs at both poles."""

import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import amity.web.base
from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.course import actions, queries
from amity.web.course.models import Course, Session
from amity.web.course.queries.page import WIDEST
from amity.web.inventory.offers import life_evidence
from amity.web.measures.offers import answers
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import agree, choose, plan, record, start
from tests.web.inventory.life_told import tell
from tests.web.safety.conftest import said

AREA = "loss_of_healthy_self"
WORDS = "weekly, then every two weeks, then every four weeks"


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    """Maya's, of the usual length, begun this morning."""
    return start(world.maya, world.ada, protocol="ipsrt", planned_sessions=46)


def hold(course: Course, clock: StoppedClock, days: int, *ticks: str) -> Session:
    """A session so many days after the last one, with these tasks ticked."""
    clock.forward(days=days)
    session = plan(course, base_clock.now() - timedelta(hours=1))
    return record(session, tasks_done=[*ticks])


def go_to(course: Course, phase: str) -> None:
    actions.move_phase(course=course, to=phase, reason="seen together", by=course.clinician.user)
    course.refresh_from_db()


def waiting(course: Course) -> set[str]:
    found = queries.standing_of(course)
    return {it.id for it in (*found.due, *found.overdue)}


def likely(course: Course) -> date:
    return queries.next_appointment(course, list(course.sessions.all()))[0].date()


def test_the_rhythm_changes_with_the_phase(world: World, course: Course, clock: StoppedClock) -> None:
    assert queries.standing_of(course).projected_end == date(2028, 6, 12)
    hold(course, clock, 0, "know_prescriber", "write_down_high_signs", "contact_prescriber")
    last = date(2026, 3, 2)
    for phase, days in [("initial", 7), ("middle", 7), ("continuation", 14), ("maintenance", 28)]:
        if phase == "middle":
            choose(course, area=AREA, why="all of it began with the illness")
            agree(course)
        go_to(course, phase)
        assert likely(course) == last + timedelta(days=days)
        said = {7: "weekly", 14: "every two weeks", 28: "every four weeks"}[days]
        page = knock.text(knock.get(world.ada, f"/courses/{course.id}"))
        assert f"IPSRT · {said} ·" in page


def test_the_focus_is_the_lost_healthy_self(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/focus/choose"))
    assert f'id="{AREA}"' in page
    chosen = choose(course, area=AREA, words="I want her back", why="it began with the diagnosis")
    assert chosen.area == AREA
    today, by = date(2026, 3, 2), world.ada.user
    actions.record_stage(problem_area=chosen, stage="what_remains", on=today, by=by)
    actions.rate_resolution(
        problem_area=chosen, who="therapist", occasion="start", rating=3, distress=4, on=today, by=by
    )
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/focus"))
    assert "Grief for the lost healthy self" in page
    assert "What remains" in page
    top = knock.text(knock.get(world.ada, f"/courses/{course.id}"))
    assert '<span class="tag grief">Grief for the lost healthy self · what remains</span>' in top


def test_being_unwell_near_the_onset_speaks_for_it(world: World, course: Course) -> None:
    tell(world, "Low.", "May 2025", kind="illness", mark="onset")
    tell(world, "The ward.", "June 2025", kind="illness")
    found = life_evidence(world.ada.user, course)
    assert [(it.area, it.words.split("”")[0]) for it in found] == [(AREA, "“The ward.")]


def test_what_was_agreed_is_said_with_its_rhythm(world: World, course: Course, clock: StoppedClock) -> None:
    contract = f"/courses/{course.id}/contract"
    assert f"46 sessions of 50 minutes, {WORDS}" in knock.text(knock.get(world.ada, contract))
    agreed = actions.agree_contract(
        course=course, focus="Who I was", arrangements="", agreed_on=date(2026, 3, 2),
        seen=queries.plan_seen(course), by=world.ada.user,
    )  # fmt: skip
    assert queries.rhythm_agreed(agreed) == WORDS
    clock.forward(minutes=1)
    actions.change_protocol(
        course=course, protocol="ipt", planned_sessions=16, reason="not bipolar after all", by=world.ada.user
    )
    agreed.course.refresh_from_db()
    assert queries.rhythm_agreed(agreed) == WORDS  # as it was agreed then
    assert queries.plan_in_words(agreed.course) == "IPT, 16 sessions, weekly, 50 minutes each"
    (line,) = queries.plan_changes_of(agreed.course)
    assert "how often" not in [it.what for it in line.parts]  # seven days before and after


def test_another_rhythm_that_was_agreed_holds_throughout(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/plan"))
    assert f"46 sessions, {WORDS}, 50 minutes each" in page
    assert f">{WORDS}</option>" in page
    actions.change_plan(
        course=course, planned_sessions=46, interval_days=14, minutes=50, reason="far away", by=world.ada.user
    )
    course.refresh_from_db()
    assert queries.plan_in_words(course) == "IPSRT, 46 sessions, every two weeks, 50 minutes each"
    (line,) = queries.plan_changes_of(course)
    assert [(it.before, it.after) for it in line.parts] == [(WORDS, "every two weeks")]


def test_signs_of_a_high_mood_ask_for_the_prescriber_each_time(course: Course, clock: StoppedClock) -> None:
    hold(course, clock, 0)
    assert "prescriber_review" not in waiting(course)
    hold(course, clock, 7, "write_down_high_signs")
    assert "prescriber_review" in waiting(course)
    hold(course, clock, 1, "contact_prescriber")
    assert "prescriber_review" not in waiting(course)
    hold(course, clock, 28, "write_down_high_signs")
    assert "prescriber_review" in waiting(course)


def test_an_open_flag_is_a_sign_of_return_only_after_the_weekly_work(course: Course, world: World) -> None:
    assert said(world.maya) is not None
    assert "acute_review" not in waiting(course)
    Course.objects.update(phase="maintenance")
    course.refresh_from_db()
    assert "acute_review" in waiting(course)


def test_a_form_that_the_service_brought_is_watched_on_its_scale_alone(
    course: Course,
) -> None:
    own = library.instrument("asrm")
    series: Any = SimpleNamespace(instrument=own.model_copy(update={"id": "brought_asrm"}))
    totals = {"brought_asrm": ((date(2026, 3, 2), 9),)}
    assert answers._of_forms_brought(course, [series], totals) == {"asrm": totals["brought_asrm"]}
    wider = own.range.model_copy(update={"highest": 40})
    other: Any = SimpleNamespace(instrument=series.instrument.model_copy(update={"range": wider}))
    assert answers._of_forms_brought(course, [other], totals) == {}
    assert answers._of_forms_brought(course, [series], {}) == {}


def test_the_name_of_a_phase_is_as_wide_as_its_sessions() -> None:
    css = (Path(amity.web.base.__file__).parent / "static" / "base" / "staff.css").read_text(encoding="utf-8")
    widths = {int(n) for n, grow in re.findall(r"\.span-(\d+) { flex-grow: (\d+) ", css) if n == grow}
    assert widths == set(range(1, WIDEST + 1))
    assert max(n for one in library.protocols() for of in one.layouts.values() for n in of) <= WIDEST
