"""A worked example of a protocol: a course walked step by step, and where it must stand after each."""

from typing import Annotated, Literal

from pydantic import Field

from amity.core.definitions.common import Day, Id, Many, Shape, Source, Text, Version
from amity.core.definitions.facts import Attendance
from amity.core.definitions.protocol_parts import Count, NamedFact

KeptAttendance = Annotated[Attendance, Field(strict=False)]


class ExpectedStanding(Shape):
    """Where the course must stand. What is left out is not looked at; due, overdue, not_due name ids."""

    phase: Id | None = None
    session: Count | None = None
    left: Annotated[int, Field(ge=0)] | None = None
    projected_end: Day | None = None
    ending_to_be_named: bool | None = None
    due: Many[Id] = ()
    overdue: Many[Id] = ()
    not_due: Many[Id] = ()
    gates: dict[Id, Literal["passed", "passed_over", "held", "open", "not_recorded"]] = {}
    allowed: Many[Id] = ()
    refused: Many[Id] = ()


class Step(Shape):
    """What happens, in this order: days pass, things are recorded, appointments, a pause, a move of phase.

    answered, scored: questionnaires completed, the second with their totals.
    sessions: what came of the next appointments, each one interval after the last; "planned" makes one.
    pause_days: that many days away, beginning the day after. move: must be open, or the case fails.
    """

    says: Text | None = None
    days_pass: Annotated[int, Field(ge=0)] = 0
    answered: Many[Id] = ()
    scored: dict[Id, Annotated[int, Field(ge=0)]] = {}
    record: dict[NamedFact, bool | int] = {}
    tick: Many[Id] = ()
    pass_over: dict[Id, Text] = {}
    sessions: Many[KeptAttendance] = ()
    pause_days: Count | None = None
    move: Id | None = None
    expect: ExpectedStanding = ExpectedStanding()


class ProtocolCase(Shape):
    """One course. versions: those it holds for; all, when left out."""

    name: Text
    planned_sessions: Count
    started_on: Day
    begins_in: Id
    steps: Annotated[Many[Step], Field(min_length=1)]
    versions: Many[Version] = ()
    source: Source | None = None


class ProtocolCases(Shape):
    """The worked examples of one protocol."""

    id: Id
    cases: Annotated[Many[ProtocolCase], Field(min_length=1)]
