"""When the first weeks are a reason to talk. Each row is a test; the clinical lead signs them."""

from datetime import date, timedelta

import pytest

from amity.core.change import early_response as early
from tests.spec.rules import Table

FIRST = date(2026, 3, 2)
ROWS = [
    ("20", "17", "21", "15", "a reason to talk"),
    ("20", "16", "21", "20", "none"),
    ("19", "20", "28", "-5", "a reason to talk"),
    ("12", "10", "21", "17", "a reason to talk"),
    ("11", "9", "21", "18", "none: below 10"),
    ("10", "10", "21", "0", "a reason to talk"),
    ("20", "19", "18", "5", "a reason to talk"),
    ("20", "19", "17", "", "not yet: for the session of the fourth week it is asked from day 18"),
    ("20", "19", "41", "5", "a reason to talk"),
    ("20", "19", "42", "", "no longer: the midpoint looks at it"),
]
SPEC: list[Table] = [
    (
        "The first weeks: PHQ-9 a reason to talk (Amity decision)",
        ("First PHQ-9", "Later PHQ-9", "Days since the first session", "Fall in per cent", "What is said"),
        ROWS,
    )
]


@pytest.mark.parametrize(("first", "later", "days", "percent", "said"), ROWS)
def test_the_first_weeks(first: str, later: str, days: str, percent: str, said: str) -> None:
    scores = [(FIRST, int(first)), (FIRST + timedelta(days=int(days)), int(later))]
    week_4, week_7 = (FIRST + timedelta(weeks=it - 1) for it in early.WEEKS)
    found = early.reading(scores, week_4, week_7)
    assert (found is None) is said.startswith(("not yet", "no longer"))
    if found is None:
        return
    assert found.fall_percent == int(percent)
    assert found.applies is (said == "a reason to talk")
