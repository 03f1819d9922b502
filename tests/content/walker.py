"""Walks a course from its first day to its close by nothing but what the engine offers.

It knows no protocol: it answers the questionnaires that wait, ticks the tasks that wait, records on a page of
its own what a waiting gate or the door to the next phase lacks, and goes through a door once it is open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from amity.core.definitions.facts import WORDS, Fact
from amity.core.definitions.protocol import Protocol
from amity.core.phases import (
    CLOSED,
    NOT_BEGUN,
    Attendance,
    CourseFacts,
    Need,
    SessionFact,
    Standing,
    standing,
)
from amity.core.phases.lengths import phase_of

MONDAY: Final = date(2026, 3, 2)


@dataclass
class Walk:
    """What happened on the way: the phase of each session, and whatever went wrong."""

    protocol: Protocol
    facts: CourseFacts
    today: date = MONDAY
    phases: list[str] = field(default_factory=list)
    named_at_left: int | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        return standing(self.protocol, self.facts, today=self.today)


def walk(protocol: Protocol, of: int) -> Walk:
    """One course of `of` sessions, weekly or on the protocol's own rhythm, with nothing missed."""
    course = Walk(protocol, CourseFacts(NOT_BEGUN, of, started_on=MONDAY))
    for number in range(1, of + 1):
        _do_what_waits(course)
        _go_on_to(course, phase_of(protocol, number, of))
        _do_what_waits(course)
        course.phases.append(course.facts.phase)
        _hold(course)
    _do_what_waits(course)
    _go_on_to(course, CLOSED)
    course.faults += _left_over(course)
    return course


def _do_what_waits(course: Walk) -> None:
    """Everything on the list that belongs before the next session ends; twice, for what comes with it."""
    for _ in range(len(course.protocol.steps) + 2):
        found = course.standing
        if found.ending_to_be_named and course.named_at_left is None:
            course.named_at_left = found.left
        waits = (*found.due, *found.overdue)
        measures = {item.id for item in waits if item.kind == "measure"}
        tasks = {item.id for item in waits if item.kind == "task"}
        gates = [
            gate for gate in found.gates if gate.id in {item.id for item in waits if item.kind == "gate"}
        ]
        course.facts = replace(
            course.facts,
            measures_answered=_answered(course, measures),
            tasks_done=course.facts.tasks_done | tasks,
            named={**course.facts.named, **_recorded(need for gate in gates for need in gate.missing)},
        )


def _answered(course: Walk, ids: set[str]) -> Mapping[str, tuple[date, ...]]:
    known = course.facts.measures_answered
    return {**known, **{id: (*known.get(id, ()), course.today) for id in ids}}


def _recorded(needs: Iterator[Need]) -> dict[str, bool]:
    """What has a page of its own is recorded there; a tick or a count is not."""
    return {
        need.fact.value: True
        for need in needs
        if not WORDS[need.fact].by_tick
        and not WORDS[need.fact].counted
        and need.fact is not Fact.OUTCOME_MEASURES
    }


def _go_on_to(course: Walk, phase: str) -> None:
    """Through every door between here and there; what a closed door lacks is recorded first."""
    order = [NOT_BEGUN, *course.protocol.phase_ids, CLOSED]
    while order.index(course.facts.phase) < order.index(phase):
        following = order[order.index(course.facts.phase) + 1]
        if not _open(course, following):
            course.faults.append(f"the door to {following} stays shut: {_reason(course, following)}")
            return
        course.facts = replace(course.facts, phase=following)


def _open(course: Walk, phase: str) -> bool:
    for _ in range(2):
        move = {move.to: move for move in course.standing.moves}.get(phase)
        if move is None or move.allowed:
            return move is not None
        lacks = [need for gate in course.standing.gates if gate.id == move.gate for need in gate.missing]
        course.facts = replace(course.facts, named={**course.facts.named, **_recorded(iter(lacks))})
    return False


def _reason(course: Walk, phase: str) -> str:
    return next((move.reason for move in course.standing.moves if move.to == phase), "not offered")


def _hold(course: Walk) -> None:
    """The next session, on the day the engine expects it; the questionnaires are answered the day before."""
    held = [it.on for it in course.facts.sessions if it.on]
    if held:
        day = max(held) + timedelta(days=course.protocol.dose.interval_days)
        course.today = day - timedelta(days=1)
        _do_what_waits(course)
        course.today = day
    session = SessionFact(course.today, Attendance.ATTENDED)
    course.facts = replace(course.facts, sessions=(*course.facts.sessions, session))


def _left_over(course: Walk) -> Iterator[str]:
    """What a course without a fault leaves undone: nothing, but reviews that wait for something to happen."""
    found = course.standing
    once = {gate.id for gate in course.protocol.gates if gate.due and hasattr(gate.due, "once")}
    yield from (
        f"{gate.id} is {gate.state}" for gate in found.gates if gate.state != "passed" and gate.id not in once
    )
    rows = {id for row in course.protocol.sessions for id in row.tasks}
    steps = {id for step in course.protocol.steps for id in (*step.tasks, step.goes_on_when)}
    facts = {task.id for task in course.protocol.tasks if task.records in course.facts.named}
    yield from (f"{id} was never offered" for id in sorted((rows | steps) - facts - course.facts.tasks_done))
    yield from (
        f"{it.instrument} was never offered"
        for it in course.protocol.measures
        if it.instrument not in course.facts.measures_answered
    )
    if found.phase == CLOSED and (found.due or found.overdue):
        yield "something waits in a closed course"
