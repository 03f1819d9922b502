"""What the library asks of a questionnaire by where it lies, and of those that name one without its words."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amity.core import library
from amity.core.definitions.case import Case, Expected
from amity.core.definitions.common import Reference
from amity.core.definitions.instrument import Instrument
from amity.core.library import checks, examples, folders
from amity.core.library.folders import OURS
from amity.core.library.kinds import KINDS
from tests.core import made

Told = list[tuple[str, str, str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Told]:
    """What is said about a questionnaire in a folder of the clinic's; its cases are looked at elsewhere."""
    monkeypatch.setenv("AMITY_CONTENT", str(tmp_path))
    monkeypatch.setattr(checks, "_case_problems", lambda *_: ())

    def write(whole: dict[str, Any] | None = None) -> Told:
        place = tmp_path / "instruments" / "made"
        place.mkdir(parents=True, exist_ok=True)
        (place / "v1.yaml").write_text(json.dumps(whole or made.plain()), encoding="utf-8")
        return [(problem.file, problem.place, problem.found) for problem in library.check()]

    return write


def separate() -> dict[str, Any]:
    whole = made.plain()
    whole["licence"]["class"] = "separate"
    return whole


def bare(whole: dict[str, Any]) -> dict[str, Any]:
    """Without a word, as a questionnaire that is scored only."""
    whole = json.loads(json.dumps(whole))
    whole.pop("stem", None)
    for item in whole["items"]:
        del item["text"]
    for answers in whole["answer_lists"].values():
        for option in answers["options"]:
            option.pop("label", None)
    return whole


def test_wording_with_conditions_may_lie_in_a_pack(told: Callable[..., Told]) -> None:
    assert told(separate()) == []


def test_wording_with_conditions_may_not_lie_beside_the_code(
    told: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "OURS", tmp_path)
    place = ("instruments/made/v1.yaml", "licence.class", "separate, with wording")
    assert told(separate()) == [place]
    assert told(bare(separate())) == []
    assert told() == []


def test_nothing_without_words_can_be_given(
    told: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [
        Reference(("items", n), kind, id)
        for n, (kind, id) in enumerate(
            [("instrument", "epds"), ("instrument", "phq9"), ("skeleton", "epds"), ("skeleton", "mfq")]
        )
    ]
    named += [Reference(("items", 4), "instrument", "epds", is_given=False)]  # its totals are looked at
    monkeypatch.setattr(Instrument, "references", lambda it: named if it.id == "made" else (), raising=False)
    assert told() == [("instruments/made/v1.yaml", "items[0]", "epds, whose wording is not carried")]


def test_what_has_its_words_is_not_only_named(
    told: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [Reference(("items",), "skeleton", "phq9"), Reference(("items",), "skeleton", "nothing")]
    monkeypatch.setattr(Instrument, "references", lambda it: named if it.id == "made" else (), raising=False)
    assert [got for _, _, got in told()] == ["phq9", "nothing"]


def test_one_that_cannot_be_read_says_so_itself(
    told: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [Reference(("areas",), "instrument", "made")]
    protocol = KINDS["protocol"].model()
    monkeypatch.setattr(protocol, "references", lambda it: named if it.id == "ipt" else ())
    assert [(file, got) for file, _, got in told({"id": "made"}) if "protocols" in file] == []


def test_several_folders_are_named_as_a_path_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    monkeypatch.setenv("AMITY_CONTENT", f"{one}{os.pathsep} {other} {os.pathsep}")
    assert folders.roots() == (OURS, one, other)
    monkeypatch.setenv("AMITY_CONTENT", " ")
    assert folders.roots() == (OURS,)


def test_points_as_published_need_no_spread(told: Callable[..., Told]) -> None:
    change = {"points": 3, "source": "Made 2026"}
    assert told(made.plain() | {"reliable_change": change}) == []


def lacking(form: Instrument) -> str:
    return " ".join(finding.found for finding in examples.lacking(form, []))


def test_a_pattern_is_shown_met_and_not_met() -> None:
    need = {"items": ["talk"], "reaches": 2, "count": 1}
    pattern = {"id": "shape", "label": "Shape", "needs": [need], "source": "Made 2026"}
    assert "the pattern shape met, and one where it is not" in lacking(made.instrument(patterns=[pattern]))


def test_a_total_to_review_is_shown_with_one_that_is_not() -> None:
    line = {"at": 9, "source": "Made 2026"}
    form = made.instrument(review_from=line)
    one, other = (Case(name="x", answers=(), expect=Expected(review=it)) for it in (True, False))
    wanted = "no case with a total to review, and one without"
    for cases in ([], [one], [other]):
        assert wanted in [it.found for it in examples.lacking(form, cases)]
    assert wanted not in [it.found for it in examples.lacking(form, [one, other])]
    assert wanted not in [it.found for it in examples.lacking(made.instrument(), [])]


def test_a_case_says_whether_its_total_is_reviewed() -> None:
    line = {"at": 9, "source": "Made 2026"}
    form = made.instrument(review_from=line)
    case = Case(name="x", answers=(), expect=Expected(reason="no_answers", review=True))
    found = [(it.place, it.found) for it in examples.differences(form, case) if "review" in it.place]
    assert found == [(("expect", "review"), "False")]
    assert not [
        it
        for it in examples.differences(form, case.model_copy(update={"expect": Expected(review=False)}))
        if "review" in it.place
    ]


def test_a_total_to_talk_about_is_shown_with_one_that_is_not() -> None:
    form = made.instrument(talk_from={"at": 9, "source": "Made 2026"})
    one, other = (Case(name="x", answers=(), expect=Expected(talk=it)) for it in (True, False))
    wanted = "no case with a total to talk about, and one without"
    for cases in ([], [one], [other]):
        assert wanted in [it.found for it in examples.lacking(form, cases)]
    assert wanted not in [it.found for it in examples.lacking(form, [one, other])]
    assert wanted not in [it.found for it in examples.lacking(made.instrument(), [])]


@pytest.mark.parametrize(
    ("line", "answers", "talks"),
    [
        ({"at": 6, "source": "Made 2026"}, (None, 2, 4, 2, 1), True),  # 2 + 1 (turned round) + 2 + 1
        ({"at": 7, "source": "Made 2026"}, (None, 2, 4, 2, 1), False),
        ({"at": 6, "source": "Made 2026"}, (), False),
        (None, (None, 2, 4, 2, 1), False),
    ],
)
def test_a_case_says_whether_its_total_is_talked_about(line: Any, answers: Any, talks: bool) -> None:
    form = made.instrument(talk_from=line)
    for said in (True, False):
        case = Case(name="x", answers=answers, expect=Expected(talk=said))
        found = [(it.place, it.found) for it in examples.differences(form, case) if "talk" in it.place]
        assert found == ([] if said is talks else [(("expect", "talk"), str(talks))])


def test_where_there_is_no_total_none_is_asked_for() -> None:
    form = made.instrument(scoring=made.plain()["scoring"] | {"method": "none"})
    assert "total of" not in lacking(form)
    assert "total of 4" in lacking(made.instrument())


def test_what_can_never_miss_too_many_is_not_asked_for_it() -> None:
    missing = {"rule": "prorate", "max_missing": 3, "source": "Made 2026"}
    form = made.instrument(scoring=made.plain()["scoring"] | {"missing": missing})
    assert "too many" not in lacking(form)
    assert "too many" in lacking(made.instrument())
