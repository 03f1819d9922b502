"""Questionnaires of FHIR R4, with invented words, in the manners in which real ones are written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from amity.core.importing import Said

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
FIVE = ("Not a bit", "A bit", "Somewhat", "Much", "Very much")
WORDS = (
    "The kettle took long to boil",
    "The kettle went cold again",
    "The kettle whistled too soon",
    "I was content with the kettle",
    "The kettle kept me from other things",
    "Others remarked on the kettle",
    "I thought about the kettle",
)


def said(**changed: Any) -> Said:
    """What a service says of it."""
    return Said(
        **{
            "id": "brought_kettle",
            "version": 1,
            "title": "Kettle Questionnaire",
            "short": "KQ",
            "language": "en",
            "measures": "kettles",
            "recall_days": 14,
            "higher_is": "worse",
            "holder": "Nobody, it is invented",
            "evidence": "Letter of 3 May 2026, in the folder of the service",
            "checked_on": date(2026, 5, 4),
            **changed,
        }
    )


def ordinal(value: float) -> dict[str, Any]:
    """The number of an answer."""
    return {"url": ORDINAL, "valueDecimal": value}


def coded(value: float | None, label: str, **more: Any) -> dict[str, Any]:
    """An answer with its number where R4 puts it: on the coding."""
    numbered = {"extension": [ordinal(value)]} if value is not None else {}
    return {"valueCoding": {"code": label.lower().replace(" ", "-"), "display": label, **numbered, **more}}


def choice(
    link: str, text: str, answers: Sequence[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """A question."""
    options = [coded(n, label) for n, label in enumerate(FIVE)] if answers is None else list(answers)
    return {"linkId": link, "type": "choice", "text": text, "answerOption": options, **more}


def form(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A Questionnaire with these items."""
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "title": "Kettles",
        "item": list(items),
        **more,
    }


def seven() -> dict[str, Any]:
    """Seven invented questions with five answers each, as a sleep questionnaire has."""
    return form(*(choice(f"/k/{n}", words, prefix=f"{n}.") for n, words in enumerate(WORDS, start=1)))


def lhc() -> dict[str, Any]:
    """As LHC-Forms writes: LOINC panel, numbers beside the coding, controls, a total that is computed."""
    answers = [{**coded(None, label), "extension": [ordinal(n)]} for n, label in enumerate(FIVE)]
    control = {
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "valueString": "radio",
    }
    sum_of = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
    return form(
        choice(
            "/44250-9", "Little steam", answers, code=[_loinc("44250-9")], extension=[control], required=True
        ),
        choice("/44255-8", "Much steam", answers, code=[_loinc("44255-8")], repeats=False),
        {
            "linkId": "/total",
            "type": "decimal",
            "text": "Sum",
            "readOnly": True,
            "extension": [{"url": sum_of}],
        },
        code=[_loinc("44249-1")],
        url="https://example.org/kettle",
        meta={"profile": ["http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire|2.7"]},
    )


def grouped() -> dict[str, Any]:
    """Groups in groups, words between, answers in a contained list, a condition, a hidden field."""
    concepts = [{"code": str(n), "display": word, "extension": [ordinal(n)]} for n, word in enumerate(FIVE)]
    return form(
        {"linkId": "i", "type": "display", "text": "Think of the last two weeks."},
        {
            "linkId": "g",
            "type": "group",
            "text": "In the kitchen",
            "item": [
                {"linkId": "g1", "type": "choice", "text": "Kettle", "answerValueSet": "#five"},
                {"linkId": "g2", "type": "display", "text": "Take your time."},
                {
                    "linkId": "g3",
                    "type": "group",
                    "text": "At night",
                    "item": [
                        {
                            "linkId": "g4",
                            "type": "open-choice",
                            "text": "Teapot",
                            "answerValueSet": "#five",
                            "enableWhen": [{"question": "g1", "operator": "=", "answerInteger": 1}],
                            "_text": {
                                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation"}]
                            },
                        }
                    ],
                },
            ],
        },
        {"linkId": "h", "type": "string", "extension": [_hidden()]},
        {"linkId": "a", "type": "date", "text": "When did you buy it?"},
        {"linkId": "e", "type": "choice", "text": "Which?", "answerValueSet": "http://example.org/vs"},
        language="en",
        copyright="© Nobody",
        contained=[
            {
                "resourceType": "ValueSet",
                "id": "five",
                "compose": {"include": [{"system": "http://example.org/five", "concept": concepts}]},
            },
            {"resourceType": "ValueSet", "id": "never"},
            {"resourceType": "Patient"},
        ],
    )


def _loinc(code: str) -> dict[str, str]:
    return {"system": "http://loinc.org", "code": code, "display": "a kettle"}


def _hidden() -> dict[str, Any]:
    return {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": True}
