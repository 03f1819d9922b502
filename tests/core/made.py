"""An invented questionnaire with everything the four real ones lack, and a way to make variants of it."""

from typing import Any

from amity.core.definitions.instrument import Instrument

OPTIONS = [
    {"value": 1, "label": "Never"},
    {"value": 2, "label": "Sometimes"},
    {"value": 4, "label": "Always"},
    {"value": 9, "label": "Does not apply", "not_applicable": True},
]


def plain() -> dict[str, Any]:
    """The values of its file. Four items of 1, 2 or 4; one reversed; a gate; a subscale of two."""
    missing = {"rule": "prorate", "max_missing": 1, "source": "Made 2026"}
    return {
        "id": "made",
        "version": 1,
        "title": "Invented for tests",
        "short": "Made",
        "language": "en",
        "measures": "nothing",
        "stem": "How often?",
        "recall_days": 7,
        "higher_is": "worse",
        "answer_lists": {
            "often": {"options": OPTIONS},
            "yes_no": {
                "options": [
                    {"value": 0, "label": "No", "not_applicable": True},
                    {"value": 1, "label": "Yes"},
                    {"value": 2, "label": "Partly"},
                ]
            },
        },
        "items": [
            {"id": "gate", "number": 1, "text": "Partner?", "answer_list": "yes_no", "scored": False},
            {"id": "warmth", "number": 2, "text": "Warm?"},
            {"id": "coldness", "number": 3, "text": "Cold?", "reverse": True},
            {"id": "talk", "number": 4, "text": "Talk?"},
            {"id": "fear", "number": 5, "text": "Fear?", "safety": True},
        ],
        "scoring": {
            "method": "sum",
            "missing": missing,
            "subscales": [
                {
                    "id": "tone",
                    "title": "Tone",
                    "items": ["warmth", "coldness"],
                    "missing": {"rule": "none", "source": "Made 2026"},
                    "source": "Made 2026",
                }
            ],
        },
        "range": {"lowest": 4, "highest": 16},
        "alerts": [
            {"rule": "fear_high", "item": "fear", "at_least": 4, "level": "red", "source": "Made 2026"},
            {"rule": "fear_high", "item": "fear", "at_least": 2, "level": "amber", "source": "Made 2026"},
            {
                "rule": "fear_blank",
                "item": "fear",
                "kind": "not_answered",
                "level": "amber",
                "source": "Made 2026",
            },
        ],
        "frequency": {"text": "Never", "source": "Made 2026"},
        "licence": {
            "class": "ship",
            "holder": "Nobody",
            "evidence": "invented here",
            "checked_on": "2026-11-22",
        },
        "sources": {"Made 2026": {"reference": "Invented for tests", "checked": "read"}},
    }


def uneven() -> Instrument:
    """The same, with an item that runs from -1 to 2 beside those from 1 to 4."""
    whole = plain()
    for option, value in zip(whole["answer_lists"]["yes_no"]["options"], (-5, -1, 2), strict=True):
        option["value"] = value
    whole["items"][3]["answer_list"] = "yes_no"
    whole["scoring"]["missing"]["max_missing"] = 2
    return Instrument.model_validate(whole | {"range": {"lowest": 2, "highest": 14}})


def instrument(**changes: Any) -> Instrument:
    """The invented questionnaire, with some top-level keys replaced."""
    return Instrument.model_validate(plain() | changes)
