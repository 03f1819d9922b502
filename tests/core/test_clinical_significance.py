"""Cut-offs and what became of one person: the paper's numbers, a slow twin, and the edges."""

from typing import Any

import pytest
from hypothesis import assume, given

from amity.core.change import clinical_significance as clinical
from amity.core.change import reliable_change
from amity.core.errors import StatisticError
from tests.core import slow_change as slowly
from tests.core.change_cast import DIRECTION, NO_NUMBERS, RELIABILITY, SCORES, SD, near

JT: dict[str, Any] = {"sd": 7.5, "reliability": 0.80, "cutoff": 50, "higher_is": "better"}
GROUPS: dict[str, Any] = {
    "clinical_mean": 15.4,
    "clinical_sd": 5.5,
    "functional_mean": 3.24,
    "functional_sd": 4.24,
    "higher_is": "worse",
}


def test_the_numbers_of_the_paper() -> None:
    found = clinical.cutoffs(
        clinical_mean=40, clinical_sd=7.5, functional_mean=60, functional_sd=7.5, higher_is="better"
    )
    assert (found.a, found.b, found.c) == (55, 45, 50)


def test_an_illustration_on_the_phq9() -> None:
    found = clinical.cutoffs(**GROUPS)
    assert (round(found.a, 2), round(found.b, 2), round(found.c, 3)) == (4.4, 11.72, 8.533)


def test_b_takes_the_spread_of_people_who_are_well() -> None:
    wider = clinical.cutoffs(**GROUPS | {"functional_sd": 5.24})
    assert near(wider.b, 11.72 + 2)
    assert clinical.cutoffs(**GROUPS | {"clinical_sd": 9}).b == clinical.cutoffs(**GROUPS).b


@given(ill=SCORES, well=SCORES, ill_sd=SD, well_sd=SD, higher_is=DIRECTION)
def test_cutoffs_equal_their_slow_twin(
    ill: Any, well: Any, ill_sd: Any, well_sd: Any, higher_is: Any
) -> None:
    assume(well > ill if higher_is == "better" else well < ill)
    found = clinical.cutoffs(
        clinical_mean=ill,
        clinical_sd=ill_sd,
        functional_mean=well,
        functional_sd=well_sd,
        higher_is=higher_is,
    )
    slow = slowly.cutoffs(ill, ill_sd, well, well_sd, higher_is)
    assert all(near(*both) for both in zip((found.a, found.b, found.c), slow, strict=True))
    assert min(ill, well) < found.c < max(ill, well)


@given(ill=SCORES, well=SCORES, ill_sd=SD, well_sd=SD)
def test_a_scale_turned_round_turns_the_cutoffs_round(ill: Any, well: Any, ill_sd: Any, well_sd: Any) -> None:
    assume(well < ill)
    spreads = {"clinical_sd": ill_sd, "functional_sd": well_sd}
    one = clinical.cutoffs(clinical_mean=ill, functional_mean=well, higher_is="worse", **spreads)
    other = clinical.cutoffs(clinical_mean=-ill, functional_mean=-well, higher_is="better", **spreads)
    assert (other.a, other.b, other.c) == (-one.a, -one.b, -one.c)


@pytest.mark.parametrize(
    ("before", "after", "became"),
    [
        (32.5, 47.5, "improved"),
        (32.5, 50, "improved"),  # at the cut-off is on the clinical side
        (32.5, 50.5, "recovered"),
        (50, 60, "recovered"),  # so whoever starts at it can recover
        (50.5, 62, "improved"),  # and whoever starts beyond it cannot
        (45, 54, "unchanged"),  # crossed, by less than error
        (60, 50, "deteriorated"),
        (60, 51, "unchanged"),
    ],
)
def test_what_became_of_one_person(before: float, after: float, became: str) -> None:
    assert clinical.classify(before, after, **JT) == became
    turned = JT | {"cutoff": -50, "higher_is": "worse"}
    assert clinical.classify(-before, -after, **turned) == became


def test_less_than_a_point_can_be_reliable() -> None:
    fine: dict[str, Any] = {"sd": 0.1, "reliability": 0.9, "cutoff": 2.3, "higher_is": "worse"}
    assert clinical.classify(2.5, 2.0, **fine) == "recovered"
    assert clinical.classify(2.0, 2.5, **fine) == "deteriorated"


@given(before=SCORES, after=SCORES, sd=SD, reliability=RELIABILITY, cutoff=SCORES, higher_is=DIRECTION)
def test_the_word_is_that_of_the_slow_twin(
    before: Any, after: Any, sd: Any, reliability: Any, cutoff: Any, higher_is: Any
) -> None:
    word = clinical.classify(
        before, after, sd=sd, reliability=reliability, cutoff=cutoff, higher_is=higher_is
    )
    assert word == slowly.became(before, after, sd, reliability, cutoff, higher_is)


@given(before=SCORES, after=SCORES, sd=SD, reliability=RELIABILITY, cutoff=SCORES, higher_is=DIRECTION)
def test_the_way_back_is_never_the_same_way(
    before: Any, after: Any, sd: Any, reliability: Any, cutoff: Any, higher_is: Any
) -> None:
    numbers = {"sd": sd, "reliability": reliability, "cutoff": cutoff, "higher_is": higher_is}
    there, back = clinical.classify(before, after, **numbers), clinical.classify(after, before, **numbers)
    assert (there == "unchanged") == (back == "unchanged")
    assert (there == "deteriorated") == (back in ("recovered", "improved"))
    assert (there == "unchanged") != reliable_change.is_reliable(
        before, after, sd=sd, reliability=reliability
    )


@pytest.mark.parametrize("wrong", NO_NUMBERS, ids=repr)
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    for name in ("clinical_mean", "clinical_sd", "functional_mean", "functional_sd"):
        with pytest.raises(StatisticError, match=name):
            clinical.cutoffs(**GROUPS | {name: wrong})
    for name in ("sd", "reliability", "cutoff"):
        with pytest.raises(StatisticError, match=name):
            clinical.classify(32, 47, **JT | {name: wrong})
    for scores in ((wrong, 47), (32, wrong)):
        with pytest.raises(StatisticError, match="is a finite number"):
            clinical.classify(*scores, **JT)


def test_numbers_out_of_range_and_other_words_are_refused() -> None:
    for name in ("clinical_sd", "functional_sd"):
        with pytest.raises(StatisticError, match=name):
            clinical.cutoffs(**GROUPS | {name: 0})
    with pytest.raises(StatisticError, match="sd is a standard deviation"):
        clinical.classify(32, 47, **JT | {"sd": 0})
    with pytest.raises(StatisticError, match="reliability lies"):
        clinical.classify(32, 47, **JT | {"reliability": 1})
    with pytest.raises(StatisticError, match="higher_is"):
        clinical.cutoffs(**GROUPS | {"higher_is": "up"})
    with pytest.raises(StatisticError, match="higher_is"):
        clinical.classify(32, 47, **JT | {"higher_is": "up"})


@pytest.mark.parametrize("change", [{"higher_is": "better"}, {"functional_mean": 15.4}])
def test_groups_the_wrong_way_round_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(StatisticError, match="functional_mean lies on the better side of clinical_mean"):
        clinical.cutoffs(**GROUPS | change)
