"""From one worksheet into the next without writing anything twice, and what is held back about whom."""

from typing import Any

import pytest
from hypothesis import given

from amity.core import library, worksheets
from amity.core.definitions.technique_parts import PRACTICE, Safety
from amity.core.worksheets import carrying, holding_back
from tests.core.made_technique import MAP, technique
from tests.core.made_technique import worksheets as kept


@given(kept())
def test_what_goes_on_is_what_was_written(values: dict[str, Any]) -> None:
    found = worksheets.follow_on(MAP, values, MAP)
    expected: dict[str, Any] = {}
    if "place" in values:
        expected["story"] = values["place"]
    if "kind" in values:
        expected["kind"] = values["kind"]
    rows = [(it["id"], it.get("what") or it.get("most")) for it in values.get("stops", [])]
    if any(words for _, words in rows):
        expected["lines"] = [{"id": id, "words": words} for id, words in rows if words]
    assert found == expected
    assert worksheets.clean(MAP, found) == worksheets.Cleaned(
        {it.id: found[it.id] for it in MAP.fields if it.id in found}, ()
    )


def test_a_practice_begins_with_it_and_comes_back() -> None:
    practice = worksheets.follow_on(MAP, {"story": "To the lake.", "guide": "ada"})
    assert practice == {"text": "To the lake.", "person": "ada"}
    assert worksheets.begin_after(MAP, practice | {"result": "part", "result_said": "Wet."}) == {
        "story": "To the lake.",
        "walked": "part",
        "met": ["ada"],
    }
    assert worksheets.begin_after(MAP, {}) == worksheets.follow_on(MAP, {}) == {}


def test_rows_that_two_questions_go_into_stay_in_their_order() -> None:
    carries = [
        {"to": "map", "from": "stops.most", "into": "stops.most"},
        {"to": "map", "from": "stops.what", "into": "stops.what"},
    ]
    both = technique(carries=carries)
    rows = [
        {"id": "a", "what": "A"},
        {"id": "b", "what": "B", "most": "b"},
        {"id": "c", "most": "c"},
        {"id": "d"},
    ]
    assert worksheets.follow_on(both, {"stops": rows}, both) == {"stops": rows[:3]}


def test_lists_are_copied_and_one_person_becomes_a_list() -> None:
    into_met = technique(carries=[{"to": "map", "from": "guide", "into": "met"}])
    assert worksheets.follow_on(into_met, {"guide": "ada"}, into_met) == {"met": ["ada"]}
    into_marks = technique(carries=[{"to": "map", "from": "met", "into": "met"}])
    assert worksheets.follow_on(into_marks, {"met": ["ada", "ben"]}, into_marks) == {"met": ["ada", "ben"]}


def test_whose_idea_it_was_goes_on_with_the_idea_alone() -> None:
    analysis, play = map(library.technique, ("communication_analysis", "role_play"))
    lines = [
        {"id": "l1", "speaker": "me", "alternative": "I need a hand.", "alternative_by": "therapist"},
        {"id": "l2", "speaker": "me", "alternative_by": "therapist"},
        {"id": "l3", "speaker": "me", "said": "Never mind.", "alternative_by": "therapist"},
    ]
    assert worksheets.follow_on(analysis, {"lines": lines}, play) == {
        "script": [
            {"id": "l1", "speaker": "me", "words": "I need a hand.", "idea_by": "therapist"},
            {"id": "l3", "speaker": "me", "words": "Never mind."},
        ]
    }
    assert worksheets.follow_on(analysis, {"lines": lines[1:2]}, play) == {}


@pytest.mark.parametrize(
    ("path", "target", "why"),
    [
        ("place", "story", None),
        ("story", "letter", None),
        ("on_day", "about", None),
        ("guide", "met", None),
        ("stops.kind", "stops.kind", None),
        ("story", "place", "long or letter"),
        ("about", "on_day", "type when"),
        ("kind", "marks", "the options hill, lake, sea"),
        ("stops.what", "place", "a row goes into a row"),
        ("place", "stops.what", "a row goes into a row"),
    ],
)
def test_what_goes_where(path: str, target: str, why: str | None) -> None:
    said = carrying.unfit(MAP, path, MAP, target)
    assert (said is None) if why is None else (why in (said or ""))


@pytest.mark.parametrize(
    ("path", "field", "fits"),
    [
        ("place", "text", True),
        ("stops.what", "text", False),
        ("met", "person", False),
        ("on_day", "day", True),
    ],
)
def test_what_goes_into_a_practice(path: str, field: str, fits: bool) -> None:
    assert (carrying.unfit_for_practice(MAP, path, field) is None) is fits


@pytest.mark.parametrize(
    ("from_", "into", "fits"),
    [
        ("text", "story", True),
        ("text", "stops.what", False),
        ("text", "place", False),
        ("result", "walked", True),
    ],
)
def test_what_comes_from_a_practice(from_: str, into: str, fits: bool) -> None:
    (one,) = technique(receives=[{"of": "practice", "from": from_, "into": into}]).receives
    assert (carrying.unfit_from_practice(MAP, one) is None) is fits


def test_the_loop_from_an_incident_to_life_and_back_writes_no_sentence_twice() -> None:
    """incident → communication analysis → role play → practice → the incident of its result."""
    incident, analysis, play = map(
        library.technique, ("interpersonal_incident", "communication_analysis", "role_play")
    )
    first = {"who": "sister", "day": "2026-03-03", "happened": "She hung up.", "want": "To be heard out."}
    second = worksheets.follow_on(incident, first, analysis)
    assert second["happened"] == "She hung up."
    assert second["goal"] == "To be heard out."
    second["lines"] = [
        {"id": "l1", "speaker": "me", "said": "As always.", "alternative": "I would like to finish."},
        {"id": "l2", "speaker": "other", "said": "I have no time."},
    ]
    third = worksheets.follow_on(analysis, second, play)
    assert third["script"] == [
        {"id": "l1", "speaker": "me", "words": "I would like to finish."},
        {"id": "l2", "speaker": "other", "words": "I have no time."},
    ]
    assert (third["person"], third["aim"], third["scene"]) == ("sister", "To be heard out.", "She hung up.")
    third |= {
        "attempt": "Say it on Sunday.",
        "attempt_on": "2026-03-08",
        "if_then": "If she hangs up, I write.",
    }
    practice = worksheets.follow_on(play, third)
    assert practice == {
        "person": "sister",
        "text": "Say it on Sunday.",
        "day": "2026-03-08",
        "if_then": "If she hangs up, I write.",
    }
    last = worksheets.begin_after(incident, practice | {"result": "yes", "result_said": "She listened."})
    assert last == {
        "who": "sister",
        "day": "2026-03-08",
        "planned": "Say it on Sunday.",
        "tried": "yes",
        "happened": "She listened.",
    }
    for of, values in ((analysis, second), (play, third), (incident, last)):
        assert worksheets.clean(of, values).misfits == ()
    assert set(practice) <= set(PRACTICE)


@pytest.mark.parametrize(
    ("safety", "person", "is_coerced", "held"),
    [
        ("no_confrontation_when_unsafe", "ada", False, True),
        ("no_confrontation_when_unsafe", "ben", False, False),
        ("no_confrontation_when_unsafe", "ben", True, False),
        ("no_confrontation_when_unsafe", None, True, True),
        ("no_confrontation_when_unsafe", None, False, False),
        ("none", "ada", True, False),
        ("none", None, True, False),
    ],
)
def test_what_is_held_back(safety: Safety, person: str | None, is_coerced: bool, held: bool) -> None:
    assert worksheets.is_held_back(technique(safety=safety), person, {"ada"}, is_coerced=is_coerced) is held


def test_every_named_rule_of_safety_has_its_function() -> None:
    assert set(holding_back.RULES) == {"none", "no_confrontation_when_unsafe"}
