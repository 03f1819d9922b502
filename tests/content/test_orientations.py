"""The orientation for somebody who asks: the strongest of what they marked, whatever its order or number."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import library
from amity.core.definitions.orientation import STRONGEST_FIRST, Orientation
from amity.core.definitions.orientation_case import OrientationCase
from amity.core.definitions.orientation_checks import CHECKS
from amity.core.library import examples

FOR_ME = library.orientation("ipt_for_me")
CASES = library.cases("orientation", "ipt_for_me").cases
IDS = [it.id for it in FOR_ME.statements]
POINTS = {it.id: it.points_to for it in FOR_ME.statements}


@pytest.mark.parametrize("case", CASES, ids=lambda it: it.name)
def test_case(case: OrientationCase) -> None:
    assert list(examples.told_otherwise(FOR_ME, case)) == []


def test_every_statement_stands_in_a_case() -> None:
    assert {id for case in CASES for id in case.marked} == set(IDS)


@given(st.lists(st.sampled_from(IDS)))
def test_the_strongest_wins_and_more_of_the_weaker_changes_nothing(marked: list[str]) -> None:
    told = FOR_ME.answer_to(marked)
    strongest = [answer for answer in STRONGEST_FIRST if answer in {POINTS[id] for id in marked}]
    assert told == (strongest[0] if strongest else None)
    assert FOR_ME.answer_to(list(reversed(marked))) == FOR_ME.answer_to(set(marked)) == told


def test_an_unknown_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="no statement"):
        FOR_ME.answer_to(["feeling_fine"])


def changed(**parts: Any) -> Orientation:
    return FOR_ME.model_copy(update=parts)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (changed(statements=(*FOR_ME.statements, FOR_ME.statements[0])), "statements"),
        (changed(statements=FOR_ME.statements[:1]), "statements"),
        (changed(answers={}), "answers"),
    ],
)
def test_a_file_that_does_not_agree_with_itself_is_found(wrong: Orientation, place: str) -> None:
    assert [it for check in CHECKS for it in check.find(FOR_ME)] == []
    assert place in {str(it.place[0]) for check in CHECKS for it in check.find(wrong)}


@pytest.mark.parametrize("case", [{"marked": ["alone"]}, {"marked": ["feeling_fine"], "expect": "may_fit"}])
def test_a_case_that_says_something_else_is_found(case: dict[str, Any]) -> None:
    made = OrientationCase.model_validate({"name": "wrong", **case})
    assert len(list(examples.told_otherwise(FOR_ME, made))) == 1


def test_no_word_of_a_score_or_an_illness() -> None:
    folder = Path(library.__file__).parents[2] / "content" / "orientations" / "ipt_for_me"
    text = (folder / "v1.yaml").read_text(encoding="utf-8").split("statements:")[1].split("sources:")[0]
    said = " ".join(line.split("source:")[0] for line in text.splitlines()).lower()
    for word in ("depression", "disorder", "score", "points:", "risk", "safe", "diagnos", "sick role"):
        assert word not in said, word
