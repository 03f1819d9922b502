"""Numbers for the statistics of change: plain scores, whole groups, and what is no number at all."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

TOTALS = st.integers(0, 27)
SCORES = st.one_of(TOTALS, st.integers(0, 270).map(lambda tenths: tenths / 10))
RELIABILITY = st.integers(1, 99).map(lambda hundredths: hundredths / 100)
SD = st.integers(1, 300).map(lambda tenths: tenths / 10)
DIRECTION = st.sampled_from(["worse", "better"])
NO_NUMBERS: list[Any] = [None, math.nan, math.inf, -math.inf, True, "7", 1j, Decimal(7), [7]]


@st.composite
def groups(draw: st.DrawFn, least: int = 3, most: int = 12) -> tuple[list[Any], list[Any]]:
    """Two scores of each person of a group."""
    size = draw(st.integers(least, most))
    row = st.lists(SCORES, min_size=size, max_size=size)
    return draw(row), draw(row)


def near(one: float, other: Any) -> bool:
    """Whether two ways to one number end at the same one."""
    return math.isclose(one, float(other), rel_tol=1e-9, abs_tol=1e-9)


def same_sd(row: list[Any]) -> bool:
    """Whether everybody has the same score, so that there is no standard deviation."""
    return len({Fraction(repr(it)) if isinstance(it, float) else it for it in row}) == 1
