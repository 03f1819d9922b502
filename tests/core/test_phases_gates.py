"""How gates stand, what they say, and which moves they let through."""

from datetime import date

import pytest

from amity.core.phases import CourseFacts, Gate, Move, SessionFact, standing
from tests.core.phases_cast import AGREED, CLOSING, MONDAY, READY, course, ipt, week


def gate(id: str, facts: CourseFacts, today: date = MONDAY) -> Gate:
    return next(it for it in standing(ipt(), facts, today=today).gates if it.id == id)


def move(to: str, facts: CourseFacts, today: date = MONDAY) -> Move:
    return next(it for it in standing(ipt(), facts, today=today).moves if it.to == to)


def without(facts: dict[str, bool | int], *names: str) -> dict[str, bool | int]:
    return {name: value for name, value in facts.items() if name not in names}


def test_nothing_missing_is_passed() -> None:
    found = gate("start", course(named=READY))
    assert (found.state, found.missing, found.holds) == ("passed", (), True)


def test_what_holds_is_held_recorded_or_not() -> None:
    assert gate("start", course()).state == "held"
    assert gate("start", course(named={**READY, "consent": False})).state == "held"


def test_what_is_advised_is_not_recorded_open_or_passed_over() -> None:
    only_holding = {"consent": True, "safety_asked": True}
    assert gate("start", course(named=only_holding)).state == "not_recorded"
    assert gate("start", course(named={**only_holding, "suitability_decided": False})).state == "open"
    over = course(named=only_holding, gates_passed_over={"start": "Seen before, by a colleague"})
    assert gate("start", over).state == "passed_over"
    assert (
        gate("start", course(named=only_holding, gates_passed_over={"start": "  "})).state == "not_recorded"
    )


def test_a_reason_does_not_pass_over_what_holds() -> None:
    over = {"start": "No time", "focus_agreed": "No time"}
    facts = course(named=without(dict(AGREED), "formulation_agreed"), gates_passed_over=over)
    assert gate("focus_agreed", facts).state == "held"
    assert not move("middle", facts).allowed
    assert not move("middle", facts).overridable


def test_not_recorded_and_no_are_said_differently() -> None:
    says = "The middle phase opens when the client has agreed to the formulation: "
    facts = course(named=without(dict(AGREED), "formulation_agreed"))
    assert move("middle", facts).reason == says + "not recorded here yet."
    facts = course(named={**AGREED, "formulation_agreed": False})
    assert move("middle", facts).reason == says + "the client has not agreed to it, or not yet."


def test_a_count_of_none_is_recorded_and_not_met() -> None:
    found = gate("focus_agreed", course(named={**AGREED, "goals": 0}))
    assert found.state == "open"
    assert [need.sentence for need in found.missing] == [
        "The middle phase opens when at least one goal has been written: none is written yet."
    ]


def test_a_text_or_a_day_is_met_and_an_empty_text_is_not() -> None:
    for value, state in (("role_transition", "passed"), (MONDAY, "passed"), ("", "open")):
        assert gate("focus_agreed", course(named={**AGREED, "problem_area": value})).state == state


def test_reasons_gather_what_is_not_recorded() -> None:
    facts = course(named={**without(dict(AGREED), "contract", "diagnosis_given"), "goals": 0})
    found = move("middle", facts)
    assert found.reason == (
        "The middle phase opens when at least one goal has been written: none is written yet. "
        "The middle phase opens when the diagnosis has been said in plain words and "
        "number, dates and focus have been agreed: not recorded here yet."
    )
    assert (found.overridable, found.gate) == (True, "focus_agreed")


def test_three_or_more_are_a_list() -> None:
    facts = course(named=without(dict(AGREED), "contract", "goals", "problem_area"))
    assert (
        "has been chosen; number, dates and focus have been agreed; and at least one"
        in move("middle", facts).reason
    )


def test_what_holds_the_first_phase_holds_a_course_that_was_put_into_it() -> None:
    found = move("middle", course(named={**AGREED, "consent": False}))
    assert found.reason == "Treatment begins when the client has consented: the client has not consented."
    assert not found.overridable


def test_a_door_gone_through_does_not_hold_those_after_it() -> None:
    named = {**AGREED, "safety_asked": False, "formulation_agreed": False, "ending_named": True}
    assert move("ending", course("a" * 12, phase="middle", named=named)).allowed


def test_what_is_only_advised_earlier_does_not() -> None:
    assert move("middle", course(named=without(dict(AGREED), "suitability_decided"))).allowed


def test_a_ticked_task_settles_what_has_no_page_of_its_own() -> None:
    named = without(dict(AGREED), "sick_role_given")
    assert gate("focus_agreed", course(named=named)).state == "not_recorded"
    assert (
        gate("focus_agreed", course(named=named, tasks_done=frozenset({"give_sick_role"}))).state == "passed"
    )
    in_session = (SessionFact(MONDAY, tasks_done=frozenset({"give_sick_role"})),)
    assert gate("focus_agreed", course(named=named, sessions=in_session)).state == "passed"


def test_a_tick_in_an_appointment_that_was_not_kept_does_not_stand() -> None:
    named = without(dict(AGREED), "sick_role_given")
    missed = course("d", named=named)
    ticked = SessionFact(MONDAY, missed.sessions[0].attendance, frozenset({"give_sick_role"}))
    assert gate("focus_agreed", course(named=named, sessions=(ticked,))).state == "not_recorded"


def test_a_recorded_no_is_stronger_than_a_tick() -> None:
    facts = course(named={**AGREED, "sick_role_given": False}, tasks_done=frozenset({"give_sick_role"}))
    assert gate("focus_agreed", facts).state == "open"


def test_a_tick_never_settles_what_has_a_page_of_its_own() -> None:
    everything = frozenset(task.id for task in ipt().tasks)
    found = gate("focus_agreed", course(named=READY, tasks_done=everything))
    assert {need.fact for need in found.missing} == {
        "formulation_agreed",
        "problem_area",
        "contract",
        "goals",
    }


def test_measures_answered_settle_the_first_and_the_last() -> None:
    named = without(dict(READY), "baseline_measure")
    assert gate("start", course(named=named)).state == "not_recorded"
    assert gate("start", course(named=named, measures_answered={"phq9": (MONDAY,)})).state == "passed"


@pytest.mark.parametrize(
    ("letters", "gad7_on", "state"),
    [
        ("a" * 15, week(14), "not_recorded"),  # on the day of session 15 it belongs to that session
        ("a" * 15, week(15), "passed"),
        ("a" * 16, week(16), "passed"),
        ("a" * 14, week(15), "not_recorded"),
    ],
)
def test_the_measures_of_the_end_are_later_than_the_last_session_but_one(
    letters: str, gad7_on: date, state: str
) -> None:
    answered = {"phq9": (week(16),), "gad7": (gad7_on,)}
    named = without(dict(CLOSING), "outcome_measures")
    assert gate("close", course(letters, named=named, measures_answered=answered)).state == state


def test_the_ending_opens_when_few_are_left_and_it_is_named() -> None:
    middle = course("a" * 11, phase="middle", named={**AGREED, "ending_named": True})
    assert move("ending", middle, week(11)).reason == (
        "The ending phase opens when the number of sessions left is 4 or less: it is 5 now."
    )
    assert move("ending", course("a" * 12, phase="middle", named={**AGREED, "ending_named": True})).allowed
    assert not move("ending", course("a" * 12, phase="middle", named=AGREED)).allowed


def test_one_phase_back_is_always_open() -> None:
    for phase, before in (("middle", "initial"), ("ending", "middle"), ("closed", "ending")):
        assert move(before, course(phase=phase)).allowed


def test_the_first_phase_has_nothing_before_it() -> None:
    assert [it.to for it in standing(ipt(), course(), today=MONDAY).moves] == ["middle", "closed"]
    assert [it.to for it in standing(ipt(), course(phase="not_begun"), today=MONDAY).moves] == [
        "initial",
        "closed",
    ]


def test_a_course_may_close_early_with_a_reason_even_without_consent() -> None:
    found = move("closed", course("aa"))
    assert (found.allowed, found.overridable, found.gate) == (False, True, "close")
    assert found.reason == "The course is not in its last phase: closing it now needs a reason."
    assert move("closed", course("aa", gates_passed_over={"close": "Moved abroad"})).allowed


def test_closing_in_the_last_phase_goes_through_its_gate() -> None:
    assert not move("closed", course("a" * 16, phase="ending")).allowed
    assert move("closed", course("a" * 16, phase="ending", named=CLOSING)).allowed
    assert move("closed", course("a" * 16, phase="ending", gates_passed_over={"close": "Ill"})).allowed


def test_a_protocol_without_gates_lets_everything_through() -> None:
    free = ipt().model_copy(update={"gates": ()})
    found = {it.to: it for it in standing(free, course(phase="middle"), today=MONDAY).moves}
    assert (found["ending"].allowed, found["ending"].gate) == (True, None)
    assert (found["closed"].overridable, found["closed"].gate) == (True, None)
