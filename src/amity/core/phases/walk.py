"""Walks the worked examples of a protocol by what the engine offers. For checks, never for a page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from amity.core.definitions.common import Finding
from amity.core.definitions.facts import Attendance
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_case import ExpectedStanding, ProtocolCase, Step
from amity.core.phases.dates import fitting, next_on
from amity.core.phases.engine import pace, standing
from amity.core.phases.facts import CourseFacts, SessionFact
from amity.core.phases.results import Standing

REMEDY = "correct the protocol, or the case with its source"


def differences(protocol: Protocol, case: ProtocolCase) -> Iterator[Finding]:
    """Where the course stands otherwise than the case says, and each move that was not open."""
    facts = CourseFacts(case.begins_in, case.planned_sessions, started_on=case.started_on)
    today = case.started_on
    for number, step in enumerate(case.steps):
        facts, today = happen(protocol, facts, step, today)
        for place, found, allowed in _move_and_compare(protocol, facts, step, today):
            yield Finding(("steps", number, place), found, f"{allowed}, by the case", REMEDY)
        facts = replace(facts, phase=step.move or facts.phase)


def happen(protocol: Protocol, facts: CourseFacts, step: Step, today: date) -> tuple[CourseFacts, date]:
    """The facts after a step, before its move, and the day it then is."""
    today += timedelta(days=step.days_pass)
    measures, totals = {**facts.measures_answered}, {**facts.totals}
    for instrument in (*step.answered, *step.scored):
        measures[instrument] = (*measures.get(instrument, ()), today)
    for instrument, total in step.scored.items():
        totals[instrument] = (*totals.get(instrument, ()), (today, total))
    facts = replace(
        facts,
        measures_answered=measures,
        totals=totals,
        named={**facts.named, **{fact.value: found for fact, found in step.record.items()}},
        tasks_done=facts.tasks_done | {*step.tick},
        gates_passed_over={**facts.gates_passed_over, **step.pass_over},
    )
    for attendance in step.sessions:
        day = _next_day(protocol, facts, today)
        facts = _with_session(facts, day, attendance)
        today = today if attendance is Attendance.PLANNED else day
    if step.pause_days:
        away = (today + timedelta(days=1), today + timedelta(days=step.pause_days))
        facts = replace(facts, pauses=(*facts.pauses, away))
    return facts, today


def _next_day(protocol: Protocol, facts: CourseFacts, today: date) -> date:
    planned = [it.on for it in facts.sessions if it.on and it.attendance is Attendance.PLANNED]
    dated = [it.on for it in facts.sessions if it.on]
    interval = pace(protocol, facts)
    if planned:
        return min(planned)
    if dated:
        return next_on(max(dated), interval, facts.pauses, earliest=today) or today
    return fitting(facts.started_on or today, interval, facts.pauses, earliest=today) or today


def _with_session(facts: CourseFacts, day: date, attendance: Attendance) -> CourseFacts:
    others = [it for it in facts.sessions if it != SessionFact(day)]
    return replace(facts, sessions=(*others, SessionFact(day, attendance)))


def _move_and_compare(
    protocol: Protocol, facts: CourseFacts, step: Step, today: date
) -> Iterator[tuple[str, str, str]]:
    before = standing(protocol, facts, today=today)
    if step.move:
        offered = {move.to: move for move in before.moves}.get(step.move)
        if offered is None or not offered.allowed:
            yield "move", offered.reason if offered else "not offered", f"{step.move} open"
        facts = replace(facts, phase=step.move)
    yield from _unlike(step.expect, standing(protocol, facts, today=today))


def _unlike(expect: ExpectedStanding, got: Standing) -> Iterator[tuple[str, str, str]]:
    for name in ("phase", "session", "left", "projected_end", "ending_to_be_named"):
        wanted, found = getattr(expect, name), getattr(got, name)
        if wanted is not None and wanted != found:
            yield name, f"{found}", f"{wanted}"
    overdue = {due.id for due in got.overdue}
    waiting = overdue | {due.id for due in got.due}
    states = {gate.id: gate.state for gate in got.gates}
    open_moves = {move.to for move in got.moves if move.allowed}
    yield from _listed("due", waiting, set(expect.due), set(expect.not_due))
    yield from _listed("overdue", overdue, set(expect.overdue), set())
    yield from _listed("moves", open_moves, set(expect.allowed), set(expect.refused))
    for id, state in expect.gates.items():
        if states.get(id) != state:
            yield "gates", f"{id} {states.get(id, 'unknown')}", state


def _listed(
    name: str, found: set[str], wanted: set[str], unwanted: set[str]
) -> Iterator[tuple[str, str, str]]:
    if missing := wanted - found:
        yield name, ", ".join(sorted(found)) or "nothing", "with " + ", ".join(sorted(missing))
    if extra := unwanted & found:
        yield name, ", ".join(sorted(extra)), "without " + ", ".join(sorted(extra))
