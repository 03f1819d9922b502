"""Whatever is done in whatever order: no forbidden state, a right count, and the same facts the same moves.

Each property is also run with a fault planted in the engine, and must turn red.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from amity.core.phases import (
    CLOSED,
    NOT_BEGUN,
    Need,
    SessionFact,
    engine,
    place,
    plan,
    ribbon,
    standing,
)
from tests.core import slow_phases
from tests.core.phases_desk import ACTIONS, Desk, desks
from tests.core.phases_strategies import EXAMPLES, MANY, Course, courses, days

Property = Callable[[], None]
# Faults are looked for without shrinking: one that is found is enough.
UNTIL_RED: Final = settings(
    max_examples=600,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)

REACHED: Final[Counter[str]] = Counter()  # how often each phase was moved to, so that we see how far it goes


def never_forbidden(desk: Desk, actions: list[tuple[str, int]]) -> None:
    """(a) Every change of phase was one step, through a door that the slow rules say was open."""
    for action, number in actions:
        desk.do(action, number)
        found = standing(desk.protocol, desk.facts, today=desk.today)
        assert found.phase in (NOT_BEGUN, *desk.protocol.phase_ids, CLOSED)
        assert not (found.phase == CLOSED and (found.due or found.overdue))
    order = [NOT_BEGUN, *desk.protocol.phase_ids, CLOSED]
    for before, to in desk.moved:
        REACHED[to] += 1
        step = order.index(to) - order.index(before.phase)
        assert step in (1, -1) or (to == CLOSED and slow_phases.reasons(before))
        assert to in slow_phases.moves(desk.protocol, before)
        gate = slow_phases.door(desk.protocol, to)
        if gate and step == 1:
            assert slow_phases.lacking(desk.protocol, before, gate, gate.holds) == []


def count_is_right(desk: Desk, actions: list[tuple[str, int]]) -> None:
    """(b) The number of the session and how many are left, after each thing that happens."""
    counts = [str(word.value) for word in desk.protocol.counting.counts]
    for action, number in actions:
        desk.do(action, number)
        found = standing(desk.protocol, desk.facts, today=desk.today)
        held = len([word for _, word in desk.tally if word in counts])
        open_ = any(word == "planned" for _, word in desk.tally)
        left = max(0, desk.facts.planned_sessions - held)
        assert (found.held, found.left) == (held, left)
        assert found.session == held + (1 if left or open_ else 0)
        assert found.projected_end == slow_phases.end(desk.protocol, desk.facts, desk.today)


def same_facts_same_moves(course: Course, today: date, chance: Any) -> None:
    """(c) In whatever order the facts are handed over, and however often it is asked."""
    facts = course.facts
    other = replace(
        facts,
        sessions=_shuffled(facts.sessions, chance),
        pauses=_shuffled(facts.pauses, chance),
        measures_answered={id: _shuffled(on, chance) for id, on in _mixed(facts.measures_answered, chance)},
        totals={id: _shuffled(of, chance) for id, of in _mixed(facts.totals, chance)},
        named=dict(_mixed(facts.named, chance)),
        gates_passed_over=dict(_mixed(facts.gates_passed_over, chance)),
    )
    first, second, third = (standing(course.protocol, it, today=today) for it in (facts, other, facts))
    assert first == second == third
    assert ribbon(course.protocol, other) == ribbon(*course)
    of = facts.planned_sessions
    assert plan(course.protocol, first.session, of) == plan(course.protocol, second.session, of)


def _shuffled(values: tuple[Any, ...], chance: Any) -> tuple[Any, ...]:
    mixed = list(values)
    chance.shuffle(mixed)
    return tuple(mixed)


def _mixed(values: Mapping[str, Any], chance: Any) -> tuple[tuple[str, Any], ...]:
    return _shuffled(tuple(values.items()), chance)


def tried(how: settings) -> Mapping[str, Property]:
    """The three properties, each as a test to be called."""
    randoms = st.randoms(use_true_random=False)
    return {
        "no forbidden state": how(given(desks(), ACTIONS)(never_forbidden)),
        "the count": how(given(desks(), ACTIONS)(count_is_right)),
        "the same moves": how(given(courses(), days, randoms)(same_facts_same_moves)),
    }


@pytest.mark.goal("G45")
@pytest.mark.parametrize("name", list(tried(MANY)))
def test_whatever_is_done(name: str, record_property: Callable[[str, object], None]) -> None:
    record_property("courses", EXAMPLES)
    REACHED.clear()
    tried(MANY)[name]()
    if name == "no forbidden state":
        record_property("changes_of_phase", REACHED.total())
        assert {"initial", "middle", "ending", CLOSED} <= set(REACHED)


def _a_reason_opens_what_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    def state(missing: tuple[Need, ...], because: str) -> str:
        return "passed" if not missing else "passed_over" if because.strip() else "open"

    monkeypatch.setattr("amity.core.phases.gates._state", state)


def _every_gate_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amity.core.phases.gates._state", lambda missing, because: "passed")


def _missed_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: place.Place) -> tuple[SessionFact, ...]:
        return tuple(it for it in place.in_order(self.facts.sessions) if it.attendance != "planned")

    monkeypatch.setattr(place.Place, "held", property(held))


def _pauses_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amity.core.phases.dates.pause_at", lambda day, pauses: None)


def _order_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "in_order", lambda sessions: sessions)


def _newest_by_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the day of the last appointment handed over for the day of the last one."""

    def projected_end(at: place.Place) -> date | None:
        return at.facts.sessions[-1].on if at.facts.sessions else None

    monkeypatch.setattr(engine, "projected_end", projected_end)


@pytest.mark.parametrize(
    ("name", "plant"),
    [
        ("no forbidden state", _a_reason_opens_what_holds),
        ("no forbidden state", _every_gate_is_passed),
        ("the count", _missed_counts),
        ("the count", _pauses_are_forgotten),
        ("the same moves", _order_matters),
        ("the same moves", _newest_by_place),
    ],
)
def test_a_planted_fault_is_noticed(
    name: str, plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        tried(UNTIL_RED)[name]()
