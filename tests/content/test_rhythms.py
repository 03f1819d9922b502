"""The rhythm diaries: five and seventeen, in plain words of our own, with where each number comes from."""

import re
from collections.abc import Iterator

import pytest

from amity.core import library
from amity.core.definitions.rhythm import Rhythm
from tests.content.plain_words import NEVER, grade, sentences

ALL = library.rhythms()
FIVE, SEVENTEEN = library.rhythm("srm5"), library.rhythm("srm17")
every = pytest.mark.parametrize("rhythm", ALL, ids=lambda it: it.id)


def texts(rhythm: Rhythm) -> Iterator[str]:
    """What a client reads."""
    yield from (rhythm.client_title, rhythm.lead, rhythm.people.asks)
    for it in rhythm.activities:
        yield from (it.name, it.asks, *([it.help] if it.help else []))
    yield from (it.says for it in rhythm.people.levels)
    for one in rhythm.ratings:
        yield from (one.asks, one.low, one.middle, one.high)


def test_they_are_the_five_and_the_seventeen() -> None:
    assert [it.id for it in FIVE.activities] == [
        "out_of_bed",
        "first_contact",
        "start_work",
        "dinner",
        "to_bed",
    ]
    assert len(SEVENTEEN.activities) == 17
    assert {it.id for it in FIVE.activities} < {it.id for it in SEVENTEEN.activities}
    assert {it.id for it in ALL} == {"srm5", "srm17"}


def test_what_both_ask_they_ask_alike() -> None:
    """So that somebody may change from the one to the other and go on."""
    for it in FIVE.activities:
        assert SEVENTEEN.activity(it.id) == it
    assert (FIVE.people, FIVE.ratings, FIVE.day_start) == (
        SEVENTEEN.people,
        SEVENTEEN.ratings,
        SEVENTEEN.day_start,
    )


@every
def test_it_is_in_plain_words_and_names_no_treatment(rhythm: Rhythm) -> None:
    said = " | ".join(texts(rhythm)).lower()
    assert [word for word in (*NEVER, "therap", "ipt", "bipolar", "mania", "metric") if word in said] == []
    assert grade(texts(rhythm)) <= 6
    assert max(map(len, sentences(texts(rhythm)))) <= 24


@every
def test_every_day_has_the_same_four_levels_and_two_ratings(rhythm: Rhythm) -> None:
    assert [(it.id, it.value) for it in rhythm.people.levels] == [
        ("alone", 0),
        ("present", 1),
        ("involved", 2),
        ("stimulating", 3),
    ]
    assert [(it.id, it.lowest, it.highest) for it in rhythm.ratings] == [("mood", -5, 5), ("energy", -5, 5)]


@every
def test_it_says_that_its_wording_is_our_own_and_what_is_not_certain(rhythm: Rhythm) -> None:
    assert rhythm.licence.class_ == "ship"
    assert "own" in rhythm.licence.evidence
    assert rhythm.sources["Monk 1990"].checked == "unverified"
    assert "our decision" in (rhythm.sources["Monk 1990"].note or "")


@every
def test_no_line_is_drawn_through_the_score(rhythm: Rhythm) -> None:
    of_a_line = [it.says for it in rhythm.known if re.search(r"\bcut|threshold|\bnorm|\d\.\d", it.says)]
    assert all("compares with no line" in said for said in of_a_line)
    assert len(of_a_line) == (rhythm.id == "srm5")
