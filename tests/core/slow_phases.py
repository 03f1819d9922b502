"""The rules of a course a second time: slow, obvious, sharing no line with the engine. For any protocol."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from amity.core.definitions.anchor import Anchor, spans
from amity.core.definitions.facts import WORDS, Fact
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Gate, Measure, PhaseStep, Watch
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


def met(protocol: Protocol, facts: CourseFacts, fact: Fact, opens: str | None = None, many: int = 1) -> bool:
    """Whether one fact is so, for the gate that opens `opens` and asks for so many."""
    held, _, left = counted(protocol, facts)
    if fact == Fact.ENDING_NEAR:
        return left <= protocol.ending_named_at_left
    if fact == Fact.STEPS_TAKEN:
        return all(taken(protocol, facts, step.goes_on_when) for step in steps_before(protocol, facts, opens))
    found = facts.named.get(fact, NOT_RECORDED)
    if found is not NOT_RECORDED:
        is_number = type(found) is int
        return found in range(many, 1000) if is_number else found not in (False, "")
    by_tick = [task.id for task in protocol.tasks if task.records == fact and WORDS[fact].by_tick]
    if any(id in ticks(protocol, facts) for id in by_tick):
        return WORDS[fact].answers is None or is_answered(protocol, facts, fact)
    asked = protocol.measures if facts.measures is None else facts.measures
    answers = [facts.measures_answered.get(it.instrument, ()) for it in asked]
    if fact == Fact.BASELINE_MEASURE:
        return sum(map(len, answers)) > 0
    if fact == Fact.OUTCOME_MEASURES:
        answers = [
            given for it, given in zip(asked, answers, strict=True) if is_for_the_last(protocol, facts, it)
        ]
    if fact == Fact.OUTCOME_MEASURES and answers:
        if facts.planned_sessions == 1:
            return all(answers)
        before_last = sorted(it.on for it in held if it.on)[facts.planned_sessions - 2 :][:1]
        return bool(before_last) and all(any(day > before_last[0] for day in given) for given in answers)
    if fact == Fact.PROBLEM_AREA and len(protocol.areas) == 1:
        return True
    return any(looks(facts, it) for it in protocol.watches if it.records == fact)


def is_for_the_last(protocol: Protocol, facts: CourseFacts, measure: Measure) -> bool:
    """Whether the last session asks it."""
    of = facts.planned_sessions
    within = spans(protocol.phase_ids, protocol.layouts[of])
    numbers = [it.number(within) for it in measure.at if isinstance(it, Anchor)]
    return measure.every_session or of in numbers


def when_ticked(protocol: Protocol, facts: CourseFacts, fact: Fact | None) -> list[date | None]:
    """The day of every tick that records the fact; None for one without a day."""
    ids = [task.id for task in protocol.tasks if task.records == fact]
    held, ahead, _ = counted(protocol, facts)
    found = [it.on for it in held + ahead for id in ids if id in it.tasks_done]
    return found + [None for id in ids if id in facts.tasks_done]


def is_answered(protocol: Protocol, facts: CourseFacts, fact: Fact) -> bool:
    """Whether something was done about the signs on the day of the newest of them, or later."""
    signs = [day for day in when_ticked(protocol, facts, WORDS[fact].answers) if day]
    for it in protocol.watches:
        if it.records == WORDS[fact].answers and looks(facts, it):
            signs += [sorted(day for day, _ in facts.totals[it.instrument])[-1]]
    done = when_ticked(protocol, facts, fact)
    return all(any(day is None or day >= sign for day in done) for sign in signs)


def looks(facts: CourseFacts, watch: Watch) -> bool:
    """Whether the scores that a watch looks at are so high, in a phase in which it looks."""
    away = len(watch.phases) > 0 and facts.phase not in watch.phases
    return not away and high(facts, watch.instrument, watch.at_least, watch.times)


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
    if criterion in ticks(protocol, facts) or task.records is None:
        return criterion in ticks(protocol, facts)
    most = [gate.at_least[task.records] for gate in protocol.gates if task.records in gate.at_least]
    return met(protocol, facts, task.records, many=max([1, *most]))


def lacking(protocol: Protocol, facts: CourseFacts, gate: Gate, asked: Iterable[Fact]) -> list[Fact]:
    """Those of the facts that are not so."""
    many = dict.fromkeys(asked, 1) | gate.at_least
    return [fact for fact in asked if not met(protocol, facts, fact, gate.opens, many[fact])]


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
    number = len(held) + len(coming) + 1
    start = max(every) if every else facts.started_on
    if start is None:
        return None
    day = start
    for more in range(left - len(coming)):
        step = apart(protocol, facts, number + more, is_next=number + more <= len(held) + 1)
        day = day + timedelta(days=step) if more or every else day
        while day < today or away(day, facts):
            if any(first <= day and last is None for first, last in facts.pauses):
                return None
            day += timedelta(days=step)
    return day


def apart(protocol: Protocol, facts: CourseFacts, number: int, *, is_next: bool) -> int:
    """The days before this session: what was agreed, else what the protocol says of the phase it lies in."""
    usual = protocol.dose.interval_days
    if facts.interval_days and facts.interval_days != usual:
        return facts.interval_days
    lengths = dict(zip(protocol.phase_ids, protocol.layouts[facts.planned_sessions], strict=True))
    places = [phase for phase in protocol.phase_ids for _ in range(lengths[phase])]
    phase = places[number - 1] if number <= len(places) else protocol.phase_ids[-1]
    recorded = [*protocol.phase_ids].index(facts.phase) if facts.phase in protocol.phase_ids else -1
    if recorded >= 0 and (is_next or recorded > protocol.phase_ids.index(phase)):
        phase = facts.phase
    return protocol.phase(phase).interval_days or usual


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
