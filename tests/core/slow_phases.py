"""The rules of a course a second time: slow, obvious, sharing no line with the engine. For any protocol."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from amity.core.definitions.facts import WORDS, Fact
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Gate, PhaseStep
from amity.core.phases import NOT_RECORDED, CourseFacts, SessionFact


class Slow(NamedTuple):
    """The parts of a standing that the twin works out."""

    session: int
    left: int
    projected_end: date | None
    ending_to_be_named: bool
    allowed: frozenset[str]


def slow(protocol: Protocol, facts: CourseFacts, today: date) -> Slow:
    """By hand: count, walk the calendar day by day, and go through the gates one by one."""
    held, ahead, left = counted(protocol, facts)
    over = reasons(facts)
    asking = {gate.id for gate in protocol.gates if Fact.ENDING_NAMED in gate.needs}
    near = left <= protocol.ending_named_at_left and facts.phase != "closed"
    ending = near and not met(protocol, facts, Fact.ENDING_NAMED) and not asking & over
    return Slow(
        session=len(held) + 1 if left > 0 or ahead else len(held),
        left=left,
        projected_end=end(protocol, facts, today),
        ending_to_be_named=ending,
        allowed=moves(protocol, facts),
    )


def counted(protocol: Protocol, facts: CourseFacts) -> tuple[list[SessionFact], list[SessionFact], int]:
    """The sessions that count, those planned, and how many are left."""
    held = [it for it in facts.sessions if it.attendance in list(protocol.counting.counts)]
    ahead = [it for it in facts.sessions if it.attendance == "planned"]
    left = facts.planned_sessions - len(held) if len(held) < facts.planned_sessions else 0
    return held, ahead, left


def reasons(facts: CourseFacts) -> set[str]:
    """The gates that somebody gave a reason for."""
    return {gate for gate, reason in facts.gates_passed_over.items() if reason.strip()}


def ticks(protocol: Protocol, facts: CourseFacts) -> set[str]:
    """Every task ticked in the course or in an appointment that was kept, or is still to come."""
    held, ahead, _ = counted(protocol, facts)
    ticked = set(facts.tasks_done)
    for session in held + ahead:
        ticked |= session.tasks_done
    return ticked


def met(protocol: Protocol, facts: CourseFacts, fact: Fact, opens: str | None = None) -> bool:
    """Whether one fact is so, for the gate that opens `opens`."""
    held, _, left = counted(protocol, facts)
    if fact == Fact.ENDING_NEAR:
        return left <= protocol.ending_named_at_left
    if fact == Fact.STEPS_TAKEN:
        return all(taken(protocol, facts, step.goes_on_when) for step in steps_before(protocol, facts, opens))
    found = facts.named.get(fact, NOT_RECORDED)
    if found is not NOT_RECORDED:
        return found not in (False, 0, "")
    by_tick = [task.id for task in protocol.tasks if task.records == fact and WORDS[fact].by_tick]
    if any(id in ticks(protocol, facts) for id in by_tick):
        return True
    answers = [facts.measures_answered.get(it.instrument, ()) for it in protocol.measures]
    if fact == Fact.BASELINE_MEASURE:
        return sum(map(len, answers)) > 0
    if fact == Fact.OUTCOME_MEASURES and answers:
        if facts.planned_sessions == 1:
            return all(answers)
        before_last = sorted(it.on for it in held if it.on)[facts.planned_sessions - 2 :][:1]
        return bool(before_last) and all(any(day > before_last[0] for day in given) for given in answers)
    if fact == Fact.PROBLEM_AREA and len(protocol.areas) == 1:
        return True
    return any(
        high(facts, it.instrument, it.at_least, it.times) for it in protocol.watches if it.records == fact
    )


def high(facts: CourseFacts, instrument: str, at_least: int, times: int) -> bool:
    """Whether the last so many days with a total all had one so high."""
    totals = facts.totals.get(instrument, ())
    days = sorted({day for day, _ in totals}, reverse=True)[:times]
    tops = [max(total for on, total in totals if on == day) for day in days]
    return len(tops) == times and min(tops) >= at_least


def steps_before(protocol: Protocol, facts: CourseFacts, opens: str | None) -> list[PhaseStep]:
    """The steps a gate looks back on."""
    found: list[PhaseStep] = []
    for phase in protocol.phases:
        if phase.id == opens:
            break
        found += [it for it in protocol.steps if it.phase == phase.id and (opens or phase.id == facts.phase)]
    return found


def taken(protocol: Protocol, facts: CourseFacts, criterion: str) -> bool:
    """Whether the task that says the criterion is ticked, or its fact so."""
    (task,) = [task for task in protocol.tasks if task.id == criterion]
    return criterion in ticks(protocol, facts) or bool(task.records and met(protocol, facts, task.records))


def lacking(protocol: Protocol, facts: CourseFacts, gate: Gate, asked: Iterable[Fact]) -> list[Fact]:
    """Those of the facts that are not so."""
    return [fact for fact in asked if not met(protocol, facts, fact, gate.opens)]


def door(protocol: Protocol, phase: str) -> Gate | None:
    """The gate before a phase."""
    return next((gate for gate in protocol.gates if gate.opens == phase), None)


def moves(protocol: Protocol, facts: CourseFacts) -> frozenset[str]:
    """The phases that may be moved to."""
    order = ["not_begun", *protocol.phase_ids, "closed"]
    if facts.phase == "closed":
        return frozenset({order[-2]})
    at, over = order.index(facts.phase), reasons(facts)
    found = {order[at - 1]} if at > 1 else set()
    if may_enter(protocol, facts, order[at + 1]):
        found.add(order[at + 1])
    close = door(protocol, "closed")
    if (
        order[at + 1] != "closed"
        and close
        and close.id in over
        and not lacking(protocol, facts, close, close.holds)
    ):
        found |= {"closed"} if lacking(protocol, facts, close, close.needs) else set()
    return frozenset(found)


def may_enter(protocol: Protocol, facts: CourseFacts, phase: str) -> bool:
    """Whether the door to the phase that follows is open: what holds is so, the rest too or with a reason."""
    gate = door(protocol, phase)
    first = door(protocol, protocol.phase_ids[0])
    in_first = facts.phase == protocol.phase_ids[0] and phase != "closed"
    if first and in_first and lacking(protocol, facts, first, first.holds):
        return False
    if gate is None:
        return True
    hard, soft = (lacking(protocol, facts, gate, asked) for asked in (gate.holds, gate.needs))
    return not hard and (not soft or gate.id in reasons(facts))


def end(protocol: Protocol, facts: CourseFacts, today: date) -> date | None:
    """The day of the last session, found by walking the calendar."""
    held, ahead, left = counted(protocol, facts)
    dated = sorted(it.on for it in held if it.on)
    if left == 0 or facts.phase == "closed":
        return dated[-1] if dated else None
    coming = sorted(it.on for it in ahead if it.on)
    if len(coming) >= left:
        return coming[left - 1]
    every = [it.on for it in facts.sessions if it.on]
    step = facts.interval_days or protocol.dose.interval_days
    start = max(every) if every else facts.started_on
    if start is None:
        return None
    day = start + timedelta(days=step) if every else start
    for more in range(left - len(coming)):
        day = day + timedelta(days=step) if more else day
        while day < today or away(day, facts):
            if any(first <= day and last is None for first, last in facts.pauses):
                return None
            day += timedelta(days=step)
    return day


def away(day: date, facts: CourseFacts) -> bool:
    """Whether the day lies in a pause."""
    return any(first <= day and (last is None or day <= last) for first, last in facts.pauses)


def week_begins(first: date, week: int, facts: CourseFacts) -> date | None:
    """The day on which a week of the course begins: seven days in no pause make one."""
    days = [first]
    day = first
    while len(days) <= 7 * (week - 1):
        if any(begins <= day + timedelta(days=1) and last is None for begins, last in facts.pauses):
            return None
        day += timedelta(days=1)
        if not away(day, facts):
            days.append(day)
    return days[-1]
