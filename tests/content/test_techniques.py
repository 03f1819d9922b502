"""Every technique: its worked examples, its words, and that protocols find the worksheets they name."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amity.core import library, worksheets
from amity.core.definitions.protocol_parts import ELSEWHERE
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_case import TechniqueCase
from amity.core.definitions.technique_parts import Asked, Choice, Rows, Scale, Words, asked_in
from amity.core.library import examples
from tests.content.plain_words import NEVER, grade, sentences
from tests.core import made_technique

ALL = library.techniques()
IDS = [it.id for it in ALL]
EVERY_CASE = [
    pytest.param(technique, case, id=f"{technique.id}: {case.name}")
    for technique in ALL
    for case in library.cases("technique", technique.id).cases
]
every = pytest.mark.parametrize("technique", ALL, ids=IDS)


@pytest.mark.parametrize(("technique", "case"), EVERY_CASE)
def test_case(technique: Technique, case: TechniqueCase) -> None:
    assert list(examples.filled_otherwise(technique, case)) == []


@every
def test_cases_show_an_empty_a_half_filled_a_whole_and_a_wrong_one(technique: Technique) -> None:
    cases = library.cases("technique", technique.id).cases
    steps = {step.id for step in technique.steps}
    assert any(not case.sent for case in cases)
    assert any(case.sent and set(case.expect.complete) < steps and not case.expect.misfits for case in cases)
    assert any(set(case.expect.complete) == steps for case in cases)
    assert any(case.expect.misfits for case in cases)


@pytest.mark.parametrize(
    "expect", [{"begun": ["way"]}, {"misfits": ["place"]}, {"reads": ["A hill"]}, {"hidden": ["place"]}]
)
def test_a_case_that_says_something_else_is_found(expect: dict[str, Any]) -> None:
    right = {
        "resume": "start",
        "begun": ["start"],
        "hidden": ["why_not", "how_far", "story", "weather", "felt"],
    }
    case = {"name": "a case", "sent": {"place": "Ada"}, "expect": right}
    assert list(examples.filled_otherwise(made_technique.MAP, TechniqueCase.model_validate(case))) == []
    wrong = TechniqueCase.model_validate(case | {"expect": right | expect})
    assert len(list(examples.filled_otherwise(made_technique.MAP, wrong))) == 1


def test_a_letter_says_nothing_of_its_reader_that_is_wrong_once_it_is_shown() -> None:
    letter = library.technique("farewell_letter")
    assert not any("only you" in it.lower() for it in letter.aftercare)
    reading = letter.field("reading")
    assert isinstance(reading, Choice)
    assert "button" in next(it.says for it in reading.options if it.id == "therapist_may_see")


def test_the_review_of_a_loss_follows_the_stages_of_grief() -> None:
    area = next(it for it in library.protocol("ipt").areas if it.id == "grief")
    steps = library.technique("loss_review").steps
    assert [(it.id, it.title) for it in steps] == [(it.id, it.client_words) for it in area.stages]


def test_the_lost_healthy_self_follows_the_stages_of_its_area_with_the_blame_between() -> None:
    area = library.protocol("ipsrt").area("loss_of_healthy_self")
    steps = [(it.id, it.title) for it in library.technique("healthy_self").steps if it.id != "blame"]
    assert steps == [(it.id, it.client_words) for it in area.stages]


def test_what_may_be_upset_is_asked_about_before_and_after() -> None:
    plan = library.technique("disruption_plan")
    before, after = plan.field("at_risk"), plan.field("off")
    assert isinstance(before, Choice)
    assert isinstance(after, Choice)
    assert [it.id for it in before.options] == [it.id for it in after.options]


def test_early_signs_of_both_poles_go_on_into_one_plan() -> None:
    signs, plan = library.technique("early_signs"), library.technique("relapse_plan")
    low, high = {"id": "a", "sign": "Silence.", "helps": "Anna."}, {"id": "b", "sign": "No sleep."}
    values = {"low": [low], "high": [high], "prescriber": "Dr Weiss"}
    begun = worksheets.follow_on(signs, values, plan)
    assert begun == {
        "signs": [{"id": "a", "sign": "Silence."}, {"id": "b", "sign": "No sleep."}],
        "medication_contact": "Dr Weiss",
    }
    assert worksheets.clean(plan, begun).misfits == ()


def test_all_that_are_named_here_are_there() -> None:
    assert set(IDS) == {
        *("sick_role_note", "interpersonal_incident", "communication_analysis", "wanting_to_be_heard"),
        *(
            "decision_analysis",
            "role_play",
            "skill_log",
            "loss_review",
            "farewell_letter",
            "reconnection_plan",
        ),
        *("expectations", "role_balance", "role_supports", "pattern_review", "coping_list", "reframe"),
        *("healthy_self", "disruption_plan", "early_signs"),
        *("relapse_plan", "ending_review", "diary", "mood", "check_in"),
        *("mit_episode", "mit_schema", "mit_experiment", "mit_ruptures", "mit_ratings"),
    }


def test_protocols_name_no_worksheet_that_is_not_there() -> None:
    named = {it.id for one in library.protocols() for it in one.techniques if it.worksheet}
    assert named - set(ELSEWHERE) <= set(IDS)
    assert set(ELSEWHERE) <= named
    assert set(ELSEWHERE).isdisjoint(IDS)


@every
def test_its_areas_are_those_of_protocols(technique: Technique) -> None:
    areas = {area.id for protocol in library.protocols() for area in protocol.areas}
    assert set(technique.areas) <= areas


def test_what_is_off_the_model_is_marked() -> None:
    assert [it.id for it in ALL if it.adjunct] == ["reframe"]


@every
def test_no_question_takes_the_name_of_a_button_or_of_what_a_page_sends(technique: Technique) -> None:
    """An answer under such a name would be lost: `do` is what the button says, `page` which page it is."""
    sent = {"do", "from", "list", "page", "turn", "version", "asked", "step", "take", "visibility"}
    assert not sent & {field.id for field in technique.fields}


def test_what_is_of_another_model_is_marked_and_stands_beside_ipt() -> None:
    """By its name wherever it stands; beside the model of every protocol but its own."""
    mit = library.protocol("mit")
    of_mit = [it for it in ALL if it.model]
    assert {it.id for it in of_mit} == {it.id for it in ALL if it.id.startswith("mit_")}
    assert all(it.title.endswith("(MIT)") and it.model == mit.model for it in of_mit)
    assert {it.model for it in library.protocols() if it.id != "mit"} == {None}
    assert all(it.is_beside(None) and not it.is_beside(mit.model) for it in of_mit)
    assert [it.id for it in ALL if it.is_beside(mit.model)] == ["reframe"]


def test_what_would_be_a_confrontation_is_held_back_and_asking_for_help_is_not() -> None:
    held = {it.id for it in ALL if worksheets.is_held_back(it, "x", {"x"})}
    assert held == {
        *("communication_analysis", "wanting_to_be_heard", "role_play", "skill_log", "mit_experiment"),
    }
    assert not any(worksheets.is_held_back(it, "friend", {"x"}, is_coerced=True) for it in ALL)


def test_an_incident_is_written_down_with_six_taps_and_one_sentence() -> None:
    incident = library.technique("interpersonal_incident")
    quick = [incident.field(id) for id in incident.quick]
    assert sum(isinstance(it, Words) for it in quick) == 1
    assert 2 + sum(not isinstance(it, Words) for it in quick) <= 6


def test_a_letter_is_its_writers_alone_and_may_be_destroyed() -> None:
    assert [it.id for it in ALL if it.may_be_destroyed] == ["farewell_letter"]
    assert library.technique("farewell_letter").visibility == "private"


# --- the words a client reads ------------------------------------------------------------------------------


def client_texts(technique: Technique) -> Iterator[str]:
    """Everything of a technique that a client reads."""
    yield from (technique.client_title, technique.purpose, *technique.aftercare)
    for step in technique.steps:
        yield from (step.title, step.says or "")
    for _, field in asked_in(technique.fields):
        if not field.private:
            yield from _texts_of(field)


def _texts_of(field: Asked) -> Iterator[str]:
    yield from (field.asks, field.help or "", *field.prompts)
    if isinstance(field, Choice):
        yield from (option.says for option in field.options)
    if isinstance(field, Scale):
        yield from (field.low, field.high)
    if isinstance(field, Rows):
        yield from (field.row, *(row.says for row in field.always))


@every
def test_no_word_of_the_trade_on_a_clients_page(technique: Technique) -> None:
    said = " | ".join(client_texts(technique)).lower()
    assert [
        word for word in NEVER if word in said and not (word == "symptom" and "how does it" in said)
    ] == []


@every
def test_somebody_of_eleven_can_read_it(technique: Technique) -> None:
    assert grade(client_texts(technique)) <= 5
    assert max(map(len, sentences(client_texts(technique)))) <= 22


def test_what_is_hard_to_read_is_found() -> None:
    hard = "Interpersonal sensitivities necessitate considerable clarification of reciprocal expectations."
    assert grade([hard]) > 12
    assert grade(["We eat. Then we go home."]) < 3


def test_a_worksheet_with_feelings_finds_words_for_them() -> None:
    """From a little to a lot, good ones among them; each word fits where it is kept."""
    words = library.feelings("everyday")
    assert {"sad", "angry", "afraid", "glad", "close"} <= {family.id for family in words.families}
    incident = library.technique("interpersonal_incident")
    felt = [{"word": word, "strength": None} for family in words.families for word in family.words]
    assert worksheets.clean(incident, {"felt": felt}).values == {"felt": felt}


# --- a clinic's own, and wrong ones ------------------------------------------------------------------------


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, str]]]:
    """Writes a clinic's own technique, and says what is wrong with it."""
    monkeypatch.setenv("AMITY_CONTENT", str(tmp_path))
    folder = tmp_path / "techniques" / "map"
    folder.mkdir(parents=True)
    cases = {"id": "map", "cases": [{"name": "empty", "sent": {}, "expect": EMPTY}]}
    (folder / "cases.yaml").write_text(json.dumps(cases), encoding="utf-8")

    def write(**changes: Any) -> list[tuple[str, str]]:
        (folder / "v1.yaml").write_text(json.dumps(made_technique.plain() | changes), encoding="utf-8")
        return [(problem.place, problem.found) for problem in library.check()]

    return write


EMPTY = {"resume": "start", "hidden": ["why_not", "how_far", "story", "weather", "felt"]}


def test_a_clinic_adds_its_own_as_a_folder(clinic: Callable[..., list[tuple[str, str]]]) -> None:
    assert clinic() == []
    assert library.technique("map").client_title == "A map"
    assert len(library.techniques()) == len(ALL) + 1


@pytest.mark.parametrize(
    ("changes", "place", "found"),
    [
        (
            {"carries": [{"to": "role_plays", "from": "guide", "into": "person"}]},
            "carries[0].to",
            "role_plays",
        ),
        ({"carries": [{"to": "role_play", "from": "guide", "into": "who"}]}, "carries[0]", "guide into who"),
        ({"carries": [{"to": "role_play", "from": "guide", "into": "aim"}]}, "carries[0]", "guide into aim"),
        (
            {"carries": [{"to": "map", "from": "story", "otherwise": "on_day", "into": "letter"}]},
            "carries[0]",
            "on_day into letter",
        ),
        (
            {"carries": [{"to": "practice", "from": "place", "into": "person"}]},
            "carries[0]",
            "place into person",
        ),
        ({"receives": [{"of": "practice", "from": "day", "into": "place"}]}, "receives[0]", "day into place"),
    ],
)
def test_what_cannot_go_on_is_found(
    clinic: Callable[..., list[tuple[str, str]]], changes: dict[str, Any], place: str, found: str
) -> None:
    assert clinic(**changes) == [(place, found)]


def test_an_unknown_type_is_answered_with_those_there_are(
    clinic: Callable[..., list[tuple[str, str]]],
) -> None:
    fields = [
        it | {"type": "colour"} if it["id"] == "place" else it for it in made_technique.plain()["fields"]
    ]
    ((place, found),) = clinic(fields=fields)
    assert place == "fields[0]"
    assert "colour" in found
