"""Flags hang on the item alone: no total, no missing answer and no half-done form hides one."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import library
from amity.core.safety import Flag, flags, is_beyond, wants_review
from tests.core import made, second_scoring
from tests.core.test_scoring import ANSWER, FORMS, answers_to, by_item, choices_of, vectors
from tests.counts import count


@pytest.mark.goal("G40")
@pytest.mark.parametrize("form", FORMS)
def test_agrees_with_a_second_implementation(form: str, record_property: Callable[[str, Any], None]) -> None:
    instrument, seen = library.instrument(form), 0
    for vector in vectors(choices_of(instrument), count(700)):
        for finished in (False, True):
            raised = flags(instrument, by_item(instrument, vector), finished=finished)
            said = [(flag.rule, flag.level) for flag in raised]
            assert said == second_scoring.flags(form, vector, finished), vector
            seen += 1
    record_property("forms", seen)


@pytest.mark.goal("G41")
def test_no_subset_of_the_other_items_hides_a_positive_answer() -> None:
    phq9, chance = library.instrument("phq9"), random.Random(20260302)
    others = [item.id for item in phq9.items if not item.safety]
    for subset, ninth, finished in product(product((False, True), repeat=9), (1, 2, 3), (False, True)):
        answers = {id: chance.randrange(4) for id, there in zip(others, subset, strict=True) if there}
        raised = flags(phq9, answers | {"self_harm": ninth}, finished=finished)
        said = [(flag.rule, flag.item, flag.value, flag.kind, flag.level) for flag in raised]
        assert said == [("item9_positive", "self_harm", ninth, "positive", "amber" if ninth == 1 else "red")]


@pytest.mark.goal("G41")
def test_no_subset_of_the_other_items_hides_one_on_any_form() -> None:
    """Every safety item of every form, at each answer that raises, over random subsets of the rest."""
    chance = random.Random(20261123)
    for form in library.instruments():
        for alert in (it for it in form.alerts if it.kind == "positive"):
            raising = [value for value in form.item(alert.item).values if value >= (alert.at_least or 0)]
            for value in raising * 40:
                others = [item for item in form.items if item.id != alert.item and chance.random() < 0.5]
                answers = {item.id: chance.choice(item.options).value for item in others}
                for finished in (False, True):
                    raised = flags(form, answers | {alert.item: value}, finished=finished)
                    found = [flag for flag in raised if flag.rule == alert.rule]
                    assert [(it.item, it.value, it.kind) for it in found] == [(alert.item, value, "positive")]


def test_a_safety_item_that_was_rightly_not_asked_is_not_missing() -> None:
    asq = library.instrument("asq")
    no = {"wished_dead": 0, "better_off": 0, "thoughts": 0, "attempt": 0}
    assert flags(asq, no, finished=True) == ()
    for item in no:
        refused = {id: answer for id, answer in no.items() if id != item}
        rules = [flag.rule for flag in flags(asq, refused, finished=True)]
        assert rules == [f"asq_{item}_not_answered", "asq_now_not_answered"]
    assert [flag.rule for flag in flags(asq, no | {"now": 1}, finished=False)] == ["asq_now"]


@given(vector=st.lists(ANSWER, min_size=9, max_size=9), finished=st.booleans())
def test_the_other_answers_change_nothing(vector: list[int | None], finished: bool) -> None:
    phq9 = library.instrument("phq9")
    alone = {"self_harm": vector[8]}
    assert flags(phq9, answers_to(phq9, vector), finished=finished) == flags(phq9, alone, finished=finished)


def test_an_answer_that_is_missing_is_an_event_once_the_form_is_finished() -> None:
    phq9 = library.instrument("phq9")
    assert flags(phq9, {"interest": 0}, finished=False) == ()
    for answers in ({"interest": 0}, {"self_harm": None}):
        assert flags(phq9, answers, finished=True) == (
            Flag("item9_not_answered", "self_harm", None, "not_answered", "amber"),
        )


@pytest.mark.parametrize(("value", "level"), [(2, "amber"), (4, "red")])
def test_a_rule_speaks_once_at_its_highest_level(value: int, level: str) -> None:
    for order in (1, -1):
        form = made.instrument(alerts=made.plain()["alerts"][::order])
        assert [(f.rule, f.level) for f in flags(form, {"fear": value}, finished=True)] == [
            ("fear_high", level)
        ]


def test_an_emergency_is_the_gravest_and_no_red_answer_hides_it() -> None:
    asq = library.instrument("asq")
    answers = {"wished_dead": 1, "better_off": 1, "thoughts": 1, "attempt": 1, "now": 1}
    assert [it.level for it in flags(asq, answers, finished=True)] == ["red"] * 4 + ["emergency"]
    assert [it.level for it in flags(asq, {"now": 1}, finished=False)] == ["emergency"]


@pytest.mark.parametrize(
    ("form", "total", "wanted"),
    [
        ("phq9", 19, False),
        ("phq9", Fraction(81, 4), True),
        ("phq9", Fraction(79, 4), False),
        ("phq9", 20, True),
        ("phq9", None, False),
        ("phq_a", 20, True),
        ("asrm", 5, False),
        ("asrm", 6, True),
        ("gad7", 21, False),  # it has no such line
    ],
)
def test_which_totals_are_looked_at(form: str, total: int | Fraction | None, wanted: bool) -> None:
    assert wants_review(library.instrument(form), total) is wanted


def test_a_line_where_higher_is_better_is_crossed_from_above() -> None:
    line = {"at": 2, "source": "Made 2026"}
    form = made.instrument(higher_is="better", review_from=line)
    assert [wants_review(form, total) for total in (1, 2, 3)] == [True, True, False]
    assert [is_beyond(total, 2, "worse") for total in (1, 2, 3)] == [False, True, True]


def test_a_total_to_review_raises_no_flag() -> None:
    phq9 = library.instrument("phq9")
    most = {item.id: 3 for item in phq9.scored_items} | {"self_harm": 0}
    assert flags(phq9, most, finished=True) == ()


def test_a_wrong_key_or_value_is_refused_and_never_passed_over() -> None:
    phq9 = library.instrument("phq9")
    with pytest.raises(ValueError, match="'item9' is no item"):
        flags(phq9, {"item9": 3}, finished=True)
    with pytest.raises(ValueError, match="7 is no option"):
        flags(phq9, {"self_harm": 7}, finished=True)
