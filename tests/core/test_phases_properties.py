"""The engine against a slow and obvious twin on random courses, and what must hold for every course."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.definitions.facts import WORDS, Fact
from amity.core.phases import NOT_RECORDED, Attendance, CourseFacts, SessionFact, ribbon, standing
from tests.core.phases_cast import MONDAY, ipt

MANY = settings(max_examples=int(os.environ.get("AMITY_TEST_N", "40")), deadline=None, derandomize=True)
LAST = MONDAY + timedelta(days=400)

days = st.dates(MONDAY - timedelta(days=60), LAST)
undated = st.builds(SessionFact, st.none(), st.sampled_from([Attendance.PLANNED, Attendance.CANCELLED]))
ticks = st.frozensets(st.sampled_from([task.id for task in ipt().tasks]), max_size=6)
appointments = st.one_of(undated, st.builds(SessionFact, days, st.sampled_from(Attendance), ticks))
pauses = st.builds(
    lambda first, length: (first, None if length is None else first + timedelta(days=length)),
    days,
    st.one_of(st.none(), st.integers(0, 60), st.integers(0, 20), st.integers(0, 20)),
)
values = st.one_of(
    st.just(NOT_RECORDED), st.booleans(), st.integers(0, 3), st.sampled_from(["", "a word"]), days
)
recordable = [fact for fact in Fact if not WORDS[fact].counted]
courses = st.builds(
    CourseFacts,
    phase=st.sampled_from(["not_begun", "initial", "middle", "ending", "closed"]),
    planned_sessions=st.sampled_from(sorted(ipt().layouts)),
    started_on=st.one_of(st.none(), days),
    interval_days=st.one_of(st.none(), st.integers(1, 30)),
    sessions=st.lists(appointments, max_size=22).map(tuple),
    pauses=st.lists(pauses, max_size=3).map(tuple),
    tasks_done=ticks,
    tasks_put_aside=ticks,
    measures_answered=st.dictionaries(
        st.sampled_from(["phq9", "gad7"]), st.lists(days, max_size=4).map(tuple)
    ),
    named=st.dictionaries(st.sampled_from(recordable), values),
    gates_passed_over=st.dictionaries(
        st.sampled_from([gate.id for gate in ipt().gates]), st.sampled_from(["", " ", "a reason"])
    ),
)


class Slow(NamedTuple):
    """The parts of a standing that the twin works out."""

    session: int
    left: int
    projected_end: date | None
    ending_to_be_named: bool
    allowed: frozenset[str]


def slow(facts: CourseFacts, today: date) -> Slow:
    """By hand: count, walk the calendar day by day, and go through the gates one by one."""
    held = [it for it in facts.sessions if it.attendance in ("attended", "late")]
    ahead = [it for it in facts.sessions if it.attendance == "planned"]
    left = facts.planned_sessions - len(held) if len(held) < facts.planned_sessions else 0
    met = slow_facts(facts, held, ahead, left)
    session = len(held) + 1 if left > 0 or ahead else len(held)
    over = {gate for gate, reason in facts.gates_passed_over.items() if reason.strip()}
    near = left <= 4 and facts.phase != "closed"
    ending = near and not met[Fact.ENDING_NAMED] and "ending_named" not in over
    return Slow(
        session, left, slow_end(facts, held, ahead, left, today), ending, slow_moves(facts, met, over)
    )


def slow_facts(
    facts: CourseFacts, held: list[SessionFact], ahead: list[SessionFact], left: int
) -> Mapping[Fact, bool]:
    ticked = set(facts.tasks_done)
    for session in held + ahead:
        ticked |= session.tasks_done
    met = {}
    for fact in Fact:
        found = facts.named.get(fact, NOT_RECORDED)
        if found is not NOT_RECORDED:
            met[fact] = found not in (False, 0, "")
        else:
            by = [task.id for task in ipt().tasks if task.records == fact]
            met[fact] = WORDS[fact].by_tick and any(id in ticked for id in by)
    answers = [facts.measures_answered.get(id, ()) for id in ("phq9", "gad7")]
    if facts.named.get(Fact.BASELINE_MEASURE, NOT_RECORDED) is NOT_RECORDED:
        met[Fact.BASELINE_MEASURE] = len(answers[0]) + len(answers[1]) > 0
    if facts.named.get(Fact.OUTCOME_MEASURES, NOT_RECORDED) is NOT_RECORDED:
        before_last = sorted(it.on for it in held if it.on)[facts.planned_sessions - 2 :][:1]
        met[Fact.OUTCOME_MEASURES] = bool(before_last) and all(
            any(day > before_last[0] for day in given) for given in answers
        )
    met[Fact.ENDING_NEAR] = left <= 4
    return met


def slow_moves(facts: CourseFacts, met: Mapping[Fact, bool], over: set[str]) -> frozenset[str]:
    doors = [
        "not_begun",
        "start",
        "initial",
        "focus_agreed",
        "middle",
        "ending_named",
        "ending",
        "close",
        "closed",
    ]
    if facts.phase == "closed":
        return frozenset({"ending"})
    at = doors.index(facts.phase)
    gate = next(gate for gate in ipt().gates if gate.id == doors[at + 1])
    hard = [*gate.holds, *(ipt().gates[0].holds if facts.phase == "initial" else ())]
    go = all(met[fact] for fact in hard) and (gate.id in over or all(met[fact] for fact in gate.needs))
    allowed = {doors[at + 2]} if go else set()
    if facts.phase != "ending" and "close" in over and not all(met[f] for f in ipt().gates[-1].needs):
        allowed.add("closed")
    return frozenset(allowed | ({doors[at - 2]} if facts.phase in ("middle", "ending") else set()))


def slow_end(
    facts: CourseFacts, held: list[SessionFact], ahead: list[SessionFact], left: int, today: date
) -> date | None:
    dated = sorted(it.on for it in held if it.on)
    if left == 0 or facts.phase == "closed":
        return dated[-1] if dated else None
    coming = sorted(it.on for it in ahead if it.on)
    if len(coming) >= left:
        return coming[left - 1]
    every = [it.on for it in facts.sessions if it.on]
    step = facts.interval_days or 7
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
    return any(first <= day and (last is None or day <= last) for first, last in facts.pauses)


@MANY
@given(courses, days)
def test_twin(facts: CourseFacts, today: date) -> None:
    found = standing(ipt(), facts, today=today)
    allowed = frozenset(move.to for move in found.moves if move.allowed)
    got = Slow(found.session, found.left, found.projected_end, found.ending_to_be_named, allowed)
    assert got == slow(facts, today)


@MANY
@given(courses, days, st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_stand_the_same(facts: CourseFacts, today: date, chance: Any) -> None:
    sessions, away_days = list(facts.sessions), list(facts.pauses)
    chance.shuffle(sessions)
    chance.shuffle(away_days)
    other = replace(facts, sessions=tuple(sessions), pauses=tuple(away_days))
    assert standing(ipt(), other, today=today) == standing(ipt(), facts, today=today)
    assert ribbon(ipt(), other) == ribbon(ipt(), facts)


@MANY
@given(courses, days)
def test_what_holds_for_every_course(facts: CourseFacts, today: date) -> None:
    found = standing(ipt(), facts, today=today)
    assert found.held + found.left == found.of + found.beyond
    assert found.left == 0 or found.beyond == 0
    assert 1 <= found.session <= found.held + 1
    states = {gate.id: gate for gate in found.gates}
    for move in found.moves:
        assert move.allowed == (move.reason == "")
        assert not (move.allowed and move.overridable)
        if move.gate and states[move.gate].state == "held":
            assert not move.allowed
            assert not move.overridable
    for gate in found.gates:
        assert (gate.state == "passed") == (gate.missing == ())
        assert (gate.state == "held") == any(need.holds for need in gate.missing)
    assert all(due.why and due.title for due in (*found.due, *found.overdue))
    held_by = max((it.on for it in facts.sessions if it.on), default=today)
    latest = max(today, held_by, facts.started_on or today)
    assert all(due.since is None or due.since <= latest for due in (*found.due, *found.overdue))


@MANY
@given(courses, days, st.lists(st.sampled_from(["dna", "cancelled"]), max_size=5), st.data())
def test_missed_and_cancelled_never_change_the_count(
    facts: CourseFacts, today: date, missed: list[str], data: st.DataObject
) -> None:
    more = tuple(SessionFact(data.draw(days), Attendance(word)) for word in missed)
    before = standing(ipt(), facts, today=today)
    after = standing(ipt(), replace(facts, sessions=(*facts.sessions, *more)), today=today)
    assert (after.session, after.left, after.held) == (before.session, before.left, before.held)


@MANY
@given(courses, days, days, st.integers(0, 30))
def test_moving_an_appointment_never_changes_the_count(
    facts: CourseFacts, today: date, to: date, which: int
) -> None:
    if not facts.sessions:
        return
    place = which % len(facts.sessions)
    moved = [replace(it, on=to) if n == place else it for n, it in enumerate(facts.sessions)]
    before, after = (
        standing(ipt(), replace(facts, sessions=tuple(them)), today=today) for them in (facts.sessions, moved)
    )
    assert (after.session, after.left) == (before.session, before.left)


@MANY
@given(courses, days)
def test_the_ribbon_agrees_with_the_standing(facts: CourseFacts, today: date) -> None:
    found, cells = standing(ipt(), facts, today=today), ribbon(ipt(), facts)
    planned = sum(it.attendance == "planned" for it in facts.sessions)
    numbers = [cell.n for cell in cells if cell.n is not None]
    assert numbers == list(range(1, max(found.of, found.held + planned) + 1))
    assert sum(cell.state == "done" for cell in cells) == found.held
    assert sum(cell.state == "missed" for cell in cells) == sum(
        it.attendance in ("dna", "cancelled") for it in facts.sessions
    )
    now = [cell.n for cell in cells if cell.state == "now"]
    assert now == ([found.session] if found.session > found.held else [])


@MANY
@given(
    courses, days, st.dictionaries(st.sampled_from(["phq9", "gad7"]), st.lists(days, max_size=5).map(tuple))
)
def test_being_better_or_measured_plays_no_part_in_the_ending(
    facts: CourseFacts, today: date, answered: dict[str, tuple[date, ...]]
) -> None:
    other = replace(facts, measures_answered=answered)
    assert (
        standing(ipt(), facts, today=today).ending_to_be_named
        == standing(ipt(), other, today=today).ending_to_be_named
    )


@MANY
@given(courses, days)
def test_not_recorded_is_the_same_as_absent(facts: CourseFacts, today: date) -> None:
    absent = {name: value for name, value in facts.named.items() if value is not NOT_RECORDED}
    other = replace(facts, named=absent)
    assert standing(ipt(), other, today=today) == standing(ipt(), facts, today=today)
