"""What a course counts as: the six worked cases, every pair of pairs against a slow twin, the edges."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import library
from amity.core.change import talking_therapies as nhs
from amity.core.errors import StatisticError
from tests.core import slow_change as slowly
from tests.core.change_cast import NO_NUMBERS, SCORES

CASES = [
    ((15, 8), (12, 7), (True, True, True, False, True)),
    ((11, 9), (9, 7), (True, True, False, False, False)),
    ((20, 12), (18, 10), (True, False, True, False, False)),
    ((9, 3), (7, 1), (False, None, True, False, None)),
    ((12, 5), (10, 14), (True, False, False, False, False)),
    ((14, 20), (12, 13), (True, False, False, True, False)),
]


def said(outcome: nhs.Outcome) -> tuple[bool | None, ...]:
    return (
        outcome.case_at_start,
        outcome.recovery,
        outcome.reliable_improvement,
        outcome.reliable_deterioration,
        outcome.reliable_recovery,
    )


@pytest.mark.parametrize(("phq9", "gad7", "expected"), CASES)
def test_the_worked_cases(phq9: Any, gad7: Any, expected: tuple[bool | None, ...]) -> None:
    assert said(nhs.outcome(phq9=phq9, anxiety=gad7)) == expected


def test_every_pair_around_the_lines_equals_the_slow_twin() -> None:
    depression, anxiety = product(range(8, 18), range(8, 18)), product(range(5, 14), range(5, 14))
    for phq9, gad7 in product(depression, anxiety):
        assert said(nhs.outcome(phq9=phq9, anxiety=gad7)) == slowly.talking_therapies(phq9, gad7, 8, 4)


@pytest.mark.parametrize("measure", nhs.MEASURES)
@given(
    phq9=st.tuples(st.integers(0, 27), st.integers(0, 27)),
    first=st.integers(-40, 40),
    fall=st.integers(-40, 40),
)
def test_every_measure_equals_the_slow_twin(
    measure: str, phq9: tuple[int, int], first: int, fall: int
) -> None:
    """Scores in tenths and hundredths of a change around the case line of each."""
    used = nhs.MEASURES[measure]
    start = used.case + first * used.change / 10
    pair = start, start - fall * used.change / 20
    found = nhs.outcome(phq9=phq9, anxiety=pair, measure=measure)
    assert said(found) == slowly.talking_therapies(phq9, pair, used.case, used.change)


@given(phq9=st.tuples(SCORES, SCORES), gad7=st.tuples(SCORES, SCORES))
def test_no_course_both_improved_and_deteriorated(phq9: Any, gad7: Any) -> None:
    found = nhs.outcome(phq9=phq9, anxiety=gad7)
    back = nhs.outcome(phq9=phq9[::-1], anxiety=gad7[::-1])
    assert not (found.reliable_improvement and found.reliable_deterioration)
    assert found.reliable_improvement is back.reliable_deterioration
    assert (found.recovery is None) is (found.reliable_recovery is None) is (not found.case_at_start)


def test_decimals_count_as_they_are_written() -> None:
    """2.53 − 1.80 is 0.73, though the floats differ by less."""
    found = nhs.outcome(phq9=(9, 9), anxiety=(2.53, 1.80), measure="mobility_inventory")
    assert said(found) == (True, True, True, False, True)
    assert not nhs.outcome(phq9=(9, 9), anxiety=(2.29, 1), measure="mobility_inventory").case_at_start


def test_every_threshold_is_that_of_its_source() -> None:
    table = {name: (float(it.case), float(it.change)) for name, it in nhs.MEASURES.items()}
    assert table == {
        "gad7": (8, 4),
        "pcl5": (32, 10),
        "pdss": (8, 5),
        "spin": (19, 10),
        "hai_short": (18, 4),
        "oci": (40, 32),
        "oci_r": (17, 13),
        "mobility_inventory": (2.3, 0.73),
        "pswq": (45, 9),
    }
    assert (float(nhs.PHQ9.case), float(nhs.PHQ9.change)) == (10, 6)
    assert all(it.source and it.title for it in (nhs.PHQ9, *nhs.MEASURES.values()))
    checked = {name for name, it in nhs.MEASURES.items() if it.checked}
    assert checked == {"gad7", "oci_r"}
    assert nhs.PHQ9.checked


def test_the_definitions_say_the_same() -> None:
    for id, measure in (("phq9", nhs.PHQ9), ("gad7", nhs.MEASURES["gad7"])):
        instrument = library.instrument(id)
        assert instrument.reliable_change is not None
        assert instrument.reliable_change.points == measure.change
        assert measure.case in {cutoff.at for cutoff in instrument.cutoffs}


@pytest.mark.parametrize("wrong", NO_NUMBERS, ids=repr)
def test_what_is_no_number_is_refused_and_never_taken_for_0(wrong: Any) -> None:
    for place, name in ((0, "the first"), (1, "the last")):
        pair: Any = [12, 7]
        pair[place] = wrong
        with pytest.raises(StatisticError, match=rf"phq9\[{place}\], {name} is a finite number"):
            nhs.outcome(phq9=pair, anxiety=(12, 7))
        with pytest.raises(StatisticError, match=rf"anxiety\[{place}\], {name} is a finite number"):
            nhs.outcome(phq9=(12, 7), anxiety=pair)


def test_what_is_no_pair_or_no_known_measure_is_refused() -> None:
    pairs: list[Any] = [(12,), (12, 9, 7), ()]
    for wrong in pairs:
        with pytest.raises(StatisticError, match=f"phq9 is a pair.*got {len(wrong)} scores"):
            nhs.outcome(phq9=wrong, anxiety=(12, 7))
    with pytest.raises(StatisticError, match="anxiety is a list"):
        nhs.outcome(phq9=(12, 7), anxiety=None)  # type: ignore[arg-type]
    with pytest.raises(StatisticError, match=r"measure is one of gad7, pcl5, .*; got 'bai'"):
        nhs.outcome(phq9=(12, 7), anxiety=(12, 7), measure="bai")
