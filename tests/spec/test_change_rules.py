"""When a change is larger than the error of measurement. Each row is a test; the clinical lead signs them."""

import pytest

from amity.core import library
from amity.core.change import reliable_change
from tests.spec.rules import Table

NUMBERS = [
    ("Jacobson & Truax 1991, worked case", "7.5", "0.80", "9.2971", "10"),
    ("PHQ-9", "6.1", "0.89", "5.6079", "6"),
    ("GAD-7", "4.7", "0.92", "3.6848", "4"),
    ("a threshold of exactly 6", "3.061224489795918", "0.5", "6.0000", "7"),
]
CHANGES = [
    ("PHQ-9", "16", "11", "-1.75", "no: 5 points"),
    ("PHQ-9", "16", "10", "-2.10", "yes, lower"),
    ("PHQ-9", "10", "16", "2.10", "yes, higher"),
    ("PHQ-9", "12", "12", "0.00", "no: 0 points"),
    ("GAD-7", "12", "9", "-1.60", "no: 3 points"),
    ("GAD-7", "12", "8", "-2.13", "yes, lower"),
]
SPEC: list[Table] = [
    (
        "Reliable change: the threshold",
        ("Scale", "Standard deviation", "Reliability", "1.96 x S_diff", "Points needed"),
        NUMBERS,
    ),
    ("Reliable change: examples", ("Questionnaire", "Before", "After", "Index", "Reliable"), CHANGES),
]


@pytest.mark.parametrize(("scale", "sd", "reliability", "threshold", "points"), NUMBERS)
def test_the_threshold(scale: str, sd: str, reliability: str, threshold: str, points: str) -> None:
    found = reliable_change.threshold(sd=float(sd), reliability=float(reliability))
    assert f"{found:.4f}" == threshold
    assert reliable_change.points(sd=float(sd), reliability=float(reliability)) == int(points)


@pytest.mark.parametrize(("short", "before", "after", "index", "reliable"), CHANGES)
def test_a_change(short: str, before: str, after: str, index: str, reliable: str) -> None:
    numbers = library.instrument(short.lower().replace("-", "")).reliable_change
    assert numbers is not None
    assert numbers.sd is not None
    assert numbers.reliability is not None
    found = reliable_change.index(float(before), float(after), sd=numbers.sd, reliability=numbers.reliability)
    assert f"{found:.2f}" == index
    moved = int(after) - int(before)
    said = (
        f"no: {abs(moved)} points"
        if abs(moved) < numbers.points
        else f"yes, {'lower' if moved < 0 else 'higher'}"
    )
    assert said == reliable
    assert (abs(found) > reliable_change.CRITERION) == reliable.startswith("yes")
