"""One course at a desk: what a clinician can do with it, in any order, for properties of the engine."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from amity.core.definitions.protocol import Protocol
from amity.core.phases import NOT_BEGUN, Attendance, CourseFacts, Move, SessionFact, standing
from tests.core.phases_cast import MONDAY
from tests.core.phases_strategies import EVERY, recordable

# What a clinician can do: each is a name and a number that chooses among what there is.
ON_THE_COURSE: Final = (
    "record",
    "refuse",
    "tick",
    "answer",
    "prepare",
    "give_reason",
    "go",
    "go_on",
    "go_on",
)
ON_THE_CALENDAR: Final = (
    *("plan", "hold", "hold", "come", "late", "miss"),
    *("cancel", "reschedule", "correct", "wait", "go_away"),
)
words = st.sampled_from([*ON_THE_COURSE, *ON_THE_CALENDAR])
ACTIONS: Final = st.lists(st.tuples(words, st.integers(0, 60)), min_size=15, max_size=90)


class Desk:
    """One course as the program lets it be worked with, and a tally of its appointments kept by hand."""

    def __init__(self, protocol: Protocol, of: int) -> None:
        self.protocol = protocol
        self.facts = CourseFacts(NOT_BEGUN, of, started_on=MONDAY)
        self.today = MONDAY
        self.tally: list[tuple[date, str]] = []
        self.moved: list[tuple[CourseFacts, str]] = []

    def __repr__(self) -> str:
        return f"{self.protocol.id} of {self.facts.planned_sessions}"

    def do(self, action: str, number: int) -> None:
        """Carry one action out, as far as there is anything to carry it out on."""
        getattr(self, f"_{action}")(number)
        self.facts = replace(self.facts, sessions=tuple(map(_fact, self.tally)))

    def _record(self, number: int) -> None:
        self._name(recordable[number % len(recordable)], True)

    def _refuse(self, number: int) -> None:
        self._name(recordable[number % len(recordable)], False)

    def _name(self, fact: str, value: bool) -> None:
        self.facts = replace(self.facts, named={**self.facts.named, str(fact): value})

    def _prepare(self, number: int) -> None:
        """What the next door lacks; mostly all of it, so that courses come far."""
        found = standing(self.protocol, self.facts, today=self.today)
        gate = next((move.gate for move in found.moves if not move.allowed), None)
        lacks = [need.fact for it in found.gates if it.id == gate for need in it.missing]
        for fact in lacks[number % 3 :] if number % 2 else lacks:
            if fact in recordable:
                self._name(fact, True)

    def _tick(self, number: int) -> None:
        task = self.protocol.tasks[number % len(self.protocol.tasks)].id
        self.facts = replace(self.facts, tasks_done=self.facts.tasks_done | {task})

    def _plan(self, number: int) -> None:
        self.tally.append((self.today + timedelta(days=number), "planned"))

    def _hold(self, number: int) -> None:
        self.today += timedelta(days=number % 15)
        self.tally.append((self.today, "attended"))

    def _come(self, number: int) -> None:
        self._set(number, "attended")

    def _late(self, number: int) -> None:
        self._set(number, "late")

    def _miss(self, number: int) -> None:
        self._set(number, "dna")

    def _cancel(self, number: int) -> None:
        self._set(number, "cancelled")

    def _correct(self, number: int) -> None:
        self._set(number, "planned")

    def _set(self, number: int, attendance: str) -> None:
        if self.tally:
            at = number % len(self.tally)
            self.tally[at] = (self.tally[at][0], attendance)

    def _reschedule(self, number: int) -> None:
        if self.tally:
            at = number % len(self.tally)
            self.tally[at] = (self.tally[at][0] + timedelta(days=number - 20), self.tally[at][1])

    def _answer(self, number: int) -> None:
        for measure in self.protocol.measures[: number % 3]:
            days = (*self.facts.measures_answered.get(measure.instrument, ()), self.today)
            answered = {**self.facts.measures_answered, measure.instrument: days}
            self.facts = replace(self.facts, measures_answered=answered)

    def _give_reason(self, number: int) -> None:
        """For the next door, or for any gate; a blank one now and then."""
        following = standing(self.protocol, self.facts, today=self.today).moves[0].gate
        gate = self.protocol.gates[number % len(self.protocol.gates)].id
        gate = following if following and number % 3 == 0 else gate
        reason = "" if number % 5 == 0 else "a reason"
        self.facts = replace(self.facts, gates_passed_over={**self.facts.gates_passed_over, gate: reason})

    def _go(self, number: int) -> None:
        """Through a door that the engine says is open, and through no other."""
        moves = standing(self.protocol, self.facts, today=self.today).moves
        move: Move = moves[number % len(moves)]
        if move.allowed:
            self.moved.append((self.facts, move.to))
            self.facts = replace(self.facts, phase=move.to)

    def _go_on(self, number: int) -> None:
        """What the next door lacks is done or explained, and then it is gone through."""
        self._prepare(4 * number)
        self._give_reason(3 * number)
        self._go(0)

    def _wait(self, number: int) -> None:
        self.today += timedelta(days=number)

    def _go_away(self, number: int) -> None:
        gone = (self.today, self.today + timedelta(days=number))
        self.facts = replace(self.facts, pauses=(*self.facts.pauses, gone))


def _fact(appointment: tuple[date, str]) -> SessionFact:
    return SessionFact(appointment[0], Attendance(appointment[1]))


@st.composite
def desks(draw: Any) -> Desk:
    """A course that has not begun, of any protocol and length."""
    protocol = EVERY[draw(st.sampled_from(sorted(EVERY)))]
    of = draw(st.sampled_from(sorted(protocol.layouts)))
    return Desk(protocol, of)
