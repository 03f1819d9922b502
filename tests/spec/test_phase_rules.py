"""The rules of a course of IPT as small tables, for the clinical lead to read and sign.

`SPEC` is what docs/reference/rules.md prints: title, header, rows. Every row is also run.
"""

from datetime import timedelta
from typing import Any, Final

import pytest

from amity.core.phases import CourseFacts, Standing, phase_of, plan, ribbon, standing
from tests.core.phases_cast import AGREED, CLOSING, MONDAY, READY, course, ipt, week

Row = tuple[str, ...]
LETTER: Final = {"attended": "a", "late": "l", "did not attend": "d", "cancelled": "c", "planned": "p"}
MARK: Final = {"done": "done", "missed": "missed", "now": "now", "planned": "planned", "to_come": "to come"}

COUNTING: Final[list[Row]] = [
    ("none yet", "1 of 16", "16", "15 weeks after the first Monday"),
    ("attended", "2 of 16", "15", "15 weeks after the first Monday"),
    ("attended, late", "3 of 16", "14", "15 weeks after the first Monday"),
    ("attended, did not attend", "2 of 16", "15", "16 weeks after the first Monday"),
    ("attended, cancelled", "2 of 16", "15", "16 weeks after the first Monday"),
    ("attended, did not attend, cancelled, late", "3 of 16", "14", "17 weeks after the first Monday"),
]
RIBBON: Final[list[Row]] = [
    ("attended, attended", "done 1, done 2, now 3", "13 to come"),
    ("attended, did not attend, attended", "done 1, missed, done 2, now 3", "13 to come"),
    ("attended, cancelled, planned", "done 1, missed, now 2", "14 to come"),
    ("attended, planned, planned", "done 1, now 2, planned 3", "13 to come"),
]
LENGTHS: Final[list[Row]] = [
    ("12", "1 to 3", "4 to 10", "11 to 12", "6", "8"),
    ("13", "1 to 3", "4 to 11", "12 to 13", "6", "9"),
    ("14", "1 to 3", "4 to 11", "12 to 14", "7", "10"),
    ("15", "1 to 4", "5 to 12", "13 to 15", "7", "11"),
    ("16", "1 to 4", "5 to 12", "13 to 16", "8", "12"),
]
GATES: Final[list[Row]] = [
    ("start", "all is recorded", "", "passed"),
    ("start", "consent is not recorded", "", "held"),
    ("start", "consent was refused", "", "held"),
    ("start", "consent was refused", "a reason", "held"),
    ("start", "safety is not recorded", "", "held"),
    ("start", "suitability is not recorded", "", "not recorded"),
    ("start", "suitability is not recorded", "a reason", "passed over"),
    ("focus agreed", "all is recorded", "", "passed"),
    ("focus agreed", "agreement is not recorded", "", "held"),
    ("focus agreed", "agreement is not recorded", "a reason", "held"),
    ("focus agreed", "the client did not agree", "", "held"),
    ("focus agreed", "a goal is not recorded", "", "not recorded"),
    ("focus agreed", "there are 0 goals", "", "open"),
    ("focus agreed", "there are 0 goals", "a reason", "passed over"),
]
MOVES: Final[list[Row]] = [
    ("not begun", "consent refused", "beginning", "no", "no"),
    ("not begun", "all recorded", "beginning", "yes", ""),
    ("beginning", "agreement not recorded", "middle", "no", "no"),
    ("beginning", "goals not recorded", "middle", "no", "yes"),
    ("beginning", "all recorded", "middle", "yes", ""),
    ("middle", "5 sessions left, ending named", "ending", "no", "yes"),
    ("middle", "4 sessions left, ending not named", "ending", "no", "yes"),
    ("middle", "4 sessions left, ending named", "ending", "yes", ""),
    ("middle", "all recorded", "beginning", "yes", ""),
    ("beginning", "consent refused", "closed", "no", "yes"),
    ("ending", "nothing of the ending recorded", "closed", "no", "yes"),
    ("ending", "all of the ending recorded", "closed", "yes", ""),
    ("closed", "all recorded", "ending", "yes", ""),
]
ENDING: Final[list[Row]] = [
    ("11", "5", "no", "no"),
    ("12", "4", "no", "yes"),
    ("12", "4", "yes", "no"),
    ("15", "1", "no", "yes"),
    ("16", "0", "no", "yes"),
]
REVIEWS: Final[list[Row]] = [
    ("day 20 after the first session", "none", "not yet"),
    ("day 21 after the first session", "none", "due"),
    ("day 28 after the first session", "none", "overdue"),
    ("day 21 after the first session", "days 7 to 13", "not yet"),
    ("day 28 after the first session", "days 7 to 13", "due"),
]
MEASURES: Final[list[Row]] = [
    ("PHQ-9", "4 days before session 2", "never since session 1", "no"),
    ("PHQ-9", "3 days before session 2", "never since session 1", "yes"),
    ("PHQ-9", "3 days before session 2", "on the day of session 1", "yes"),
    ("PHQ-9", "the day of session 2", "the day before", "no"),
    ("GAD-7", "the day of session 2", "at the start", "no"),
    ("GAD-7", "the first day of week 4", "at the start", "yes"),
]

SPEC: list[tuple[str, Row, list[Row]]] = [
    ("Which appointments count", ("appointments, weekly", "session", "left", "projected end"), COUNTING),
    ("How the ribbon shows what was missed", ("appointments", "drawn", "then"), RIBBON),
    (
        "Phases of IPT by length",
        (
            "sessions",
            "beginning",
            "middle",
            "ending",
            "midpoint review",
            "session in which the ending is named",
        ),
        LENGTHS,
    ),
    ("How a gate stands", ("gate", "when", "recorded for going on", "the gate is"), GATES),
    ("Which changes of phase are open", ("from", "when", "to", "open", "with a reason"), MOVES),
    ("When the ending is raised, of 16", ("held", "left", "named before", "raised"), ENDING),
    ("When the week-4 review waits", ("day", "pause", "the review is"), REVIEWS),
    ("When a measure waits", ("measure", "day", "last answered", "waits"), MEASURES),
]


def weekly(appointments: str) -> CourseFacts:
    return course("".join(LETTER[word] for word in appointments.split(", ") if word in LETTER))


def stand(facts: CourseFacts, day: int = 0) -> Standing:
    return standing(ipt(), facts, today=MONDAY + timedelta(days=day))


@pytest.mark.parametrize(("appointments", "session", "left", "end"), COUNTING)
def test_counting(appointments: str, session: str, left: str, end: str) -> None:
    facts = weekly(appointments)
    found = stand(facts, day=7 * max(0, len(facts.sessions) - 1))
    assert f"{found.session} of {found.of}" == session
    assert str(found.left) == left
    assert found.projected_end == week(int(end.split()[0]))


@pytest.mark.parametrize(("appointments", "drawn", "then"), RIBBON)
def test_ribbon(appointments: str, drawn: str, then: str) -> None:
    cells = ribbon(ipt(), weekly(appointments))
    shown = [
        f"{MARK[cell.state]} {cell.n}" if cell.n else "missed" for cell in cells if cell.state != "to_come"
    ]
    assert ", ".join(shown) == drawn
    assert f"{len(cells) - len(shown)} to come" == then


@pytest.mark.parametrize(("sessions", "beginning", "middle", "ending", "midpoint", "named"), LENGTHS)
def test_lengths(sessions: str, beginning: str, middle: str, ending: str, midpoint: str, named: str) -> None:
    of = int(sessions)
    phases = [phase_of(ipt(), number, of) for number in range(1, of + 1)]
    for phase, wanted in (("initial", beginning), ("middle", middle), ("ending", ending)):
        numbers = [number for number, found in enumerate(phases, start=1) if found == phase]
        assert f"{numbers[0]} to {numbers[-1]}" == wanted
    for task, wanted in (("review_midpoint", midpoint), ("name_ending", named)):
        planned = [n for n in range(1, of + 1) if task in {it.id for it in plan(ipt(), n, of).tasks}]
        assert planned == [int(wanted)]


WHEN: Final[dict[str, dict[str, Any]]] = {
    "all is recorded": {},
    "consent is not recorded": {"consent": None},
    "consent was refused": {"consent": False},
    "safety is not recorded": {"safety_asked": None},
    "suitability is not recorded": {"suitability_decided": None},
    "agreement is not recorded": {"formulation_agreed": None},
    "the client did not agree": {"formulation_agreed": False},
    "a goal is not recorded": {"goals": None},
    "there are 0 goals": {"goals": 0},
}


@pytest.mark.parametrize(("gate", "when", "over", "state"), GATES)
def test_gates(gate: str, when: str, over: str, state: str) -> None:
    id = gate.replace(" ", "_")
    named = {name: value for name, value in {**AGREED, **WHEN[when]}.items() if value is not None}
    found = stand(course(named=named, gates_passed_over={id: over} if over else {}))
    assert {it.id: it.state for it in found.gates}[id] == state.replace(" ", "_")


SITUATIONS: Final[dict[str, CourseFacts]] = {
    "consent refused": course(named={**AGREED, "consent": False}),
    "all recorded": course("a" * 12, named={**AGREED, "ending_named": True}),
    "agreement not recorded": course(named=READY),
    "goals not recorded": course(named={name: it for name, it in AGREED.items() if name != "goals"}),
    "5 sessions left, ending named": course("a" * 11, named={**AGREED, "ending_named": True}),
    "4 sessions left, ending not named": course("a" * 12, named=AGREED),
    "4 sessions left, ending named": course("a" * 12, named={**AGREED, "ending_named": True}),
    "nothing of the ending recorded": course("a" * 16, named=AGREED),
    "all of the ending recorded": course("a" * 16, named={**AGREED, **CLOSING}),
}
PHASES: Final = {"not begun": "not_begun", "beginning": "initial"}


@pytest.mark.parametrize(("start", "when", "to", "is_open", "with_reason"), MOVES)
def test_moves(start: str, when: str, to: str, is_open: str, with_reason: str) -> None:
    facts = SITUATIONS[when]
    at = CourseFacts(
        PHASES.get(start, start), facts.planned_sessions, MONDAY, sessions=facts.sessions, named=facts.named
    )
    found = {move.to: move for move in stand(at, day=120).moves}[PHASES.get(to, to)]
    assert ("yes" if found.allowed else "no") == is_open
    assert found.allowed or ("yes" if found.overridable else "no") == with_reason


@pytest.mark.parametrize(("held", "left", "named", "raised"), ENDING)
def test_ending(held: str, left: str, named: str, raised: str) -> None:
    found = stand(
        course("a" * int(held), named={"ending_named": True} if named == "yes" else {}), 7 * int(held)
    )
    assert str(found.left) == left
    assert ("yes" if found.ending_to_be_named else "no") == raised


@pytest.mark.parametrize(("day", "pause", "is_"), REVIEWS)
def test_reviews(day: str, pause: str, is_: str) -> None:
    away = () if pause == "none" else ((week(1), week(1) + timedelta(days=6)),)
    found = stand(course("a", pauses=away), day=int(day.split()[1]))
    waits = {"due": found.due, "overdue": found.overdue}
    where = [name for name, items in waits.items() if "early_review" in {due.id for due in items}]
    assert (where or ["not yet"]) == [is_]


DAYS: Final = {
    "4 days before session 2": 3,
    "3 days before session 2": 4,
    "the day of session 2": 7,
    "the first day of week 4": 21,
}
ANSWERED: Final = {
    "never since session 1": (),
    "on the day of session 1": (MONDAY,),
    "at the start": (MONDAY,),
    "the day before": (MONDAY + timedelta(days=6),),
}


@pytest.mark.parametrize(("measure", "day", "answered", "waits"), MEASURES)
def test_measures(measure: str, day: str, answered: str, waits: str) -> None:
    id = measure.replace("-", "").lower()
    facts = course("ap", measures_answered={id: ANSWERED[answered]})
    found = stand(facts, day=DAYS[day])
    assert ("yes" if id in {due.id for due in (*found.due, *found.overdue)} else "no") == waits
