"""What is read of a FHIR R4 Questionnaire, what is left behind, and what is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.errors import ContentError
from amity.core.importing import Draft, DraftOption, fhir_r4
from tests.core import fhir_cast as cast
from tests.core import slow_importing


def read(tree: dict[str, Any]) -> Draft:
    return fhir_r4.read(json.dumps(tree))


def refused(tree: Any) -> str:
    with pytest.raises(ContentError) as caught:
        fhir_r4.read(tree if isinstance(tree, str | bytes) else json.dumps(tree))
    return str(caught.value)


def test_ten_questions_are_read_in_printed_order() -> None:
    draft = read(cast.form(*(cast.choice(str(n), f"Kettle {n}") for n in range(10)), copyright=" © Nobody "))
    assert [item.text for item in draft.items] == [f"Kettle {n}" for n in range(10)]
    assert draft.items[0].options[4] == DraftOption(4, "Very much")
    assert (draft.title, draft.copyright, draft.not_taken) == ("Kettles", "© Nobody", ("status: not kept",))


def test_a_form_of_lhc_forms() -> None:
    draft = read(cast.lhc())
    assert [(item.loinc, item.is_numbered) for item in draft.items] == [("44250-9", True), ("44255-8", True)]
    assert draft.loinc == "44249-1"
    assert draft.not_taken == (
        "meta: not kept",
        "status: not kept",
        "url: its address in the other system is not kept",
        "linkId /44250-9: extension http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "linkId /44250-9: required: every question may be left out here",
        "linkId /total: extension http://hl7.org/fhir/uv/sdc/StructureDefinition/"
        "sdc-questionnaire-calculatedExpression",
        "linkId /total: asks for decimal: only questions with answers to choose are asked here",
    )


def test_groups_are_laid_flat_with_the_words_above_each_question() -> None:
    draft = read(cast.grouped())
    first, second = draft.items
    assert (first.text, first.stem) == ("Kettle", ("Think of the last two weeks.", "In the kitchen"))
    assert (second.text, second.stem[1:]) == ("Teapot", ("In the kitchen", "At night"))
    assert [option.value for option in second.options] == [0, 1, 2, 3, 4]
    assert draft.not_taken == (
        "contained[2]: only lists of answers are read",
        "status: not kept",
        "linkId g2: the words “Take your time.” stand between questions",
        "linkId g4: translations of or additions to text: a language is a form of its own",
        "linkId g4: enableWhen: it is asked of everybody",
        "linkId g4: an answer in own words: only the printed answers can be chosen",
        "linkId h: hidden, with everything below it: it was never shown",
        "linkId a: asks for date: only questions with answers to choose are asked here",
        "linkId e: its answers lie elsewhere (http://example.org/vs): write them into the file",
        "linkId e: not asked: fewer than two answers",
        "the contained list of answers “never”: no question taken over uses it",
    )


def _list_of(**value_set: Any) -> dict[str, Any]:
    item = {"linkId": "v", "type": "choice", "text": "Kettle?", "answerValueSet": "#v"}
    held = {"resourceType": "ValueSet", "id": "v", **value_set}
    return cast.form(cast.choice("1", "Kettle"), item, contained=[held])


TWO = [{"code": "a", "extension": [cast.ordinal(0)]}, {"code": "b", "extension": [cast.ordinal(1)]}]


@pytest.mark.parametrize(
    ("value_set", "count"),
    [
        ({"compose": {"include": [{"concept": TWO}]}}, 2),
        ({"expansion": {"contains": TWO}}, 2),
        ({"compose": {"include": [{"system": "x"}]}, "expansion": {"contains": TWO}}, 2),
        ({"compose": {"include": [{"concept": TWO, "filter": [{}]}]}}, 1),
        ({"compose": {"include": [{"concept": TWO, "valueSet": ["x"]}]}}, 1),
        ({"compose": {"include": [{"concept": TWO}], "exclude": [{"concept": TWO}]}}, 1),
        ({"compose": {"include": []}, "expansion": {"contains": []}}, 1),
        ({"expansion": {"contains": [{"contains": TWO, "code": "c"}]}}, 1),
        ({"expansion": {"contains": [{**TWO[0], "abstract": True}, TWO[1]]}}, 1),
    ],
)
def test_a_contained_list_counts_only_where_each_answer_is_written_out(
    value_set: dict[str, Any], count: int
) -> None:
    draft = read(_list_of(**value_set))
    assert len(draft.items) == count
    told = "linkId v: the list of answers “v” names a rule, not each answer: write them out"
    assert (told in draft.not_taken) == (count == 1)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"repeats": True}, "several answers at once (repeats): one can be chosen"),
        ({"readOnly": True}, "filled in by the program (readOnly): it is no question"),
        ({"text": " "}, "not asked: no words"),
        ({"initial": [{}]}, "initial: no answer is chosen beforehand"),
        ({"definition": "x"}, "definition: not kept"),
        ({"code": [{"system": "s", "code": "c"}]}, "the code c of s"),
        (
            {"code": [{"system": "http://loinc.org", "code": "44250-8"}]},
            "the code 44250-8 of http://loinc.org",
        ),
        ({"item": [cast.choice("3", "Below")]}, "the questions below it are asked of everybody"),
        ({"answerOption": [cast.coded(0, "A", version="1"), cast.coded(1, "B")]}, "version of an answer"),
        (
            {"answerOption": [{**cast.coded(0, "A"), "initialSelected": True}, cast.coded(1, "B")]},
            "initialSel",
        ),
        ({"type": "boolean"}, "asks for boolean"),
        ({"text": None}, "not asked: no words"),
    ],
)
def test_what_is_not_taken_over_is_told(changed: dict[str, Any], line: str) -> None:
    draft = read(cast.form(cast.choice("1", "Kettle"), cast.choice("2", "Teapot") | changed))
    assert any(told.startswith("linkId 2: ") and line in told for told in draft.not_taken)


def test_numbers_stand_beside_an_answer_or_are_it() -> None:
    answers: list[dict[str, Any]] = [
        {"valueInteger": 3},
        {"valueString": "four", "extension": [{"url": cast.ORDINAL, "valueInteger": 4}]},
        {"valueString": "none"},
        cast.coded(5.0, "Five", system="http://loinc.org", code="LA6568-5"),
    ]
    options = read(cast.form(cast.choice("1", "Kettle", answers))).items[0].options
    assert [(one.value, one.label, one.code) for one in options] == [
        (3, "3", ""),
        (4, "four", ""),
        (None, "none", ""),
        (5, "Five", "LA6568-5"),
    ]


def _option(**option: Any) -> dict[str, Any]:
    return cast.form(cast.choice("1", "Kettle", [option, cast.coded(1, "B")]))


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ("[]", "no object"),
        ("{", "look at this line"),
        (b"\xff", "UTF-8"),
        ('{"a": "\ud800"}', "UTF-8"),
        (r'{"a": ["\ud800"]}', "half of a character"),
        ('{"a": 1, "a": 2}', "twice in one object"),
        ('{"a": NaN}', "no such number"),
        ('{"a": 1e999}', "finite number"),
        ('{"a": ' + "9" * 5000 + "}", "18 digits"),
        ('{"a": 0.' + "9" * 5000 + "}", "ordinary length"),
        ("[" * 50_000, "40 levels"),
        ("{" + ",\n" * 30_000, "20,000 values"),
        (" " * 300_000, "262,144 bytes"),
        ('"' + '\\"' * 100_000, "JSON"),
        ({"resourceType": "Bundle"}, "not a bundle"),
        (cast.form(), "no question with answers"),
        (cast.form(implicitRules="x"), "changes the meaning"),
        (cast.form(cast.choice("1", "K", modifierExtension=[])), "item[0].modifierExtension"),
        (cast.form(copyrightLabel="x"), "FHIR R5"),
        (cast.form(cast.choice("1", "K", option=[])), "FHIR STU3"),
        (cast.form(cast.choice("1", "K", enableWhen=[{"hasAnswer": True}])), "FHIR STU3"),
        (cast.form(cast.choice("1", "K") | {"type": "coding"}), "FHIR R5"),
        (cast.form(cast.choice("1", "K"), cast.choice("1", "K")), "twice"),
        (cast.form(cast.choice("", "K")), "linkId"),
        (cast.form(cast.choice("1", "K" * 2001)), "2,000 characters"),
        (cast.form(cast.choice("1", "K\u202e")), "control character"),
        (cast.form(cast.choice("1", "K") | {"text": 7}), "control character"),
        (cast.form(cast.choice("1", "K", answerValueSet="#x")), "one of the two"),
        (cast.form(cast.choice("1", "K", [cast.coded(n, f"A{n}") for n in range(41)])), "at most 40"),
        (
            cast.form(*(cast.choice(f"{n}", "K", TWO_CODED) for n in range(201)))
            if (TWO_CODED := [{"valueInteger": 0}, {"valueInteger": 1}])
            else {},
            "at most 200",
        ),
        (cast.form(item=7), "list of objects"),
        (_option(), "one value an answer"),
        (_option(valueInteger=1, valueString="x"), "valueInteger and valueString"),
        (_option(valueCoding=7), "no object"),
        (_option(valueCoding={}), "code"),
        (_option(valueInteger=True), "whole number"),
        (_option(valueInteger=5000), "whole number"),
        (_option(valueInteger=3, extension=[cast.ordinal(0)]), "beside another whole number"),
        (_option(**cast.coded(1.5, "A")), "whole number"),
        (_option(valueString="A", extension=[{"url": cast.ORDINAL}]), "whole number"),
        (_option(**{**cast.coded(1, "A"), "extension": [cast.ordinal(2)]}), "[1, 2] for one answer"),
    ],
    ids=range(41),
)
def test_what_cannot_be_read_for_certain_is_refused_in_words(tree: Any, words: str) -> None:
    assert words in refused(tree)


LABELS = st.sampled_from(["Kettle", "Teapot", "Cup ", "Saucer"])


@st.composite
def items(draw: st.DrawFn, depth: int = 3) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["choice", "open-choice", "display", "group", "date"]))
        item: dict[str, Any] = {"type": kind, "text": draw(LABELS)}
        if kind.endswith("choice"):
            numbers = draw(st.lists(st.integers(-5, 9), min_size=1, max_size=4))
            item["answerOption"] = [cast.coded(draw(st.sampled_from([n, None])), f"A{n}") for n in numbers]
            item["readOnly"] = draw(st.booleans())
        if draw(st.integers(0, 5)) == 0:
            item["extension"] = [{"url": slow_importing.HIDDEN, "valueBoolean": draw(st.booleans())}]
        if kind != "display" and depth and draw(st.booleans()):
            item["item"] = draw(items(depth - 1))
        found.append(item)
    return found


def _number(listed: list[dict[str, Any]], path: str = "") -> None:
    for n, item in enumerate(listed):
        item["linkId"] = f"{path}/{n}"
        _number(item.get("item", []), item["linkId"])


@given(items())
def test_the_slow_reading_finds_the_same_questions(listed: list[dict[str, Any]]) -> None:
    _number(listed)
    tree = cast.form(cast.choice("last", "Last"))
    tree["item"] = listed + tree["item"]
    found = [
        (item.link_id, item.text, item.stem, [(option.value, option.label) for option in item.options])
        for item in read(tree).items
    ]
    assert found == slow_importing.questions(tree)
