"""Courses for the tests of the phases: a start on a Monday, and appointments written as letters."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from amity.core import library
from amity.core.definitions.protocol import Protocol
from amity.core.library.yaml_text import read
from amity.core.phases import Attendance, CourseFacts, SessionFact

MONDAY: Final = date(2026, 3, 2)
LETTERS: Final[Mapping[str, Attendance]] = {
    "a": Attendance.ATTENDED,
    "l": Attendance.LATE,
    "d": Attendance.DNA,
    "c": Attendance.CANCELLED,
    "p": Attendance.PLANNED,
}
READY: Final[Mapping[str, bool | int]] = {
    "consent": True,
    "safety_asked": True,
    "suitability_decided": True,
    "baseline_measure": True,
}
AGREED: Final[Mapping[str, bool | int]] = {
    **READY,
    "diagnosis_given": True,
    "sick_role_given": True,
    "relationships_reviewed": True,
    "timeline_reviewed": True,
    "problem_area": True,
    "formulation_agreed": True,
    "contract": True,
    "goals": 2,
}
CLOSING: Final[Mapping[str, bool | int]] = {
    "progress_reviewed": True,
    "ending_feelings": True,
    "relapse_plan": True,
    "outcome_measures": True,
    "disposition": True,
}


@cache
def ipt() -> Protocol:
    """The protocol most tests are about."""
    return library.protocol("ipt")


@cache
def walks() -> Protocol:
    """The invented one: arriving by number, walking by steps, leaving by number."""
    folder = Path(__file__).parents[1] / "content" / "invented" / "protocols" / "made_walks"
    return Protocol.model_validate(read((folder / "v1.yaml").read_bytes()).value)


def week(number: int) -> date:
    """The Monday of week `number`, the first being week 0."""
    return MONDAY + timedelta(weeks=number)


def weekly(letters: str, **other: Any) -> tuple[SessionFact, ...]:
    """One appointment a week from the first Monday, a letter each: the third of "aada" was missed."""
    return tuple(SessionFact(week(n), LETTERS[letter], **other) for n, letter in enumerate(letters))


def course(letters: str = "", **other: Any) -> CourseFacts:
    """A course of sixteen in its first phase, with these weekly appointments."""
    given: dict[str, Any] = {"phase": "initial", "planned_sessions": 16, "started_on": MONDAY, **other}
    return CourseFacts(sessions=given.pop("sessions", weekly(letters)), **given)
