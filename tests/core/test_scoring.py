"""Answers → scores: what the numbers are, that there are none when there are none, and a second opinion."""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from math import prod
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


def choices_of(instrument: Instrument) -> list[list[int]]:
    """What may be chosen, item by item, the unscored ones too."""
    return [[option.value for option in item.options] for item in instrument.items]


def by_item(instrument: Instrument, vector: list[int | None]) -> dict[str, int | None]:
    """The answers of all items in printed order, by item id."""
    return dict(zip((item.id for item in instrument.items), vector, strict=True))


def vectors(choices: list[list[int]], number: int) -> Iterator[list[int | None]]:
    """Every vector of answers when that is no more than `number`, else random ones of every missingness.

    One in four stays with one end of the answers, so that what hangs on an end is reached as well.
    """
    if prod(len(values) + 1 for values in choices) <= number:
        yield from (list(vector) for vector in product(*([None, *values] for values in choices)))
        return
    chance = random.Random(20260302)
    for _ in range(number):
        blank, near = chance.random() ** 3, chance.choice([1, 1, 1, 2])
        yield [
            None if chance.random() < blank else chance.choice(values[: max(2, len(values) // near)])
            for values in choices
        ]


@pytest.mark.goal("G40")
@pytest.mark.parametrize("form", FORMS)
def test_agrees_with_a_second_implementation(form: str, record_property: Callable[[str, Any], None]) -> None:
    instrument, seen = library.instrument(form), 0
    for vector in vectors(choices_of(instrument), count(700)):
        assert_twice(instrument, vector)
        seen += 1
    record_property("vectors", seen)


def assert_twice(instrument: Instrument, vector: list[int | None]) -> None:
    """Both ways of scoring say the same of one form."""
    form, answers = instrument.id, by_item(instrument, vector)
    scores = scoring.score(instrument, answers)
    second = second_scoring.total(form, vector)
    assert decimal(scores.total.value) == second, vector
    assert scores.total.reason == second_scoring.reason(form, vector), vector
    assert (scores.band.id if scores.band else None) == second_scoring.band(form, second), vector
    if scores.total.reason != "not_applicable":
        parts = {id: decimal(part.value) for id, part in scores.subscales.items()}
        assert parts == second_scoring.subscales(form, vector), vector
    assert scoring.patterns(instrument, answers) == second_scoring.patterns(form, vector), vector
    assert scores.of == len(instrument.scored_items)
    assert scores.answered <= scores.of


def decimal(value: int | Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def test_every_vector_is_tried_when_there_are_few() -> None:
    two, nine = [[0, 1, 2, 3]] * 2, [[0, 1, 2, 3]] * 9
    assert len(list(vectors(two, 700))) == len({tuple(vector) for vector in vectors(two, 700)}) == 25
    assert len(list(islice(vectors(nine, 700), 1000))) == 700


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_a_total_lies_in_the_range(form: str, data: st.DataObject) -> None:
    instrument = library.instrument(form)
    vector = [data.draw(st.sampled_from([None, *values])) for values in choices_of(instrument)]
    total = scoring.score(instrument, by_item(instrument, vector)).total
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


def scoring_of(**changes: Any) -> Instrument:
    """The invented questionnaire, scored in another way."""
    return made.instrument(scoring=made.plain()["scoring"] | changes)


FOUR = {"gate": 1, "warmth": 4, "coldness": 4, "talk": 2, "fear": 1}  # counted: 4 + 1 + 2 + 1


def test_a_sum_may_be_multiplied() -> None:
    assert scoring.score(scoring_of(times=5), FOUR).total.value == 40


def test_a_mean_is_over_what_was_answered() -> None:
    form = scoring_of(method="mean")
    assert scoring.score(form, FOUR).total.value == 2
    assert scoring.score(form, FOUR | {"fear": None}).total.value == Fraction(7, 3)


def test_where_there_is_no_total_the_parts_stand() -> None:
    scores = scoring.score(scoring_of(method="none"), FOUR)
    assert (scores.total.value, scores.total.reason) == (None, "no_total")
    assert scores.subscales["tone"].value == 5
    assert scoring.score(scoring_of(method="none"), {}).total.reason == "no_answers"


def test_a_part_may_be_a_mean() -> None:
    part = made.plain()["scoring"]["subscales"][0] | {"method": "mean"}
    assert scoring.score(scoring_of(subscales=[part]), FOUR).subscales["tone"].value == Fraction(5, 2)


def test_a_total_may_ask_for_each_part() -> None:
    form = scoring_of(missing=made.plain()["scoring"]["missing"] | {"each_subscale": True})
    assert scoring.score(form, FOUR).total.value == 8
    assert scoring.score(form, FOUR | {"talk": None}).total.value == 8
    without = scoring.score(form, FOUR | {"coldness": None}).total
    assert (without.value, without.reason, without.answered, without.of) == (None, "too_many_missing", 3, 4)


SKIP = {"items": ["talk", "fear"], "counts": 2, "source": "Made 2026"}
WHEN = {"when": [{"item": "warmth", "values": [1, 2]}, {"item": "gate", "values": [1]}]}


def test_what_is_rightly_not_asked_counts_as_it_says() -> None:
    form = scoring_of(skips=[SKIP | WHEN])
    total = scoring.score(form, {"gate": 1, "warmth": 2, "coldness": 1}).total
    assert (total.value, total.answered, total.of, total.prorated) == (2 + 4 + 2 + 2, 4, 4, False)
    for asked in ({"gate": 2, "warmth": 2}, {"gate": 1, "warmth": 4}, {"warmth": 2}):
        assert scoring.score(form, asked | {"coldness": 1}).total.reason == "too_many_missing"


def test_an_answer_to_what_need_not_be_asked_counts() -> None:
    form = scoring_of(skips=[SKIP | WHEN])
    assert (
        scoring.score(form, {"gate": 1, "warmth": 2, "coldness": 1, "talk": 4}).total.value == 2 + 4 + 4 + 2
    )


def test_what_anybody_may_leave_out_makes_no_form_of_nothing() -> None:
    form = scoring_of(skips=[SKIP])
    assert scoring.score(form, {"warmth": 1, "coldness": 1}).total.value == 1 + 4 + 2 + 2
    assert scoring.score(form, {}).total.reason == "no_answers"


def test_everything_may_be_rightly_left_out() -> None:
    form = library.instrument("pc_ptsd5")
    total = scoring.score(form, {"exposure": 0}).total
    assert (total.value, total.answered, total.of) == (0, 5, 5)


PATTERN = {"id": "shape", "label": "Shape", "source": "Made 2026"}
NEED = {"items": ["warmth", "coldness", "talk"], "reaches": 4, "otherwise": {"talk": 2}, "count": 2}


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ({"warmth": 4, "coldness": 1, "talk": 1}, True),  # coldness is reversed
        ({"warmth": 4, "coldness": 4, "talk": 2}, True),
        ({"warmth": 4, "coldness": 2, "talk": 1}, False),
        ({"warmth": 2, "coldness": 4}, False),
        ({"warmth": 4, "coldness": 4}, None),
        ({"warmth": 4, "talk": 9}, None),
        ({"coldness": 4, "talk": 9}, False),
        ({"warmth": 4, "talk": 2}, True),
        ({}, None),
    ],
)
def test_a_pattern_is_met_or_not_or_open(answers: dict[str, int | None], met: bool | None) -> None:
    form = made.instrument(patterns=[PATTERN | {"needs": [NEED]}])
    assert scoring.patterns(form, answers) == {"shape": met}


@pytest.mark.parametrize(
    ("answers", "one", "both"),
    [
        ({"warmth": 4, "coldness": 4, "talk": 1, "fear": 2}, True, True),
        ({"warmth": 4, "coldness": 4, "talk": 1, "fear": 1}, True, False),
        ({"warmth": 4, "coldness": 4, "talk": 1}, True, None),
        ({"warmth": 4, "coldness": 4, "talk": 2, "fear": 2}, False, False),
        ({"warmth": 1, "coldness": 4, "talk": 1, "fear": 2}, False, False),
        ({"warmth": 4, "coldness": 4, "fear": 2}, None, None),
        ({"warmth": 4, "coldness": 4, "fear": 1}, None, False),
    ],
)
def test_a_pattern_may_have_a_most_and_needs_all_its_needs(
    answers: dict[str, int | None], one: bool | None, both: bool | None
) -> None:
    most, afraid = NEED | {"count": 1, "at_most": 1}, {"items": ["fear"], "reaches": 2, "count": 1}
    shapes = [{"id": "one", "needs": [most]}, {"id": "both", "needs": [most, afraid]}]
    form = made.instrument(patterns=[PATTERN | shape for shape in shapes])
    assert scoring.patterns(form, answers) == {"one": one, "both": both}


def test_what_is_rightly_not_asked_is_known_to_a_pattern() -> None:
    form = made.instrument(
        scoring=made.plain()["scoring"] | {"skips": [SKIP | WHEN]},
        patterns=[PATTERN | {"needs": [{"items": ["talk", "fear"], "reaches": 2, "count": 2}]}],
    )
    assert scoring.patterns(form, {"gate": 1, "warmth": 1}) == {"shape": True}
    assert scoring.patterns(form, {"gate": 2, "warmth": 1}) == {"shape": None}


def test_no_band_is_made_up_where_there_are_none() -> None:
    assert scoring.score(library.instrument("phq2"), {"interest": 3, "mood": 3}).band is None
