"""Every protocol file: sound, sourced, walked from start to end, in our words; each rule seen red once."""

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from amity.core import giving, library
from amity.core.definitions.anchor import Once
from amity.core.definitions.common import Finding
from amity.core.definitions.facts import WORDS, Fact
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_case import ProtocolCase
from amity.core.definitions.protocol_checks import CHECKS
from amity.core.library.folders import roots, shelf
from amity.core.library.yaml_text import read
from amity.core.phases.walk import differences

WEEKLY = ("own_mood", "own_goal")
OWN = (
    *("own_roles", "own_self_esteem", "own_self_blame"),
    *("own_loneliness", "own_closeness", "own_relationship"),
)
TOGETHER = "own_alliance"
IDS = sorted(protocol.id for protocol in library.protocols())
NEVER = re.compile(
    r"\b(no risk|safe|detects?|predicts?|diagnoses|monitors?|termination|homework|compliance)\b", re.I
)
NEVER_FOR_CLIENTS = re.compile(
    r"\b(deficits?|sensitivit\w+|sick role|faulty|failed|therapy|treatment|gate|overdue|did not attend)\b",
    re.I,
)


@cache
def walked(id: str) -> tuple[ProtocolCase, ...]:
    return library.cases("protocol", id).cases


CASES = [(id, case.name) for id in IDS for case in walked(id)]


def named(id: str, name: str) -> ProtocolCase:
    return next(case for case in walked(id) if case.name == name)


@pytest.mark.parametrize(("id", "name"), CASES, ids=lambda it: it.replace(" ", "_"))
def test_case(id: str, name: str) -> None:
    assert list(differences(library.protocol(id), named(id, name))) == []


@pytest.mark.parametrize("id", IDS)
def test_every_length_is_walked_to_its_close(id: str) -> None:
    """Those laid out by hand each; of those stretched the shortest, the usual and the longest."""
    protocol = library.protocol(id)
    closed = {case.planned_sessions for case in walked(id) if case.steps[-1].expect.phase == "closed"}
    by_hand = {int(of) for of in raw(id).get("layouts", {})}
    assert closed >= by_hand | {protocol.dose.min, protocol.dose.default, protocol.dose.max}


@pytest.mark.parametrize(
    "change",
    [
        {"expect": {"session": 3}},
        {"expect": {"phase": "ending"}},
        {"expect": {"left": 16}},
        {"expect": {"projected_end": "2026-06-16"}},
        {"expect": {"ending_to_be_named": True}},
        {"expect": {"due": ["close"]}},
        {"expect": {"not_due": ["build_timeline"]}},
        {"expect": {"overdue": ["build_timeline"]}},
        {"expect": {"gates": {"start": "held"}}},
        {"expect": {"gates": {"gone": "held"}}},
        {"expect": {"allowed": ["middle"]}},
        {
            "expect": {"refused": ["middle"]},
            "record": {"formulation_agreed": True},
            "pass_over": {"focus_agreed": "Known"},
        },
        {"move": "middle"},
        {"move": "ending"},
    ],
    ids=str,
)
def test_a_case_that_is_wrong_fails(change: dict[str, Any]) -> None:
    case = _as_written("ipt")["cases"][4]
    first, second = case["steps"][0], {**case["steps"][1], "expect": {}}
    sound = ProtocolCase.model_validate({**case, "steps": [first, second]})
    wrong = ProtocolCase.model_validate({**case, "steps": [first, _joined(second, change)]})
    assert list(differences(library.protocol("ipt"), sound)) == []
    assert len(list(differences(library.protocol("ipt"), wrong))) == 1


def _joined(step: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    return {**step, **change, "record": step["record"] | change.get("record", {})}


def _as_written(id: str) -> dict[str, Any]:
    found: dict[str, Any] = read(
        (shelf("protocols", roots()).folders[id].path / "cases.yaml").read_bytes()
    ).value
    return found


@cache
def _parsed(id: str) -> dict[str, Any]:
    folder = shelf("protocols", roots()).folders[id]
    found: dict[str, Any] = read(folder.file(folder.versions[-1]).read_bytes()).value
    return found


def raw(id: str = "ipt") -> dict[str, Any]:
    return deepcopy(_parsed(id))


def findings(change: Callable[[dict[str, Any]], object]) -> list[Finding]:
    values = raw()
    change(values)
    protocol = Protocol.model_validate(values)
    return [finding for check in CHECKS for finding in check.find(protocol)]


def test_the_file_is_sound() -> None:
    assert findings(lambda it: None) == []


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    """The change that puts the last of `path` at the place the others lead to."""

    def change(values: Any) -> None:
        *steps, key, value = path
        for step in steps:
            values = values[step]
        values[key] = value

    return change


NAMED = {
    "instrument": "epds",
    "title": "EPDS",
    "at": [{"from": "start", "n": 1}],
    "given_instead": ["phq9"],
    "why": "On paper.",
    "source": "Amity decision",
}
WATCH = {
    "id": "high",
    "instrument": "phq9",
    "at_least": 10,
    "times": 2,
    "records": "relapse_signs",
    "says": "Ten or more, twice.",
    "source": "Amity decision",
}
STEP = {
    "id": "pace",
    "phase": "middle",
    "title": "Pace",
    "objectives": ["Find it"],
    "goes_on_when": "celebrate",
    "source": "Amity decision",
}


@pytest.mark.parametrize(
    ("change", "place", "found"),
    [
        (_set("gates", 1, "id", "start"), "gates", "start 2 times"),
        (_set("phases", 0, "id", "closed"), "phases", "closed"),
        (_set("dose", "default", 20), "dose", "min, default, max (12, 20, 16)"),
        (_set("phases", 0, "min", 5), "phases", "min, default, max (5, 4, 4)"),
        (lambda it: it["layouts"].pop(13), "layouts", "12, 14, 15, 16"),
        (lambda it: it["layout_sources"].pop(13), "layout_sources", "12, 14, 15, 16"),
        (_set("layouts", 12, [3, 7, 3]), "layouts", "[3, 7, 3]"),
        (_set("layouts", 12, [5, 7]), "layouts", "[5, 7]"),
        (_set("layouts", 12, [3, 4, 5]), "layouts", "4"),
        (_set("layouts", 16, [4, 7, 5]), "phases", "other defaults"),
        (_set("sessions", 2, "at", "phase", "midle"), "sessions", "midle"),
        (_set("sessions", 6, "until", "phase", "midle"), "sessions", "midle"),
        (_set("gates", 1, "due", "phase", "midle"), "gates", "midle"),
        (_set("measures", 1, "at", 0, {"phase": "midle", "from": "end", "n": 1}), "measures", "midle"),
        (lambda it: it["sessions"].pop(0), "sessions", "nothing for session 1 of 12"),
        (_set("gates", 1, "opens", "midle"), "gates", "midle"),
        (_set("gates", 1, "opens", "initial"), "gates", "initial"),
        (_set("gates", 3, "needs", []), "gates", "[]"),
        (_set("gates", 0, "needs", ["consent"]), "gates", "consent"),
        (_set("gates", 0, "holds", ["sick_role_given"]), "gates", "sick_role_given"),
        (_set("gates", 0, "holds", ["ending_near"]), "gates", "ending_near"),
        (_set("each_session", "tasks", 0, "sing"), "each_session", "sing"),
        (_set("each_session", "steps", 0, "sing"), "each_session", "sing"),
        (_set("sessions", 0, "tasks", 0, "sing"), "sessions", "sing"),
        (_set("sessions", 0, "techniques", 0, "sing"), "sessions", "sing"),
        (_set("sessions", 0, "worksheets", 0, "giving_hope"), "sessions", "giving_hope"),
        (_set("areas", 0, "worksheets", 0, "sing"), "areas", "sing"),
        (_set("tasks", 5, "technique", "sing"), "tasks", "sing"),
        (lambda it: it["tasks"].append({"id": "sing", "title": "Sing"}), "tasks", "sing"),
        (_set("measures", 0, "at", [{"week": 4}]), "measures", "PHQ-9"),
        (_set("measures", 0, "every_session", False), "measures", "PHQ-9"),
        (_set("measures", 1, "at", [{"days_after_ending": 90}]), "measures", "GAD-7"),
        (_set("named_measures", [{**NAMED, "every_session": True}]), "named_measures", "EPDS"),
        (_set("named_measures", [{**NAMED, "given_instead": ["who5"]}]), "named_measures", "who5"),
        (_set("named_measures", [{**NAMED, "instrument": "gad7"}]), "named_measures", "gad7 2 times"),
        (_set("beside", 0, "instruments", ["own_mood", "phq9"]), "beside", "phq9 2 times"),
        (_set("beside", 0, "every_session", False), "beside", "Mood and goals"),
        (_set("beside", 1, "at", 0, {"phase": "midle", "from": "end", "n": 1}), "beside", "midle"),
        (_set("beside", 1, "source", "Hearsay"), "beside", "Hearsay"),
        (_set("named_measures", [{**NAMED, "source": "Hearsay"}]), "named_measures", "Hearsay"),
        (_set("watches", [WATCH, WATCH]), "watches", "high 2 times"),
        (_set("watches", [{**WATCH, "phases": ["midle"]}]), "watches", "midle"),
        (_set("gates", 0, "at_least", {"goals": 2}), "gates", "goals"),
        (_set("gates", 1, "at_least", {"contract": 2}), "gates", "contract"),
        (_set("watches", [{**WATCH, "records": "ending_near"}]), "watches", "ending_near"),
        (_set("watches", [{**WATCH, "source": "Hearsay"}]), "watches", "Hearsay"),
        (_set("steps", [STEP, STEP]), "steps", "pace 2 times"),
        (_set("steps", [{**STEP, "phase": "midle"}]), "steps", "midle"),
        (_set("steps", [{**STEP, "tasks": ["sing"]}]), "steps", "sing"),
        (_set("steps", [{**STEP, "goes_on_when": "sing"}]), "steps", "sing"),
        (_set("steps", [{**STEP, "worksheets": ["giving_hope"]}]), "steps", "giving_hope"),
        (_set("steps", [{**STEP, "source": "Hearsay"}]), "steps", "Hearsay"),
        (_set("counting", "counts", ["attended", "planned"]), "counting", "planned"),
        (_set("ending_named_at_left", 17), "ending_named_at_left", "17"),
        (_set("dose", "source", "A friend said so"), "dose", "A friend said so"),
        (_set("gates", 0, "source", "Weissman 2018: gates; hearsay"), "gates", "hearsay"),
        (_set("layout_sources", 12, "Hearsay"), "layout_sources", "Hearsay"),
        (_set("adjuncts", 0, "source", "Hearsay"), "adjuncts", "Hearsay"),
        (_set("areas", []), "gates", "problem_area"),
        (_set("gates", 4, "needs", ["steps_taken"]), "gates", "steps_taken"),
        (_set("tasks", 5, "records", "ending_near"), "tasks", "ending_near"),
        (_set("stretch", {"phase": "midle", "source": "Amity decision"}), "stretch", "midle"),
        (_set("stretch", {"phase": "middle", "source": "Hearsay"}), "stretch", "Hearsay"),
    ],
)
def test_each_rule_is_seen_red(change: Callable[[dict[str, Any]], object], place: str, found: str) -> None:
    seen = [(finding.place[0], finding.found) for finding in findings(change)]
    assert any(where == place and found in what for where, what in seen), seen


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_set("gates", 0, "needs", ["moon_is_full"]), "moon_is_full"),
        (_set("counting", "counts", ["came"]), "came"),
        (_set("dose", "min", "12"), "valid integer"),
        (_set("gates", 0, "if", "left < 4"), "Extra inputs"),
        (_set("gates", 1, "due", {"week": 4, "n": 1}), "Extra inputs"),
        (_set("gates", 1, "due", {"once": "moon_is_full"}), "moon_is_full"),
        (_set("measures", 1, "at", [{"once": "relapse_signs"}]), "once"),
        (_set("gates", 1, "due", {"days_after_ending": 90}), "days_after_ending"),
        (_set("beside", 1, "at", [{"days_after_ending": 0}]), "greater than or equal to 1"),
        (_set("named_measures", [{**NAMED, "given_instead": None}]), "given_instead"),
        (_set("layouts", 12, [3, 7, 10**9]), "less than or equal to 400"),
        (_set("phases", 0, "source", "n/a"), "not a source"),
        (_set("tasks", 0, "id", "Say-Hello"), "should match pattern"),
    ],
)
def test_what_the_shape_refuses(change: Callable[[dict[str, Any]], None], says: str) -> None:
    values = raw()
    change(values)
    with pytest.raises(ValidationError, match=says):
        Protocol.model_validate(values)


def texts(value: Any, keys: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in texts(inner, (*keys, str(key)))]
    if isinstance(value, list):
        return [found for inner in value for found in texts(inner, keys)]
    return [(keys, value)] if isinstance(value, str) else []


@pytest.mark.parametrize("id", IDS)
def test_words_that_are_never_on_screen(id: str) -> None:
    shown = [text for keys, text in texts(raw(id)) if keys[0] != "sources" and keys[-1] != "source"]
    assert [text for text in shown if NEVER.search(text)] == []
    for words in WORDS.values():
        assert not NEVER.search(f"{words.when} {words.no}")


@pytest.mark.parametrize("id", IDS)
def test_words_that_clients_never_see(id: str) -> None:
    theirs = [text for keys, text in texts(raw(id)) if keys[-1] == "client_words"]
    assert len(theirs) > len(library.protocol(id).areas)
    assert [text for text in theirs if NEVER_FOR_CLIENTS.search(text)] == []


@pytest.mark.parametrize("id", [id for id in IDS if library.protocol(id).model is None])
def test_the_words_of_the_four_areas(id: str) -> None:
    theirs = {
        "grief": "Losing someone",
        "role_dispute": "A relationship in difficulty",
        "role_transition": "A big change",
        "interpersonal_sensitivities": "Feeling alone, or finding it hard to connect",
    }
    found = {area.id: area.client_words for area in library.protocol(id).areas}
    assert theirs.items() <= found.items()


def test_a_model_of_its_own_has_none_of_the_four() -> None:
    mit = library.protocol("mit")
    assert mit.model == "Metacognitive interpersonal therapy"
    assert not mit.areas
    assert [step.id for step in mit.steps if step.phase == "initial"] == [
        *("episodes", "monitoring", "schema", "formulation"),
    ]
    assert len(mit.steps) == 8


def test_every_fact_has_its_words() -> None:
    assert set(WORDS) == set(Fact)
    assert all(words.when[0].islower() and not words.no.endswith(".") for words in WORDS.values())


@pytest.mark.parametrize("id", IDS)
def test_two_gates_hold_and_no_other(id: str) -> None:
    """Consent and safety at the start, the client's agreement to the focus; all else may be passed over."""
    gates, phases = library.protocol(id).gates, library.protocol(id).phase_ids
    assert {gate.id: gate.holds for gate in gates if gate.holds} == {
        "start": (Fact.CONSENT, Fact.SAFETY_ASKED),
        "focus_agreed": (Fact.FORMULATION_AGREED,),
    }
    assert gates[0].opens == phases[0]
    assert {gate.opens for gate in gates} >= {phases[0], phases[-1], "closed"}


@pytest.mark.parametrize("id", IDS)
def test_safety_is_asked_and_time_is_named_in_every_session(id: str) -> None:
    each = library.protocol(id).each_session.tasks
    assert "ask_safety" in each
    assert any(task.startswith("say_") and task.endswith("_left") for task in each)


def test_every_fact_is_asked_for_somewhere() -> None:
    gates = [gate for one in library.protocols() for gate in one.gates]
    asked = {fact for gate in gates for fact in (*gate.holds, *gate.needs)}
    asked |= {gate.due.once for gate in gates if isinstance(gate.due, Once)}
    assert set(Fact) == asked


@pytest.mark.parametrize("id", IDS)
def test_the_default_schedule(id: str) -> None:
    """Every week PHQ-9, mood and goals; more at the beginning, the end and after it. Words for all."""
    protocol = library.protocol(id)
    for of in protocol.layouts:
        asked = {it.instrument: it for it in giving.plan(protocol, of, {})}
        every = {id for id, it in asked.items() if giving.EACH_SESSION in it.moments}
        assert {"phq9", *WEEKLY} <= every
        assert {id for id, it in asked.items() if it.is_beside} - {TOGETHER} == {*WEEKLY, *OWN}
        for one in OWN:
            early, late = {"assessment", "number:2"}, {"end", f"number:{of - 1}"}
            assert {*asked[one].moments} & early
            assert {*asked[one].moments} & late
        after = {f"follow_up:{days}" for days in (90, 180, 365)}
        assert all(after <= {*it.moments} for id, it in asked.items() if id not in (*WEEKLY, TOGETHER))
        assert all(library.instrument(it).has_wording for it in asked)


def test_lookups_by_id() -> None:
    protocol = library.protocol("ipt")
    assert protocol.area("grief").stages[0].id == "acknowledge"
    assert protocol.phase("middle").default == 8
    assert protocol.technique("role_play").worksheet
    named = {(reference.kind, reference.id) for reference in protocol.references()}
    assert {id for kind, id in named if kind == "instrument"} == {"phq9", "gad7", *WEEKLY, *OWN, TOGETHER}
    assert ("technique", "role_play") in named
    assert ("technique", "timeline") not in named
    for find in (protocol.area, protocol.phase, protocol.technique, protocol.task):
        with pytest.raises(KeyError):
            find("gone")
