"""An invented technique with every type of question and every rule, and random worksheets of it."""

from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from amity.core.definitions.technique import Technique
from amity.core.library import yaml_text

FILE = Path(__file__).parents[1] / "content" / "invented" / "techniques" / "map" / "v1.yaml"
PLAIN: dict[str, Any] = yaml_text.read(FILE.read_bytes()).value


def plain() -> dict[str, Any]:
    """The values of its file, free to be changed."""
    return deepcopy(PLAIN)


def technique(**changes: Any) -> Technique:
    """The technique, with some top-level keys replaced."""
    return Technique.model_validate(PLAIN | changes)


MAP = technique()
ROWS = ["r1", "r2", "r3", "home"]
NAMES = ["ada", "ben", "cy"]
NONSENSE: list[Any] = [
    *(None, True, -3, 7, 20, "", " ", "yes", "7", "11", "2026-02-30", "hill", "about 2015"),
    *("x\x00y", "a\r\nb", "a" * 600, [], ["ada", ""], ["red", "1"], {"id": "r1"}, {"word": "sad"}),
    *(
        [{"id": "r1", "what": "x"}],
        [{"id": "r1"}, {"what": "x"}],
        [{"word": "sad", "strength": "x"}],
        [{"id": ""}],
    ),
]


def _some(chance: Random, of: list[Any]) -> list[Any]:
    return chance.sample(of, chance.randint(1, len(of)))


def _text(chance: Random) -> str:
    return "".join(chance.choices("abc", k=chance.randint(1, 2)))


def answer_to(question: dict[str, Any], chance: Random) -> Any:
    """An answer as it is kept, to a question as its file says it."""
    ids = [option["id"] for option in question.get("options", [])]
    match question["type"]:
        case "scale":
            return chance.randint(0, 10)
        case "choice":
            return chance.choice(ids)
        case "several":
            return sorted(_some(chance, ids), key=ids.index)
        case "yes_part_no":
            return chance.choice(["yes", "part", "no"])
        case "day":
            return (date(2026, 1, 1) + timedelta(days=chance.randint(0, 99))).isoformat()
        case "when":
            return chance.choice(["about 2015", "March 2021", "12 March 2021"])
        case "person":
            return chance.choice(NAMES)
        case "people":
            return sorted(_some(chance, NAMES))
        case "feelings":
            strengths = [None, *range(3)]
            words = sorted(_some(chance, ["sad", "torn"]))
            return [{"word": it, "strength": chance.choice(strengths)} for it in words]
        case "records":
            return [_row(question, id, chance) for id in _some(chance, ROWS)]
    return _text(chance)


def _row(question: dict[str, Any], id: str, chance: Random) -> dict[str, Any]:
    asked = _some(chance, list(range(len(question["fields"]))))
    fields = [question["fields"][n] for n in sorted(asked)]
    return {"id": id} | {it["id"]: answer_to(it, chance) for it in fields}


def _worksheet(chance: Random) -> dict[str, Any]:
    return {it["id"]: answer_to(it, chance) for it in PLAIN["fields"] if chance.random() < 0.6}


def _sending(chance: Random) -> dict[str, Any]:
    found = _worksheet(chance)
    for row in found.get("stops", []):
        if chance.random() < 0.5:
            key = chance.choice(["what", "liked", "height", "felt", "seen_by", "note", "zzz"])
            row[key] = chance.choice(NONSENSE)
    for key in chance.sample([*(it["id"] for it in PLAIN["fields"]), "zzz"], chance.randint(0, 3)):
        found[key] = deepcopy(chance.choice(NONSENSE))
    return found


def worksheets() -> st.SearchStrategy[dict[str, Any]]:
    """What may be kept of the invented technique."""
    return st.integers(0, 10**9).map(lambda seed: _worksheet(Random(seed)))


def sendings() -> st.SearchStrategy[dict[str, Any]]:
    """What a browser might send: sound answers, nonsense, unknown names."""
    return st.integers(0, 10**9).map(lambda seed: _sending(Random(seed)))
