"""How far sessions lie apart, phase by phase; how many a gate asks for; what a watch sees, and its answer."""

from datetime import date
from typing import Any

import pytest

from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Watch
from amity.core.phases import CourseFacts, SessionFact, Standing, pace, standing
from tests.core.phases_cast import AGREED, MONDAY, course, ipt, week, weekly


def slowing() -> Protocol:
    """IPT of sixteen: four weekly, eight every two weeks, four every four."""
    apart = {"middle": 14, "ending": 28}
    phases = [it.model_copy(update={"interval_days": apart.get(it.id)}) for it in ipt().phases]
    return ipt().model_copy(update={"phases": tuple(phases)})


@pytest.mark.parametrize(
    ("letters", "phase", "agreed", "days"),
    [
        ("", "not_begun", None, 7),
        ("", "initial", None, 7),
        ("aaaa", "middle", None, 14),
        ("aaaa", "initial", None, 7),  # the move is not recorded yet: weekly goes on
        ("aa", "middle", None, 14),  # moved early: two weeks at once
        ("a" * 12, "ending", None, 28),
        ("a" * 16, "ending", None, 28),
        ("aaaa", "middle", 7, 14),  # the usual distance is no other agreement
        ("aaaa", "middle", 10, 10),
        ("", "initial", 10, 10),
        ("a" * 12, "closed", None, 28),
    ],
)
def test_the_next_session_goes_by_the_recorded_phase(
    letters: str, phase: str, agreed: int | None, days: int
) -> None:
    assert pace(slowing(), course(letters, phase=phase, interval_days=agreed)) == days


@pytest.mark.parametrize(
    ("letters", "phase", "weeks"),
    [
        ("", "initial", 3 + 8 * 2 + 4 * 4),
        ("aaaa", "middle", 3 + 8 * 2 + 4 * 4),
        ("aaaa", "initial", 3 + 1 + 7 * 2 + 4 * 4),
        ("aa", "middle", 1 + 2 * 2 + 8 * 2 + 4 * 4),  # no session after it lies in a phase before it
        ("aaad", "initial", 3 + 1 + 8 * 2 + 4 * 4),
    ],
)
def test_the_end_is_projected_phase_by_phase(letters: str, phase: str, weeks: int) -> None:
    today = week(max(0, len(letters) - 1))
    assert standing(slowing(), course(letters, phase=phase), today=today).projected_end == week(weeks)


def test_appointments_made_ahead_take_the_place_of_what_the_rhythm_says() -> None:
    ahead = (*weekly("aaaa"), SessionFact(week(4)), SessionFact(week(5)))
    found = standing(slowing(), course(phase="middle", sessions=ahead), today=week(3))
    assert found.projected_end == week(5 + 6 * 2 + 4 * 4)


def asking_for(number: int) -> Protocol:
    """IPT whose focus also asks for so many weeks of the diary, ticked by a task."""
    values = ipt().model_dump(by_alias=True)
    gate = next(it for it in values["gates"] if it["id"] == "focus_agreed")
    gate["needs"] = (*gate["needs"], "rhythm_weeks")
    gate["at_least"] = {"rhythm_weeks": number}
    task = {"id": "read_diary", "title": "Read the diary", "records": "rhythm_weeks"}
    row = {"at": {"from": "start", "n": 1}, "objectives": ("Days",), "tasks": ("read_diary",)}
    values["tasks"], values["sessions"] = (*values["tasks"], task), (*values["sessions"], row)
    return Protocol.model_validate(values, strict=False)


@pytest.mark.parametrize(
    ("said", "state", "done"),
    [
        (None, "not_recorded", False),
        (0, "open", False),
        (1, "open", False),
        (2, "passed", True),
        (3, "passed", True),
        (True, "passed", True),
        (False, "open", False),
    ],
)
def test_a_gate_may_ask_for_more_than_one(said: int | None, state: str, done: bool) -> None:
    named = dict(AGREED) if said is None else {**AGREED, "rhythm_weeks": said}
    found = standing(asking_for(2), course(named=named), today=MONDAY)
    gate = next(it for it in found.gates if it.id == "focus_agreed")
    assert gate.state == state
    assert ("read_diary" not in {it.id for it in found.due}) is done
    if state == "open":
        says = "The middle phase opens when the number of weeks kept in the rhythm diary is 2 or more: "
        assert [it.sentence for it in gate.missing] == [says + "it has not been kept for so long yet."]


def test_what_is_not_asked_for_by_number_is_asked_for_once() -> None:
    found = standing(ipt(), course(named={**AGREED, "goals": 1}), today=MONDAY)
    assert next(it.state for it in found.gates if it.id == "focus_agreed") == "passed"


def watching(**changes: Any) -> Protocol:
    """IPT with a watch for a high mood, the task that sees it and the one that answers it."""
    watch = {"id": "high", "instrument": "asrm", "at_least": 6, "times": 1, "records": "elevated_signs"}
    said = {"says": "High.", "source": "Amity decision"}
    gate = {
        "id": "prescriber_review", "title": "Prescriber", "says": "This is settled when",
        "due": {"once": "elevated_signs"}, "needs": ("prescriber_contacted",),
        "why": "The same day.", "source": "Amity decision",
    }  # fmt: skip
    tasks = (
        {"id": "see_it", "title": "Write it down", "records": "elevated_signs"},
        {"id": "call", "title": "Call", "records": "prescriber_contacted"},
    )
    values = ipt().model_dump(by_alias=True)
    values["gates"], values["tasks"] = (*values["gates"], gate), (*values["tasks"], *tasks)
    values["watches"] = (watch | said | changes,)
    return Protocol.model_validate(values, strict=False)


def ticked(*days: tuple[date | None, str]) -> tuple[SessionFact, ...]:
    return tuple(
        SessionFact(on, "attended" if on else "planned", frozenset(tasks.split()))  # type: ignore[arg-type]
        for on, tasks in days
    )


def waits(facts: CourseFacts, protocol: Protocol | None = None) -> bool:
    found: Standing = standing(protocol or watching(), facts, today=week(20))
    return "prescriber_review" in {it.id for it in (*found.due, *found.overdue)}


@pytest.mark.parametrize(
    ("sessions", "totals", "expected"),
    [
        ((), [], False),
        ((), [(week(1), 5)], False),
        ((), [(week(1), 6)], True),
        ((), [(week(1), 6), (week(2), 2)], False),
        ([(week(1), "see_it")], [], True),
        ([(week(1), "see_it call")], [], False),
        ([(week(1), "see_it"), (week(2), "call")], [], False),
        ([(week(1), "call"), (week(2), "see_it")], [], True),  # called about an earlier time
        ([(week(1), "see_it call"), (week(9), "see_it")], [], True),
        ([(week(1), "call")], [(week(2), 9)], True),
        ([(week(2), "call")], [(week(2), 9)], False),
        ([(week(1), "see_it"), (None, "call")], [], False),  # ticked ahead, in the next appointment
        ([(week(1), "call"), (None, "see_it")], [], False),
    ],
)
def test_an_answer_settles_the_signs_up_to_its_day(sessions: Any, totals: Any, expected: bool) -> None:
    facts = course(sessions=ticked(*sessions), totals={"asrm": tuple(totals)})
    assert waits(facts) is expected


def test_an_answer_without_a_day_settles_them_and_a_record_does_as_well() -> None:
    seen = ticked((week(3), "see_it"))
    assert not waits(course(sessions=seen, tasks_done=frozenset({"call"})))
    assert not waits(course(sessions=seen, named={"prescriber_contacted": True}))
    assert waits(course(sessions=seen, named={"prescriber_contacted": False}))


@pytest.mark.parametrize(("phase", "expected"), [("initial", False), ("middle", True), ("ending", True)])
def test_a_watch_looks_in_its_phases(phase: str, expected: bool) -> None:
    later = watching(phases=("middle", "ending"))
    assert waits(course(phase=phase, totals={"asrm": ((week(1), 8),)}), later) is expected
    assert Watch.model_fields["phases"].default == ()
