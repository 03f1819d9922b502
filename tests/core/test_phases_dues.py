"""What waits in a course, since when, and what is not asked twice."""

from datetime import date, timedelta
from typing import Any

import pytest

from amity.core import library
from amity.core.definitions.anchor import FollowUp, Week
from amity.core.definitions.protocol_parts import Measure
from amity.core.phases import CourseFacts, Due, Fact, SessionFact, Standing, standing
from tests.core.phases_cast import AGREED, MONDAY, READY, course, ipt, week


def stand(facts: CourseFacts, today: date = MONDAY) -> Standing:
    return standing(ipt(), facts, today=today)


def waiting(facts: CourseFacts, today: date = MONDAY, kind: str = "") -> dict[str, Due]:
    found = stand(facts, today)
    return {due.id: due for due in (*found.overdue, *found.due) if kind in ("", due.kind)}


def overdue(facts: CourseFacts, today: date) -> set[str]:
    return {due.id for due in stand(facts, today).overdue}


def test_nothing_waits_twice() -> None:
    for letters in ("", "aaa", "a" * 9, "adcadca", "a" * 16):
        found = stand(course(letters, named=READY), week(len(letters)))
        ids = [(due.kind, due.id) for due in (*found.due, *found.overdue)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("held", "named"), [(11, False), (12, True), (15, True), (16, True)])
def test_the_ending_is_raised_at_four_left(held: int, named: bool) -> None:
    found = stand(course("a" * held, phase="middle"), week(held))
    assert found.ending_to_be_named is named
    assert ("ending_named" in waiting(course("a" * held, phase="middle"), week(held), "ending")) is named


def test_the_ending_waits_since_the_session_before_and_becomes_overdue() -> None:
    assert waiting(course("a" * 12), week(12))["ending_named"].since == week(11)
    assert "ending_named" not in overdue(course("a" * 12), week(12))
    assert "ending_named" in overdue(course("a" * 13), week(13))


@pytest.mark.parametrize(
    "settled",
    [
        {"named": {"ending_named": True}},
        {"tasks_done": frozenset({"name_ending"})},
        {"gates_passed_over": {"ending_named": "A decision on more sessions is open"}},
        {"phase": "closed"},
    ],
)
def test_the_ending_is_not_raised_when_named_passed_over_or_closed(settled: dict[str, Any]) -> None:
    assert not stand(course("a" * 13, **settled), week(13)).ending_to_be_named


def test_a_no_about_the_ending_is_still_to_be_named() -> None:
    assert stand(course("a" * 13, named={"ending_named": False}), week(13)).ending_to_be_named


def test_a_course_shorter_than_the_number_left_names_it_from_the_first() -> None:
    short = ipt().model_copy(update={"ending_named_at_left": 16})
    found = standing(short, course(), today=MONDAY)
    assert found.ending_to_be_named
    assert found.due[0].since == MONDAY


def test_gates_wait_from_their_session_and_are_overdue_after_it() -> None:
    assert "focus_agreed" not in waiting(course("aa", named=READY), week(2))
    assert waiting(course("aaa", named=READY), week(3))["focus_agreed"].since == week(2)
    assert "focus_agreed" not in overdue(course("aaa", named=READY), week(3))
    assert "focus_agreed" in overdue(course("aaaa", named=READY), week(4))
    assert "focus_agreed" not in waiting(course("aaaa", named=AGREED), week(4))


def test_the_week_4_review_follows_the_calendar_not_the_count() -> None:
    facts = course("addd", named=AGREED)
    assert "early_review" not in waiting(facts, week(3) - timedelta(days=1))
    assert waiting(facts, week(3))["early_review"].since == week(3)
    assert "early_review" not in overdue(facts, week(4) - timedelta(days=1))
    assert "early_review" in overdue(facts, week(4))


def test_weeks_run_from_the_first_session_held_and_not_in_a_pause() -> None:
    assert "early_review" not in waiting(course("dddddd"), week(6))
    away = ((week(1), week(1) + timedelta(days=6)),)
    assert "early_review" not in waiting(course("a", pauses=away), week(3))
    assert waiting(course("a", pauses=away), week(4))["early_review"].since == week(4)
    assert "early_review" not in waiting(course("a", pauses=((week(1), None),)), week(9))
    assert "early_review" not in overdue(course("a", pauses=((week(4), None),)), week(4))


def test_an_appointment_gone_by_waits_to_be_recorded() -> None:
    facts = course("ap")
    assert "record_2026_03_09" not in waiting(facts, week(1))
    found = waiting(facts, week(1) + timedelta(days=1))["record_2026_03_09"]
    assert (found.kind, found.since) == ("appointment", week(1))


@pytest.mark.parametrize(
    ("facts", "waits"),
    [
        (course(), True),
        (course("a"), True),
        (course("ap"), False),
        (course("a", sessions=(SessionFact(None),)), True),
        (course("a", pauses=((MONDAY, week(2)),)), False),
        (course("a" * 16), False),
    ],
)
def test_the_next_appointment_is_to_be_planned(facts: CourseFacts, waits: bool) -> None:
    assert ("plan_next" in waiting(facts, MONDAY)) is waits


def test_planning_waits_since_the_last_day_that_was() -> None:
    assert waiting(course(), MONDAY)["plan_next"].since == MONDAY
    assert waiting(course("ac"), week(0))["plan_next"].since == week(0)
    assert waiting(course("ac"), week(1))["plan_next"].since == week(1)


def test_the_first_measures_wait_at_once() -> None:
    early = course(started_on=week(3))
    assert {"phq9", "gad7"} <= set(waiting(early, MONDAY, "measure"))
    answered = course(measures_answered={"phq9": (MONDAY,), "gad7": (MONDAY,)})
    assert waiting(answered, MONDAY, "measure") == {}


def test_what_a_course_asks_waits_instead_of_what_its_protocol_says() -> None:
    """Its own plan: PHQ-9 no more, GAD-7 in every session, WHO-5 in week 2, and nothing after the ending."""
    _phq9, gad7 = library.protocol("ipt").measures
    weekly = gad7.model_copy(update={"every_session": True, "at": ()})
    after = gad7.model_copy(update={"instrument": "pcl5", "at": (FollowUp(days_after_ending=30),)})
    who5 = gad7.model_copy(update={"instrument": "who5", "at": (Week(week=2),)})
    facts = course("aaa", measures=(weekly, who5, after))
    assert set(waiting(facts, week(3), "measure")) == {"gad7", "who5"}
    assert waiting(course("aaa", measures=()), week(3), "measure") == {}


def test_the_last_measures_are_those_that_the_last_session_asks() -> None:
    phq9, gad7 = library.protocol("ipt").measures
    once = gad7.model_copy(update={"at": (Week(week=2),)})

    def settled(*measures: Measure) -> bool:
        facts = course("a" * 16, phase="ending", measures=measures, measures_answered={"phq9": (week(15),)})
        gate = next(it for it in stand(facts, week(16)).gates if it.id == "close")
        return Fact.OUTCOME_MEASURES not in {need.fact for need in gate.missing}

    assert settled(phq9, once)
    assert not settled(phq9, gad7)
    assert not settled(once), "a course that asks nothing at its end has no outcome"


def test_a_measure_for_the_next_session_waits_from_three_days_before() -> None:
    facts = course("ap", measures_answered={"phq9": (MONDAY,), "gad7": (MONDAY,)})
    assert waiting(facts, week(1) - timedelta(days=4), "measure") == {}
    assert waiting(facts, week(1) - timedelta(days=3), "measure")["phq9"].since == week(1) - timedelta(days=3)


def test_an_answer_on_the_day_of_a_session_belongs_to_that_session() -> None:
    for answered_on, waits in ((week(0), True), (week(0) + timedelta(days=1), False), (week(1), False)):
        facts = course("ap", measures_answered={"phq9": (answered_on,)})
        assert ("phq9" in waiting(facts, week(1), "measure")) is waits


def test_an_earlier_measure_that_was_missed_waits_no_more() -> None:
    facts = course("aaaa", measures_answered={"phq9": (MONDAY, week(4))})
    assert "phq9" not in waiting(facts, week(4), "measure")


def test_gad7_waits_in_weeks_4_and_8_and_at_the_end() -> None:
    start = {"gad7": (MONDAY,)}
    assert "gad7" not in waiting(course("aaa", measures_answered=start), week(3) - timedelta(days=1))
    assert "gad7" in waiting(course("aaa", measures_answered=start), week(3))
    week4 = {"gad7": (MONDAY, week(3))}
    assert "gad7" not in waiting(course("a" * 7, measures_answered=week4), week(7) - timedelta(days=1))
    assert "gad7" in waiting(course("a" * 7, measures_answered=week4), week(7))
    week8 = {"gad7": (MONDAY, week(3), week(8))}
    assert "gad7" not in waiting(course("a" * 14, measures_answered=week8), week(14))
    assert "gad7" not in waiting(course("a" * 15, measures_answered=week8), week(15) - timedelta(days=4))
    assert "gad7" in waiting(course("a" * 15, measures_answered=week8), week(15) - timedelta(days=3))
    assert "gad7" in overdue(course("a" * 16, measures_answered=week8), week(16))


def test_a_measure_waits_where_no_day_is_known() -> None:
    facts = course("a", pauses=((week(1), None),), measures_answered={"phq9": (MONDAY,)})
    assert "phq9" in waiting(facts, week(1))


def test_tasks_of_the_session_wait_until_ticked_put_aside_or_settled() -> None:
    first = {"take_history", "say_diagnosis", "consider_medication", "give_sick_role", "explain_treatment"}
    assert first <= set(waiting(course(), kind="task"))
    done = course(tasks_done=frozenset(first), tasks_put_aside=frozenset({"decide_suitability"}))
    assert waiting(done, kind="task") == {}
    settled = course(named={"suitability_decided": True, "diagnosis_given": True})
    assert not {"decide_suitability", "say_diagnosis"} & set(waiting(settled, kind="task"))


def test_of_tasks_left_behind_only_what_a_gate_asks_for_waits() -> None:
    found = stand(course("a", named=READY), week(1))
    assert {due.id for due in found.overdue if due.kind == "task"} == {"say_diagnosis", "give_sick_role"}
    assert next(due for due in found.overdue if due.id == "say_diagnosis").since == MONDAY


def test_what_a_gate_on_the_list_asks_for_is_not_asked_twice() -> None:
    found = stand(course("aaa", named=READY), week(3))
    assert {due.id for due in found.overdue if due.kind == "task"} == set()
    assert "focus_agreed" in {due.id for due in found.due}


def test_tasks_of_a_phase_gone_by_are_let_go() -> None:
    left = {due.id for due in stand(course("aaaa", named=AGREED), week(4)).overdue if due.kind == "task"}
    assert left == set()


def test_after_the_last_session_no_task_is_new() -> None:
    assert {due.kind for due in stand(course("a" * 16, phase="ending"), week(16)).due} == set()


def test_a_task_of_two_sessions_waits_in_both_until_done() -> None:
    for held in (5, 6):
        assert "analyse_incident" in waiting(course("a" * held, named=AGREED), week(held), "task")
        done = course("a" * held, named=AGREED, tasks_done=frozenset({"analyse_incident"}))
        assert "analyse_incident" not in waiting(done, week(held), "task")
