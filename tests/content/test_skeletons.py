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
    named = ["cssrs", "edeq", "iip32", "mfq", "ors", "reqol10", "srs", "tgi_sr", "yp_core"]
    assert [it.id for it in ALL] == named
    assert library.skeleton("mfq", 1).short == "MFQ"


def test_none_is_carried_as_well() -> None:
    for one in ALL:
        with pytest.raises(UnknownContentError):
            library.instrument(one.id)


def test_no_protocol_makes_one_due() -> None:
    named = [reference for one in library.protocols() for reference in one.references()]
    due = {it.id for it in named if it.kind == "instrument" and it.is_given}
    assert due.isdisjoint(it.id for it in ALL)
    assert all(library.instrument(id).has_wording for id in due)
    assert {it.id for it in named if it.kind == "skeleton"} == NAMED


@pytest.mark.parametrize("id", sorted(NAMED))
def test_what_a_protocol_names_is_described(id: str) -> None:
    described = {it.id: it.licence.evidence for it in ALL}
    described |= {it.id: it.licence.evidence for it in library.instruments() if not it.has_wording}
    assert described[id]


@pytest.mark.parametrize("one", ALL, ids=lambda it: it.id)
def test_the_file_has_no_question_and_no_answer(one: Skeleton) -> None:
    text = (roots()[0] / "skeletons" / one.id / "v1.yaml").read_text(encoding="utf-8")
    assert len(text) < 2_000
    assert not re.search(r"\b(stem|text|label|options|answer_lists|scoring)\s*:", text)
    assert not re.search(r"\b(I have|I feel|I was|how often|how many days|in the past)\b", text, re.I)


@pytest.mark.parametrize("one", ALL, ids=lambda it: it.id)
def test_one_that_may_not_be_carried_says_why(one: Skeleton) -> None:
    assert one.licence.class_ in ("separate", "byo")
    assert len(one.licence.evidence) > 40


def test_those_that_ask_about_suicide_are_marked() -> None:
    assert {it.id for it in ALL if it.asks_about_suicide} == {"cssrs", "mfq", "reqol10", "tgi_sr", "yp_core"}


def test_the_folder_of_each_has_nothing_but_its_versions() -> None:
    for one in ALL:
        folder: Path = roots()[0] / "skeletons" / one.id
        assert [path.name for path in folder.iterdir()] == ["v1.yaml"]
