"""Plain guides: words a client can read, stories that say they are invented, studies with their limits."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from amity.core import library
from amity.core.definitions.guide import Guide
from amity.core.definitions.guide_checks import CHECKS
from tests.content.plain_words import NEVER, grade, sentences

ALL = library.guides()
IDS = [it.id for it in ALL]
EVIDENCE = library.guide("evidence")
every = pytest.mark.parametrize("guide", ALL, ids=IDS)


def texts(guide: Guide) -> Iterator[str]:
    """What is read on its page, the studies aside: they keep the words of their field."""
    yield from (guide.title, guide.lead)
    for passage in guide.passages:
        yield from (passage.heading, *passage.says)
    if guide.story:
        yield from (guide.story.label, guide.story.title, *guide.story.says)


def test_the_guides_are_there() -> None:
    assert set(IDS) == {
        *("what_ipt_is", "mood_and_events", "being_unwell", "feelings", "saying_what_you_need", "endings"),
        *("losing_someone", "relationship_in_difficulty", "big_change", "feeling_alone", "evidence"),
    }


@every
def test_it_is_in_plain_words(guide: Guide) -> None:
    said = " | ".join(texts(guide)).lower()
    assert [word for word in NEVER if word in said] == []
    assert grade(texts(guide)) <= 6
    assert max(map(len, sentences(texts(guide)))) <= 24


def test_each_problem_area_has_its_guide_and_an_invented_story() -> None:
    areas = {area.id for area in library.protocol("ipt").areas}
    with_area = [it for it in ALL if it.area]
    assert {it.area for it in with_area} == areas
    assert [it.id for it in ALL if it.story] == [it.id for it in with_area]
    assert all(it.story and "invented" in it.story.label for it in with_area)


@every
def test_nothing_is_promised(guide: Guide) -> None:
    said = " ".join(texts(guide)).lower()
    for word in ("you will feel better", "cure", "guarantee", "always works", "success", "completely"):
        assert word not in said, word


def test_the_evidence_says_where_it_did_less_well() -> None:
    assert [it.id for it in EVIDENCE.studies if it.less_well] == [
        *("depression_drugs", "combined", "over_seventy", "bulimia", "bipolar", "online_alone")
    ]
    for study in EVIDENCE.studies:
        assert str(study.year) in EVIDENCE.sources[study.source].reference


def test_a_year_in_the_limits_of_a_study_has_its_source() -> None:
    for study in EVIDENCE.studies:
        named = re.findall(r"(\w+ )?\b(\d{4})\b", study.limits)
        assert all(f"{who}{year}" in EVIDENCE.sources for who, year in named), study.limits


def test_limits_are_those_of_the_handbook() -> None:
    limits = {it.id: it.limits for it in EVIDENCE.studies}
    assert "milder" not in limits["primary_care"]
    assert "followed" not in limits["bulimia"]


def changed(**parts: Any) -> Guide:
    return EVIDENCE.model_copy(update=parts)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (changed(passages=(*EVIDENCE.passages, EVIDENCE.passages[0])), ("passages",)),
        (changed(studies=(*EVIDENCE.studies, EVIDENCE.studies[0])), ("studies",)),
        (changed(source="Nobody 2020"), ("source",)),
        (changed(sources={"Amity handbook": EVIDENCE.sources["Amity handbook"]}), ("studies", 0, "source")),
    ],
)
def test_a_guide_that_does_not_agree_with_itself_is_found(wrong: Guide, place: tuple[str | int, ...]) -> None:
    assert [it for check in CHECKS for it in check.find(EVIDENCE)] == []
    assert place in [it.place for check in CHECKS for it in check.find(wrong)]


def test_it_leads_to_techniques_that_exist() -> None:
    named = {it.id for guide in ALL for it in guide.references()}
    assert named
    assert named <= {it.id for it in library.techniques()}
