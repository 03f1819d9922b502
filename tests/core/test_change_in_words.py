"""A change in words: its arithmetic adds up, and nothing looks larger than it is."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.change.in_words import Change, plain
from amity.core.errors import StatisticError

TOTAL = st.one_of(st.integers(0, 27), st.fractions(0, 27, max_denominator=9))


@pytest.mark.parametrize(
    ("start", "now", "moved", "arithmetic"),
    [
        (16, 10, "6 points lower than at the start", "16 − 10 = 6"),
        (10, 16, "6 points higher than at the start", "16 − 10 = 6"),
        (10, 9, "1 point lower than at the start", "10 − 9 = 1"),
        (10, 10, "the same as at the start", "10 − 10 = 0"),
        (10, Fraction(19, 2), "0.5 points lower than at the start", "10 − 9.5 = 0.5"),
        (16, Fraction(251, 25), "5.9 points lower than at the start", "16 − 10.0 ≈ 5.9"),
        (Fraction(81, 4), 20, "0.2 points lower than at the start", "20.2 − 20 ≈ 0.2"),
    ],
)
def test_what_is_said(start: Any, now: Any, moved: str, arithmetic: str) -> None:
    found = Change(start, now)
    assert (found.moved, found.arithmetic) == (moved, arithmetic)


@pytest.mark.parametrize(
    ("now", "reaches"), [(11, False), (Fraction(251, 25), False), (10, True), (22, True)]
)
def test_reliable_change_is_said_and_never_looks_reached_when_it_is_not(now: Any, reaches: bool) -> None:
    found = Change(16, now, reliable_points=6)
    assert found.reaches is reaches
    assert found.sentence == f"{found.moved}; reliable change for this measure is 6"
    assert (float(found.moved.split()[0]) >= 6) is reaches


def test_without_a_known_reliable_change_nothing_is_said_of_it() -> None:
    found = Change(16, 10)
    assert (found.reaches, found.known, found.sentence) == (None, "", "6 points lower than at the start")


@given(start=TOTAL, now=TOTAL, points=st.integers(1, 10))
def test_what_is_shown_agrees_with_what_counts(start: Any, now: Any, points: int) -> None:
    found = Change(start, now, reliable_points=points)
    shown = found.arithmetic.split()[-1]
    assert (float(shown) >= points) is found.reaches
    assert found.size == Change(now, start).size
    assert ("lower" in found.moved, "higher" in found.moved) == (now < start, now > start)


@given(TOTAL)
def test_a_number_is_shown_no_larger_than_it_is(value: Any) -> None:
    assert 0 <= value - Fraction(plain(value)) < Fraction(1, 10)
    assert plain(value).count(".") == (Fraction(value).denominator > 1)


def test_words_for_no_number_are_refused() -> None:
    for found in (Change(None, 10), Change(10, None)):  # type: ignore[arg-type]
        with pytest.raises(StatisticError, match="is a finite number"):
            _ = found.moved
        with pytest.raises(StatisticError, match="is a finite number"):
            _ = found.arithmetic
