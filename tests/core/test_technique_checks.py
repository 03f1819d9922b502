"""What one key of a technique says must agree with what the others say; each disagreement is found."""

from typing import Any

import pytest

from amity.core.definitions import feelings_checks, technique_checks
from amity.core.definitions.feelings import Feelings
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_editors import EDITORS
from amity.core.definitions.technique_parts import ROWS_TYPES, Choice, Rows, taps
from amity.core.library import shapes
from tests.core.made_technique import FILE, MAP, plain, technique


def found(it: Technique) -> list[tuple[str, str]]:
    return [
        (shapes.place_text(one.place), one.found) for each in technique_checks.CHECKS for one in each.find(it)
    ]


def changed(field: str, **parts: Any) -> Technique:
    """The invented technique with one of its questions changed."""
    fields = [it | parts if it["id"] == field else it for it in plain()["fields"]]
    return technique(fields=fields)


def rows(**parts: Any) -> Technique:
    return changed("stops", **parts)


def test_the_invented_one_agrees_with_itself() -> None:
    assert found(MAP) == found(changed("kind", said_to="place")) == []
    whole, problems = shapes.parse(Technique, FILE.read_bytes(), "map", technique_checks.CHECKS)
    assert (whole, problems) == (MAP, [])


TWO = [{"id": "a", "says": "A"}, {"id": "a", "says": "B"}]
INNER = {"id": "x", "type": "text", "asks": "?"}
CHOICE = {"id": "y", "type": "choice", "asks": "?"}
NOTE = {"id": "note", "type": "text", "asks": "?", "by": "clinician", "private": True}
MORE = {"id": "more", "title": "More", "fields": ["zzz"]}
MARKS = {"rule": "chosen", "field": "marks"}
LINES = {"to": "map", "from": "stops.what", "into": "lines.words"}
OTHER = {"id": "x", "says": "X", "mild": ["a"], "middle": ["b"], "strong": ["c"]}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (technique(steps=[*plain()["steps"], plain()["steps"][0]]), "steps"),
        (technique(fields=[*plain()["fields"], plain()["fields"][0]]), "fields"),
        (changed("kind", options=TWO), "fields[6].options"),
        (rows(fields=[INNER, INNER]), "fields[9].fields"),
        (rows(fields=[INNER | {"id": "id"}]), "fields[9].fields"),
        (rows(fields=[INNER, CHOICE | {"options": TWO}]), "fields[9].fields[1].options"),
        (rows(always=[{"id": "a", "says": "A"}, {"id": "a", "says": "B"}]), "fields[9].always"),
        (technique(steps=plain()["steps"][1:]), "fields[0]"),
        (technique(steps=[*plain()["steps"], MORE]), "steps[3].fields[0]"),
        (changed("why_not", when={"rule": "answered", "field": "story"}), "fields[2].when"),
        (changed("why_not", when={"rule": "is_yes", "field": "place"}), "fields[2].when"),
        (changed("why_not", when={"rule": "answered", "field": "place", "options": ["a"]}), "fields[2].when"),
        (changed("weather", when={"rule": "chosen", "field": "place", "options": ["a"]}), "fields[8].when"),
        (changed("weather", when=MARKS | {"options": ["green"]}), "fields[8].when"),
        (changed("weather", when=MARKS), "fields[8].when"),
        (rows(fields=[INNER | {"when": {"rule": "answered", "field": "place"}}]), "fields[9].fields[0].when"),
        (changed("kind", said_to="zzz"), "fields[6].said_to"),
        (changed("kind", said_to="marks"), "fields[6].said_to"),
        (changed("stamp", said_to="working_view"), "fields[17].said_to"),
        (rows(fields=[INNER | {"said_to": "place"}]), "fields[9].fields[0].said_to"),
        (rows(least=5), "fields[9]"),
        (rows(most=1, least=0, always=[{"id": "a", "says": "A"}, {"id": "b", "says": "B"}]), "fields[9]"),
        (changed("working_view", by="either"), "fields[16]"),
        (changed("stamp", when={"rule": "answered", "field": "working_view"}), "fields[17].when"),
        (
            rows(fields=[NOTE, INNER | {"when": {"rule": "answered", "field": "note"}}]),
            "fields[9].fields[1].when",
        ),
        (technique(carries=[{"to": "map", "from": "working_view", "into": "story"}]), "carries[0]"),
        (technique(carries=[LINES | {"otherwise": "stops.note"}]), "carries[0]"),
        (technique(quick=["zzz"]), "quick[0]"),
        (technique(quick=["working_view"]), "quick[0]"),
        (technique(quick=["stops"]), "quick[0]"),
        (technique(quick=["on_day", "guide", "met", "felt", "kind"]), "quick"),
        (technique(quick=["place", "story"]), "quick"),
        (technique(carries=[{"to": "map", "from": "zzz", "into": "story"}]), "carries[0].from"),
        (technique(carries=[LINES | {"otherwise": "zzz"}]), "carries[0].otherwise"),
        (technique(carries=[{"to": "practice", "from": "place", "into": "zzz"}]), "carries[0].into"),
        (technique(receives=[{"of": "practice", "from": "zzz", "into": "story"}]), "receives[0].from"),
        (technique(receives=[{"of": "practice", "from": "text", "into": "zzz"}]), "receives[0].into"),
        (technique(source="Somebody 2020"), "source"),
    ],
)
def test_a_file_that_does_not_agree_with_itself_is_found(wrong: Technique, place: str) -> None:
    assert place in [at for at, _ in found(wrong)]


def editor(type: str, **changes: Any) -> Technique:
    """The rows as a special editor with all the questions it knows, some replaced or left out (None)."""
    fields: dict[str, Any] = {}
    for id, column in EDITORS[type].items():
        options = [{"id": it, "says": it} for it in sorted(column.options) or ["a", "b"]]
        own: dict[str, dict[str, Any]] = {
            "choice": {"options": options},
            "several": {"options": options},
            "scale": {"low": "l", "high": "h"},
            "feelings": {"vocabulary": "everyday"},
        }
        fields[id] = {"id": id, "type": column.types[0], "asks": "?"} | own.get(column.types[0], {})
    fields |= changes
    return rows(type=type, fields=[it for it in fields.values() if it] or [INNER])


@pytest.mark.parametrize("type", ROWS_TYPES)
def test_a_special_editor_finds_its_questions(type: str) -> None:
    assert set(EDITORS) == set(ROWS_TYPES)
    assert [it for it in found(editor(type)) if "[9]" in it[0]] == []
    for id in EDITORS[type]:
        assert ("fields[9].fields", f"no {id}") in found(editor(type, **{id: None}))


def test_a_question_of_another_type_or_with_other_options_is_found() -> None:
    said = editor("transcript", said={"id": "said", "type": "day", "asks": "?"})
    assert ("fields[9].fields", "said of the type day") in found(said)
    options = [{"id": "me", "says": "I"}, {"id": "dog", "says": "the dog"}]
    speaker = editor(
        "transcript", speaker={"id": "speaker", "type": "choice", "asks": "?", "options": options}
    )
    assert ("fields[9].fields", "speaker: me, dog") in found(speaker)


def test_finding_a_part_by_its_id() -> None:
    stops, kind = MAP.field("stops"), MAP.field("kind")
    assert isinstance(stops, Rows)
    assert isinstance(kind, Choice)
    assert stops.field("what") is MAP.at("stops.what")
    assert (stops.name_of("home"), stops.name_of("r1")) == ("At home", None)
    assert MAP.step("way").title == "The way"
    assert kind.says("sea") == "the sea"
    assert [taps(it) for it in (stops, kind, MAP.field("story"))] == [1, 1, 0]
    for wrong in (MAP.field, MAP.step, MAP.at, stops.field, kind.says):
        with pytest.raises(KeyError):
            wrong("zzz")


def test_the_other_files_it_names() -> None:
    named = [(shapes.place_text(it.place), it.kind, it.id) for it in MAP.references()]
    assert named == [
        ("carries[0].to", "technique", "map"),
        ("carries[1].to", "technique", "map"),
        ("carries[2].to", "technique", "map"),
        ("carries[3].to", "technique", "role_play"),
        ("fields[9].fields[5].vocabulary", "feelings", "everyday"),
        ("fields[15].vocabulary", "feelings", "everyday"),
    ]


FAMILY = {"id": "sad", "says": "Sad", "mild": ["low"], "middle": ["sad"], "strong": ["empty"]}
WORDS = {
    "id": "made",
    "version": 1,
    "title": "Made",
    "lead": "Look.",
    "families": [FAMILY],
    "source": "Invented 2026",
    "sources": {"Invented 2026": {"reference": "Invented for tests", "checked": "read"}},
}


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, []),
        ({"families": [FAMILY, OTHER]}, []),
        ({"families": [FAMILY, OTHER | {"id": "sad"}]}, ["families"]),
        ({"families": [FAMILY, OTHER | {"mild": ["Low"]}]}, ["families"]),
        ({"source": "Nobody 2020"}, ["source"]),
    ],
)
def test_a_vocabulary_names_each_word_once(changes: dict[str, Any], places: list[str]) -> None:
    made = Feelings.model_validate(WORDS | changes)
    assert [one.place[0] for each in feelings_checks.CHECKS for one in each.find(made)] == places
    assert made.families[0].words == ("low", "sad", "empty")


@pytest.mark.parametrize(
    ("own", "adjunct", "course", "is_beside"),
    [
        (None, False, None, False),
        (None, False, "Walks", False),
        (None, True, None, True),
        ("Walks", False, "Walks", False),
        ("Walks", False, None, True),
        ("Walks", True, "Walks", True),
    ],
)
def test_what_stands_beside_a_model(
    own: str | None, adjunct: bool, course: str | None, is_beside: bool
) -> None:
    assert technique(model=own, adjunct=adjunct).is_beside(course) is is_beside
