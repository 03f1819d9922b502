"""Answers → scores: what the numbers are, that there are none when there are none, and a second opinion."""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import library, scoring
from amity.core.definitions.instrument import Instrument
from tests.core import made, second_scoring
from tests.counts import count

FORMS = [item.id for item in library.instruments()]
ANSWER = st.sampled_from([None, 0, 1, 2, 3])


def answers_to(instrument: Instrument, values: list[int | None]) -> dict[str, int | None]:
    return dict(zip((item.id for item in instrument.scored_items), values, strict=True))


def vectors(items: int, number: int) -> Iterator[list[int | None]]:
    """Every vector of answers when that is no more than `number`, else random ones of every missingness."""
    choices = (None, 0, 1, 2, 3)
    if len(choices) ** items <= number:
        yield from (list(vector) for vector in product(choices, repeat=items))
        return
    chance = random.Random(20260302)
    for _ in range(number):
        blank = chance.random() ** 3
        yield [None if chance.random() < blank else chance.randrange(4) for _ in range(items)]


@pytest.mark.goal("G40")
@pytest.mark.parametrize("form", FORMS)
def test_agrees_with_a_second_implementation(form: str, record_property: Callable[[str, Any], None]) -> None:
    instrument, seen = library.instrument(form), 0
    for vector in vectors(len(instrument.scored_items), count(700)):
        scores = scoring.score(instrument, answers_to(instrument, vector))
        second = second_scoring.total(form, vector)
        value = scores.total.value
        got = None if value is None else Decimal(value.numerator) / Decimal(value.denominator)
        assert got == second, vector
        assert scores.total.reason == second_scoring.reason(form, vector), vector
        assert (scores.band.id if scores.band else None) == second_scoring.band(form, second), vector
        assert scores.answered == sum(answer is not None for answer in vector)
        assert scores.of == len(vector)
        seen += 1
    record_property("vectors", seen)


def test_every_vector_is_tried_when_there_are_few() -> None:
    assert len(list(vectors(2, 700))) == len({tuple(vector) for vector in vectors(2, 700)}) == 25
    assert len(list(islice(vectors(9, 700), 1000))) == 700


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_a_total_lies_in_the_range(form: str, data: st.DataObject) -> None:
    instrument = library.instrument(form)
    vector = data.draw(
        st.lists(ANSWER, min_size=len(instrument.scored_items), max_size=len(instrument.scored_items))
    )
    total = scoring.score(instrument, answers_to(instrument, vector)).total
    assert (total.value is None) == (total.reason is not None)
    if total.value is not None:
        assert instrument.range.lowest <= total.value <= instrument.range.highest


@given(vector=st.lists(ANSWER, min_size=9, max_size=9), place=st.integers(0, 8))
def test_a_higher_answer_never_lowers_the_total(vector: list[int | None], place: int) -> None:
    phq9, lower = library.instrument("phq9"), vector[place]
    if lower is None or lower == 3:
        return
    before = scoring.score(phq9, answers_to(phq9, vector)).total.value
    after = scoring.score(
        phq9, answers_to(phq9, [*vector[:place], lower + 1, *vector[place + 1 :]])
    ).total.value
    assert (before is None) == (after is None)
    assert before is None or after is None or after > before


@given(vector=st.lists(ANSWER, min_size=9, max_size=9), shuffled=st.randoms())
def test_the_order_of_the_answers_does_not_matter(vector: list[int | None], shuffled: random.Random) -> None:
    phq9 = library.instrument("phq9")
    answers = list(answers_to(phq9, vector).items())
    shuffled.shuffle(answers)
    assert scoring.score(phq9, dict(answers)) == scoring.score(phq9, answers_to(phq9, vector))


@given(vector=st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_prorating_a_complete_form_changes_nothing(vector: list[int]) -> None:
    phq9 = library.instrument("phq9")
    total = scoring.score(phq9, answers_to(phq9, list(vector))).total
    assert total.value == sum(vector)
    assert not total.prorated


def test_an_absent_key_is_not_answered() -> None:
    phq9 = library.instrument("phq9")
    answers = answers_to(phq9, [1] * 8 + [None])
    short = {key: value for key, value in answers.items() if value is not None}
    assert scoring.score(phq9, short) == scoring.score(phq9, answers)


def test_a_whole_total_is_an_int_and_another_a_fraction() -> None:
    phq9 = library.instrument("phq9")
    whole = scoring.score(phq9, answers_to(phq9, [2, 2, 2, 2, 2, 2, 2, 2, None])).total
    part = scoring.score(phq9, answers_to(phq9, [2, 3, 1, 1, 2, 3, 3, 3, None])).total
    assert (type(whole.value), whole.value) == (int, 18)
    assert (type(part.value), part.value) == (Fraction, Fraction(81, 4))
    assert whole.prorated
    assert (whole.answered, whole.of) == (8, 9)
    assert part.prorated


def test_a_band_is_compared_with_the_exact_value() -> None:
    phq9 = library.instrument("phq9")
    bands = [scoring.band_of(phq9, value) for value in (9, Fraction(19, 2), 10, None)]
    assert [band and band.id for band in bands] == ["mild", "mild", "moderate", None]


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'q1' is no item of phq9; its items are interest, mood"):
        scoring.score(library.instrument("phq9"), {"q1": 1})


@pytest.mark.parametrize("value", [4, -1, 1.0, True, "1", float("nan")])
def test_a_value_that_is_no_option_is_refused_by_name(value: Any) -> None:
    with pytest.raises(ValueError, match=r"is no option of phq9 item 1 \(interest\); allowed are 0, 1, 2, 3"):
        scoring.score(library.instrument("phq9"), {"interest": value})


def test_a_reversed_item_counts_the_other_way_round() -> None:
    form = made.instrument()
    answers = {"gate": 1, "warmth": 4, "coldness": 1, "talk": 1, "fear": 1}
    scores = scoring.score(form, answers)
    assert scores.total.value == 4 + 4 + 1 + 1
    assert scores.subscales["tone"].value == 8
    twice = scoring.score(form, answers | {"coldness": 4})
    assert twice.total.value == 4 + 1 + 1 + 1


def test_a_subscale_has_its_own_missing_rule() -> None:
    scores = scoring.score(made.instrument(), {"gate": 1, "warmth": 4, "talk": 1, "fear": 1})
    assert scores.total.value == 8
    assert (scores.subscales["tone"].value, scores.subscales["tone"].reason) == (None, "too_many_missing")


def test_what_does_not_apply_is_not_missing() -> None:
    answers = {"gate": 1, "warmth": 4, "coldness": 1, "talk": 9, "fear": 1}
    scores = scoring.score(made.instrument(), answers)
    assert (scores.total.value, scores.total.reason) == (None, "not_applicable")
    assert scores.subscales["tone"].value == 8


def test_a_gate_that_says_no_leaves_nothing_to_score() -> None:
    scores = scoring.score(made.instrument(), {"gate": 0, "warmth": 4, "coldness": 1})
    assert {scores.total.reason, scores.subscales["tone"].reason} == {"not_applicable"}


def test_no_band_is_made_up_where_there_are_none() -> None:
    assert scoring.score(library.instrument("phq2"), {"interest": 3, "mood": 3}).band is None
