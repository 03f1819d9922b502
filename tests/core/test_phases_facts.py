"""What the engine accepts as facts, and that "not recorded" is neither yes nor no."""

import pytest

from amity.core.phases import CLOSED, NOT_BEGUN, NOT_RECORDED, Attendance, SessionFact
from tests.core.phases_cast import course, week


def test_not_recorded_refuses_to_be_true_or_false() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(NOT_RECORDED)


def test_a_session_recorded_has_a_day() -> None:
    for attendance in (Attendance.ATTENDED, Attendance.LATE, Attendance.DNA):
        with pytest.raises(ValueError, match=f"recorded as {attendance} needs its day"):
            SessionFact(None, attendance)
    assert SessionFact(None).attendance is Attendance.PLANNED
    assert SessionFact(None, Attendance.CANCELLED).on is None


def test_attendance_may_come_as_its_word() -> None:
    assert SessionFact(week(0), "late").attendance is Attendance.LATE  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'gone' is not a valid Attendance"):
        SessionFact(week(0), "gone")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["concent", "ending_near"])
def test_only_facts_that_can_be_recorded_are_taken(name: str) -> None:
    with pytest.raises(
        ValueError, match=f"'{name}' is not a fact that can be recorded; it is one of consent, "
    ):
        course(named={name: True})


def test_a_pause_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="a pause ends on 2026-03-02, before it begins on 2026-03-09"):
        course(pauses=((week(1), week(0)),))


def test_an_interval_is_a_day_or_more() -> None:
    with pytest.raises(ValueError, match="0 days between sessions"):
        course(interval_days=0)


def test_states_outside_the_phases_have_names() -> None:
    assert (NOT_BEGUN, CLOSED) == ("not_begun", "closed")
