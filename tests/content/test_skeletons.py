"""Questionnaires that are named and not carried: not a word of them here, and none can ever be due."""

import re
from pathlib import Path

import pytest

from amity.core import library
from amity.core.definitions.skeleton import Skeleton
from amity.core.errors import UnknownContentError
from amity.core.library.folders import roots

ALL = library.skeletons()
NAMED = {it.instrument for one in library.protocols() for it in one.named_measures}


def test_they_are_there() -> None:
    assert [it.id for it in ALL] == ["asrm", "edeq", "epds", "mfq", "pcl5", "phq_a"]
    assert library.skeleton("epds", 1).short == "EPDS"


def test_none_is_carried_as_well() -> None:
    for one in ALL:
        with pytest.raises(UnknownContentError):
            library.instrument(one.id)


def test_no_protocol_makes_one_due() -> None:
    named = [reference for one in library.protocols() for reference in one.references()]
    due = {it.id for it in named if it.kind == "instrument"}
    assert due.isdisjoint(it.id for it in ALL)
    assert {it.id for it in named if it.kind == "skeleton"} == NAMED


@pytest.mark.parametrize("id", sorted(NAMED))
def test_what_a_protocol_names_is_described(id: str) -> None:
    assert library.skeleton(id).licence.evidence


@pytest.mark.parametrize("one", ALL, ids=lambda it: it.id)
def test_the_file_has_no_question_and_no_answer(one: Skeleton) -> None:
    text = (roots()[0] / "skeletons" / one.id / "v1.yaml").read_text(encoding="utf-8")
    assert len(text) < 2_000
    assert not re.search(r"\b(stem|text|label|options|answer_lists|scoring)\s*:", text)
    assert not re.search(r"\b(I have|I feel|I was|how often|how many days|in the past)\b", text, re.I)


@pytest.mark.parametrize("one", ALL, ids=lambda it: it.id)
def test_one_that_may_not_be_carried_says_why(one: Skeleton) -> None:
    """`ship` means: may be carried once its wording has been checked; the other two say whom to ask."""
    assert one.licence.class_ in ("separate", "byo") or one.id == "pcl5"
    assert len(one.licence.evidence) > 40


def test_those_that_ask_about_suicide_are_marked() -> None:
    assert {it.id for it in ALL if it.asks_about_suicide} == {"epds", "mfq", "phq_a"}


def test_the_folder_of_each_has_nothing_but_its_versions() -> None:
    for one in ALL:
        folder: Path = roots()[0] / "skeletons" / one.id
        assert [path.name for path in folder.iterdir()] == ["v1.yaml"]
