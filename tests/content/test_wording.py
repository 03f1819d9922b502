"""Traps that public copies of these questionnaires fell into, each kept out by name."""

import hashlib
from fractions import Fraction

import pytest

from amity.core import library, scoring
from amity.core.definitions.instrument import Instrument

ALL = library.instruments()


@pytest.mark.parametrize("instrument", ALL, ids=lambda it: it.id)
def test_the_four_answers_are_the_owners(instrument: Instrument) -> None:
    said = [(o.value, o.label, o.loinc) for o in instrument.items[0].options]
    assert said == [
        (0, "Not at all", "LA6568-5"),
        (1, "Several days", "LA6569-3"),
        (2, "More than half the days", "LA6570-1"),
        (3, "Nearly every day", "LA6571-9"),
    ]


@pytest.mark.parametrize("instrument", ALL, ids=lambda it: it.id)
def test_no_answer_is_not_at_all_sure(instrument: Instrument) -> None:
    assert "sure" not in " ".join(o.label or "" for i in instrument.items for o in i.options).split()


def test_the_difficulty_codes_are_not_in_numeric_order() -> None:
    item = library.instrument("phq9").item("difficulty")
    assert not item.scored
    assert [o.loinc for o in item.options] == ["LA6572-7", "LA6573-5", "LA6575-0", "LA6574-3"]


def test_the_codes_of_the_forms() -> None:
    codes = {it.id: (it.loinc.panel, it.loinc.total) for it in ALL}
    assert codes == {
        "phq9": ("44249-1", "44261-6"),
        "gad7": ("69737-5", "70274-6"),
        "phq2": ("55757-9", "55758-7"),
        "gad2": (None, None),
    }


def test_the_codes_of_the_items_in_printed_order() -> None:
    codes = {it.id: " ".join((item.loinc or "").split("-")[0] for item in it.items) for it in ALL}
    assert codes["phq9"] == "44250 44255 44259 44254 44251 44258 44252 44253 44260 69722"
    assert codes["gad7"] == "69725 68509 69733 69734 69735 69689 69736"
    assert codes["phq9"].startswith(codes["phq2"])
    assert codes["gad7"].startswith(codes["gad2"])


def test_the_short_forms_are_the_first_two_items_of_the_long_ones() -> None:
    for short, long in (("phq2", "phq9"), ("gad2", "gad7")):
        two, many = library.instrument(short), library.instrument(long)
        assert [(i.id, i.text) for i in two.items] == [(i.id, i.text) for i in many.items[:2]]
        assert two.stem == many.stem


def test_a_case_is_ten_and_not_nine() -> None:
    assert [(c.id, c.at) for c in library.instrument("phq9").cutoffs] == [("clinical", 10)]
    assert [(c.id, c.at) for c in library.instrument("gad7").cutoffs] == [("clinical", 8), ("specific", 10)]


def test_a_missing_item_is_never_scored_as_nought() -> None:
    phq9 = library.instrument("phq9")
    eight = {item.id: 3 for item in phq9.scored_items[:8]}
    assert scoring.score(phq9, eight).total.value == 27
    assert scoring.score(phq9, dict(list(eight.items())[:6])).total.value is None


def test_the_rule_of_the_gad7_for_missing_items_says_that_it_is_ours() -> None:
    missing = library.instrument("gad7").scoring.missing
    assert (missing.rule, missing.max_missing) == ("prorate", 1)
    assert "unverified" in missing.source


def test_reliable_change_is_six_and_four() -> None:
    points = {it.id: it.reliable_change.points for it in ALL if it.reliable_change}
    assert points == {"phq9": 6, "gad7": 4}


def test_the_wording_has_not_changed_by_accident() -> None:
    """A changed letter must be meant: it needs the source beside it in the same commit."""
    printed = "\n".join(f"{it.id} {it.stem} {i.number} {i.text}" for it in ALL for i in it.items)
    assert hashlib.sha256(printed.encode()).hexdigest()[:12] == "8a6ccdeb240a"


def test_a_fraction_stays_exact() -> None:
    gad7 = library.instrument("gad7")
    answers = dict(zip((i.id for i in gad7.items), [2, 2, 2, 2, 0, None, 0], strict=True))
    assert scoring.score(gad7, answers).total.value == Fraction(28, 3)
