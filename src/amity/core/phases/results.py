"""What the engine answers: plain frozen values, with sentences that a clinician can read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from amity.core.definitions.facts import Attendance, Fact
from amity.core.definitions.protocol_parts import Measure, NamedMeasure, Task, Technique

GateState = Literal["passed", "passed_over", "held", "open", "not_recorded"]
DueKind = Literal["ending", "gate", "measure", "task", "appointment"]
StepState = Literal["taken", "put_aside", "now", "to_come"]
CellState = Literal["done", "missed", "now", "planned", "to_come"]


@dataclass(frozen=True, slots=True)
class Need:
    """One fact a gate still lacks.

    recorded: somebody recorded that it is not so. holds: the phase does not begin without it.
    """

    fact: Fact
    sentence: str
    recorded: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """How a gate stands.

    passed: nothing is missing. passed_over: something is, and the reason is recorded.
    held: something is missing that holds the phase. open: something is recorded as not so.
    not_recorded: whatever is missing has not been recorded either way.
    """

    id: str
    title: str
    state: GateState
    missing: tuple[Need, ...]
    holds: bool
    why: str


@dataclass(frozen=True, slots=True)
class Move:
    """A change of phase.

    reason: why not; empty exactly when it is allowed. overridable: it may be made with a recorded reason,
    kept under the id of `gate`.
    """

    to: str
    title: str
    allowed: bool
    reason: str
    overridable: bool
    gate: str | None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits. `since` is the day it fell due, None when no day is known."""

    id: str
    kind: DueKind
    title: str
    why: str
    since: date | None


@dataclass(frozen=True, slots=True)
class StepStanding:
    """How one step stands, in a phase that goes on by criteria. goes_on_when: the criterion, in words."""

    id: str
    title: str
    phase: str
    state: StepState
    goes_on_when: str


@dataclass(frozen=True, slots=True)
class Count:
    """How far a course is by its counting rule: what `Standing` says by the same names."""

    session: int
    of: int
    held: int
    left: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a course stands on one day.

    session: the number of the next session to be held, or of the last when all are. of: how many were agreed.
    held + left = of + beyond; `beyond` counts sessions held after the agreed number.
    projected_end: None while nothing tells the day (no date at all, or a pause without an end).
    steps: of the phases that go on by criteria; at most one is `now`.
    due: what waits now. overdue: what waits although its session or week has gone by. Nothing is in both.
    """

    phase: str
    phase_title: str
    session: int
    of: int
    held: int
    left: int
    beyond: int
    projected_end: date | None
    days_left: int | None
    due: tuple[Due, ...]
    overdue: tuple[Due, ...]
    gates: tuple[Gate, ...]
    moves: tuple[Move, ...]
    counting_rule: str
    ending_to_be_named: bool
    steps: tuple[StepStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the ribbon. `n` is None for a missed appointment: it is drawn, and takes no number."""

    n: int | None
    phase: str
    state: CellState
    on: date | None
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What the protocol foresees for one session. Every part of it can be put aside.

    tasks: its own. each_time: those of every session. steps: techniques that are ticked, not filled.
    named_measures: questionnaires whose wording is not carried here; a service gives its own form.
    """

    number: int
    of: int
    phase: str
    objectives: tuple[str, ...]
    tasks: tuple[Task, ...]
    each_time: tuple[Task, ...]
    steps: tuple[Task, ...]
    techniques: tuple[Technique, ...]
    worksheets: tuple[Technique, ...]
    measures: tuple[Measure, ...]
    named_measures: tuple[NamedMeasure, ...] = ()
