"""What is known about a course when its standing is worked out. Nothing here reads a store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final, Literal, NoReturn

from amity.core.definitions.facts import WORDS, Attendance, Fact
from amity.core.definitions.protocol_parts import Measure


class NotRecorded(Enum):
    """Nobody has recorded it: never a pass and never a failure, so it refuses to be true or false."""

    NOT_RECORDED = "not recorded"

    def __bool__(self) -> NoReturn:
        raise TypeError("NOT_RECORDED is neither true nor false: ask `is NOT_RECORDED` first")


NOT_RECORDED: Final = NotRecorded.NOT_RECORDED
FactValue = bool | int | str | date | Literal[NotRecorded.NOT_RECORDED]
Pause = tuple[date, date | None]

NOT_BEGUN: Final = "not_begun"  # before the first phase
CLOSED: Final = "closed"  # after the last phase


@dataclass(frozen=True, slots=True)
class SessionFact:
    """One appointment. `on` is the local day; only a planned or a cancelled one may be without."""

    on: date | None
    attendance: Attendance = Attendance.PLANNED
    tasks_done: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "attendance", Attendance(self.attendance))
        if self.on is None and self.attendance not in (Attendance.PLANNED, Attendance.CANCELLED):
            raise ValueError(f"a session recorded as {self.attendance} needs its day")


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """Everything the rules look at.

    phase: the id of the phase recorded as current, NOT_BEGUN or CLOSED.
    planned_sessions: how many were agreed, one of the protocol's lengths.
    started_on: the day the first session was meant for. interval_days: the protocol's own when None.
    pauses: first and last day away; the last is None while nobody knows it.
    tasks_done, tasks_put_aside: task ids of the whole course, beside those ticked in its sessions.
    measures_answered: instrument id → the days on which one was completed in this course.
    measures: what this course asks, with what differs from its protocol; None: the protocol's own measures.
    totals: instrument id → the days of its totals in this course, each with the total.
    named: what is recorded about each `Fact`; one that is absent is not recorded.
    gates_passed_over: gate id → the reason recorded for going on without what it needs.
    """

    phase: str
    planned_sessions: int
    started_on: date | None = None
    interval_days: int | None = None
    sessions: tuple[SessionFact, ...] = ()
    pauses: tuple[Pause, ...] = ()
    tasks_done: frozenset[str] = frozenset()
    tasks_put_aside: frozenset[str] = frozenset()
    measures_answered: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    measures: tuple[Measure, ...] | None = None
    totals: Mapping[str, tuple[tuple[date, int | Fraction], ...]] = field(default_factory=dict)
    named: Mapping[str, FactValue] = field(default_factory=dict)
    gates_passed_over: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.named:
            if name not in WORDS or WORDS[Fact(name)].counted:
                allowed = ", ".join(fact for fact in Fact if not WORDS[fact].counted)
                raise ValueError(f"{name!r} is not a fact that can be recorded; it is one of {allowed}")
        for first, last in self.pauses:
            if last is not None and last < first:
                raise ValueError(f"a pause ends on {last}, before it begins on {first}")
        if self.interval_days is not None and self.interval_days < 1:
            raise ValueError(f"{self.interval_days} days between sessions: it must be 1 or more")
