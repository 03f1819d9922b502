"""Traps that public copies of these questionnaires fell into, each kept out by name."""

import hashlib
from fractions import Fraction

import pytest

from amity.core import library, scoring
from amity.core.definitions.instrument import Instrument

ALL = library.instruments()
PRINTED = {
    "asq": "f4d1ff28ed46",
    "cesd": "1263bf2889a4",
    "gad2": "d2a6a519298a",
    "gad7": "3b30b700c7f1",
    "k10": "ce461eb6b865",
    "k6": "385a31c0baf8",
    "own_alliance": "b2b06df1ae9e",
    "own_closeness": "ba01158a20fb",
    "own_goal": "b520a6c27280",
    "own_goals": "1d95a1bcaec8",
    "own_loneliness": "7f00b874591d",
    "own_mood": "ac5881f414e5",
    "own_problem": "d7b26e6d6627",
    "own_relationship": "6d84792fc392",
    "own_roles": "d1a14fb6e12c",
    "own_self_blame": "095b10c9b0a7",
    "own_self_esteem": "b7446f567e7f",
    "pc_ptsd5": "615ca3fd7673",
    "pcl5": "bf015d7272df",
    "pcl5_weekly": "d82c1f6ea85c",
    "phq15": "c3cbf4502b6d",
    "phq2": "2bcd33085c41",
    "phq4": "5835f646df0f",
    "phq8": "ca4c6913054c",
    "phq9": "5d570af1db6e",
}
TWO_WEEKS = [it for it in ALL if it.id in ("phq9", "phq8", "phq4", "phq2", "gad7", "gad2")]


@pytest.mark.parametrize("instrument", TWO_WEEKS, ids=lambda it: it.id)
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
    codes = {it.id: (it.loinc.panel, it.loinc.total) for it in ALL if it.loinc.panel or it.id == "gad2"}
    assert codes == {
        "audit": ("72110-0", "75624-7"),
        "epds": ("71354-5", None),
        "k6": ("62746-3", None),
        "pcl5": ("101697-1", "101698-9"),
        "phq15": ("69728-4", "70273-8"),
        "phq_a": ("89206-7", "89204-2"),
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
    for short, long, count in (("phq2", "phq9", 2), ("gad2", "gad7", 2), ("phq8", "phq9", 8)):
        few, many = library.instrument(short), library.instrument(long)
        assert [(i.id, i.text) for i in few.items] == [(i.id, i.text) for i in many.items[:count]]
        assert few.stem == many.stem


def test_the_phq4_is_the_gad2_and_then_the_phq2() -> None:
    both = [*library.instrument("gad2").items, *library.instrument("phq2").items]
    assert [i.text for i in library.instrument("phq4").items] == [i.text for i in both]


def test_the_k6_is_six_of_the_k10() -> None:
    ten = [i.text for i in library.instrument("k10").items]
    assert [i.text for i in library.instrument("k6").items] == [ten[n - 1] for n in (2, 4, 5, 8, 9, 10)]
    assert [o.value for o in library.instrument("k10").items[0].options] == [1, 2, 3, 4, 5]
    assert [o.value for o in library.instrument("k6").items[0].options] == [0, 1, 2, 3, 4]


def test_the_two_forms_of_the_pcl5_differ_in_the_time_alone() -> None:
    month, week = library.instrument("pcl5"), library.instrument("pcl5_weekly")
    assert month.items == week.items
    assert month.scoring == week.scoring
    assert month.stem == "In the past month, how much were you bothered by:"
    assert week.stem == "In the past week, how much were you bothered by:"


def test_those_without_a_question_about_suicide_say_that_they_are_not_enough() -> None:
    for id in ("phq8", "phq4", "cesd", "smfq"):
        form = library.instrument(id)
        assert not [item for item in form.items if item.safety]
        assert "nothing about suicide or self-harm" in form.frequency.text


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
    assert points == {
        "phq9": 6,
        "gad7": 4,
        "pcl5": 10,
        "pcl5_weekly": 10,
        "epds": 4,
        "core10": 6,
        "own_goals": 3,
    }


def test_response_and_remission_of_the_phq9() -> None:
    phq9 = library.instrument("phq9")
    assert phq9.response
    assert phq9.remission
    assert (phq9.response.percent, phq9.remission.better_than) == (50, 5)
    assert [(it.id, it.points) for it in phq9.other_changes] == [("important", 5)]


def test_the_wording_has_not_changed_by_accident() -> None:
    """A changed letter must be meant: it needs the source beside it in the same commit."""
    assert {it.id: _hash(it) for it in ALL if it.has_wording} == PRINTED


def _hash(it: Instrument) -> str:
    options = [option.label for item in it.items for option in item.options]
    printed = "\n".join(f"{it.stem} {item.number} {item.text}" for item in it.items) + str(options)
    return hashlib.sha256(printed.encode()).hexdigest()[:12]


def test_a_fraction_stays_exact() -> None:
    gad7 = library.instrument("gad7")
    answers = dict(zip((i.id for i in gad7.items), [2, 2, 2, 2, 0, None, 0], strict=True))
    assert scoring.score(gad7, answers).total.value == Fraction(28, 3)
