"""A phase that goes on by criteria, a review that waits for a fact, totals that bring it, one area alone."""

from datetime import date, timedelta
from typing import Any

import pytest

from amity.core.phases import CourseFacts, Fact, SessionFact, Standing, layout, plan, standing
from tests.core.phases_cast import LETTERS, MONDAY, walks


def stand(letters: str = "aa", today: date = MONDAY + timedelta(days=12), **other: Any) -> Standing:
    sessions = tuple(
        SessionFact(MONDAY + timedelta(days=10 * n), LETTERS[letter]) for n, letter in enumerate(letters)
    )
    given = {"phase": "walking", "planned_sessions": 5, "started_on": MONDAY, **other}
    return standing(walks(), CourseFacts(sessions=sessions, **given), today=today)


def states(found: Standing) -> list[str]:
    return [step.state for step in found.steps]


def tasks(found: Standing) -> list[str]:
    return [item.id for item in (*found.due, *found.overdue) if item.kind == "task"]


@pytest.mark.parametrize(
    ("phase", "ticked", "aside", "wanted"),
    [
        ("arriving", (), (), ["to_come", "to_come"]),
        ("walking", (), (), ["now", "to_come"]),
        ("walking", ("slow_down",), (), ["now", "to_come"]),
        ("walking", ("pace_found",), (), ["taken", "now"]),
        ("walking", (), ("pace_found",), ["put_aside", "now"]),
        ("walking", ("view_seen",), (), ["now", "taken"]),
        ("walking", ("pace_found", "view_seen"), (), ["taken", "taken"]),
        ("leaving", ("pace_found",), (), ["taken", "to_come"]),
    ],
)
def test_a_step_ends_by_its_criterion(
    phase: str, ticked: tuple[str, ...], aside: tuple[str, ...], wanted: list[str]
) -> None:
    found = stand(phase=phase, tasks_done=frozenset(ticked), tasks_put_aside=frozenset(aside))
    assert states(found) == wanted


def test_the_tasks_of_the_step_at_hand_wait_whatever_the_number() -> None:
    for letters in ("aa", "aaa"):
        assert {"slow_down", "pace_found"} <= set(tasks(stand(letters)))
        later = tasks(stand(letters, tasks_done=frozenset({"pace_found"})))
        assert {"look_round", "view_seen"} <= set(later)
        assert not {"slow_down", "pace_found"} & set(later)


def test_steps_of_another_phase_do_not_wait() -> None:
    assert not {"slow_down", "pace_found"} & set(tasks(stand("a", phase="arriving")))


def test_a_ticked_task_of_a_step_waits_no_more_and_its_criterion_still_does() -> None:
    found = tasks(stand(tasks_done=frozenset({"slow_down"})))
    assert "slow_down" not in found
    assert "pace_found" in found


@pytest.mark.parametrize(("ticked", "open_steps"), [((), 2), (("pace_found",), 1)])
def test_a_gate_says_how_many_steps_are_open(ticked: tuple[str, ...], open_steps: int) -> None:
    gate = stand(tasks_done=frozenset(ticked)).gates[3]
    assert gate.missing[0].fact is Fact.STEPS_TAKEN
    said = "The last walk opens when the steps before it have been taken"
    assert gate.missing[0].sentence == f"{said}: {open_steps} still to be taken."


def test_steps_already_taken_stay_so_in_the_phase_after() -> None:
    taken = frozenset({"pace_found", "view_seen", "say_last_walk"})
    assert stand("aaaa", phase="leaving", tasks_done=taken).gates[3].state == "passed"
    assert stand("aaaa", phase="leaving").gates[3].state == "open"


def test_the_plan_of_a_session_holds_the_step_at_hand() -> None:
    bare, found = plan(walks(), 3, 5), plan(walks(), 3, 5, step="second_hill")
    assert [task.id for task in bare.tasks] == []
    assert [task.id for task in found.tasks] == ["look_round", "view_seen"]
    assert (found.phase, found.objectives) == ("walking", ("See the view",))
    assert [sheet.id for sheet in found.worksheets] == ["map"]
    assert [sheet.id for sheet in plan(walks(), 3, 5, step="first_hill").techniques] == ["listening"]
    with pytest.raises(KeyError):
        plan(walks(), 3, 5, step="third_hill")


def test_a_questionnaire_that_is_only_named_is_planned_and_never_due() -> None:
    assert [it.instrument for it in plan(walks(), 1, 5).named_measures] == ["asrm"]
    found = stand("", phase="arriving", today=MONDAY)
    assert "phq9" in [item.id for item in found.due]
    assert "asrm" not in [item.id for item in (*found.due, *found.overdue)]


@pytest.mark.parametrize(("n", "lengths"), [(4, (1, 2, 1)), (5, (2, 2, 1)), (6, (2, 3, 1)), (7, (2, 4, 1))])
def test_a_layout_for_every_length_by_hand_or_stretched(n: int, lengths: tuple[int, ...]) -> None:
    assert layout(walks(), n) == lengths
    assert set(walks().layouts) == set(walks().layout_sources) == {4, 5, 6, 7}


def test_one_length_alone_is_said_as_one() -> None:
    dose = walks().dose.model_copy(update={"max": 4})
    assert dose.in_words == "4"
    with pytest.raises(ValueError, match="Walks is planned for 4 to 7 sessions, not 8"):
        layout(walks(), 8)


def totals(*points: int) -> dict[str, Any]:
    return {"phq9": tuple((MONDAY + timedelta(days=10 * n), total) for n, total in enumerate(points))}


@pytest.mark.parametrize(
    ("points", "waits"),
    [
        ((), False),
        ((15,), False),
        ((15, 14), False),
        ((14, 15), False),
        ((15, 16), True),
        ((9, 15, 15), True),
        ((15, 15, 14), False),
    ],
)
def test_totals_bring_a_review(points: tuple[int, ...], waits: bool) -> None:
    assert ("storm" in [item.id for item in stand(totals=totals(*points)).due]) == waits


def test_the_highest_total_of_a_day_counts_in_any_order() -> None:
    day, later = MONDAY, MONDAY + timedelta(days=10)
    for of_day in ([(later, 3), (later, 20)], [(later, 20), (later, 3)]):
        found = stand(totals={"phq9": ((day, 15), *of_day)})
        assert "storm" in [item.id for item in found.due]


@pytest.mark.parametrize(
    ("recorded", "points", "waits"), [(True, (), True), (False, (15, 15), False), (None, (15, 15), True)]
)
def test_what_is_recorded_stands_above_what_totals_say(
    recorded: bool | None, points: tuple[int, ...], waits: bool
) -> None:
    named = {} if recorded is None else {"relapse_signs": recorded}
    assert ("storm" in [it.id for it in stand(named=named, totals=totals(*points)).due]) == waits


def test_a_review_that_was_brought_ends_with_its_fact() -> None:
    found = stand(named={"acute_review": True}, totals=totals(15, 15))
    assert "storm" not in [item.id for item in (*found.due, *found.overdue)]
    assert found.gates[2].state == "passed"


def test_one_area_alone_need_not_be_chosen() -> None:
    missing = [need.fact for need in stand().gates[1].missing]
    assert missing == [Fact.FORMULATION_AGREED, Fact.CONTRACT]
    refused = stand(named={"problem_area": False}).gates[1].missing
    assert Fact.PROBLEM_AREA in [need.fact for need in refused]
