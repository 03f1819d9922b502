"""What a course counts as, what became of one person. Each row is a test; the clinical lead signs them."""

from typing import Any

import pytest

from amity.core.change import clinical_significance, sudden_gains, talking_therapies
from amity.core.change.response import remitted, responded
from tests.spec.rules import Table

YES = {True: "yes", False: "no", None: "not counted"}
COURSES = [
    ("15 → 8", "12 → 7", "yes", "yes", "yes", "no", "yes"),
    ("11 → 9", "9 → 7", "yes", "yes", "no", "no", "no"),
    ("20 → 12", "18 → 10", "yes", "no", "yes", "no", "no"),
    ("9 → 3", "7 → 1", "no", "not counted", "yes", "no", "not counted"),
    ("12 → 5", "10 → 14", "yes", "no", "no", "no", "no"),
    ("14 → 20", "12 → 13", "yes", "no", "no", "yes", "no"),
]
THRESHOLDS = [
    (it.title, f"{float(it.case):g}", f"{float(it.change):g}", it.source, "yes" if it.checked else "no")
    for it in (talking_therapies.PHQ9, *talking_therapies.MEASURES.values())
]
BECAME = [
    ("32.5", "47.5", "improved", "changed by more than error, still short of 50"),
    ("32.5", "50", "improved", "a score at the cut-off is on the clinical side"),
    ("32.5", "50.5", "recovered", "beyond it, and by more than error"),
    ("50.5", "62", "improved", "was beyond it at the start"),
    ("45", "54", "unchanged", "crossed it, by less than error"),
    ("60", "50", "deteriorated", "worse by more than error"),
]
GAINS = [
    ("19 18 20 17 10 9 11 8", "after session 4, 7 points"),
    ("19 18 14 17 10 12 7 8", "after session 4, 7 points"),
    ("18 18 18 10 10 10 14 14", "after session 3, 8 points, half given back by session 7"),
    ("19 18 - 10 9 10 9 10", "none"),
]
ENDS = [
    ("18", "9", "yes", "no"),
    ("18", "10", "no", "no"),
    ("9", "4", "yes", "yes"),
    ("7", "4", "no", "yes"),
    ("0", "0", "not counted", "yes"),
]
SPEC: list[Table] = [
    (
        "Talking therapies: what a course counts as",
        ("PHQ-9", "GAD-7", "Case", "Recovery", "Improvement", "Deterioration", "Reliable recovery"),
        COURSES,
    ),
    (
        "Talking therapies: thresholds",
        ("Measure", "A case from", "Reliable change", "Source", "Read again in it"),
        THRESHOLDS,
    ),
    (
        "What became of one person (standard deviation 7.5, reliability 0.80, cut-off 50, higher is better)",
        ("Before", "After", "Became", "Why"),
        BECAME,
    ),
    ("Sudden gains (PHQ-9, 6 points)", ("Scores by session, - for none", "Sudden gains"), GAINS),
    ("PHQ-9: response and remission", ("First", "Now", "Response", "Remission"), ENDS),
]


@pytest.mark.parametrize(("phq9", "gad7", "case", "recovery", "better", "worse", "both"), COURSES)
def test_a_course(phq9: str, gad7: str, case: str, recovery: str, better: str, worse: str, both: str) -> None:
    first, second = (tuple(map(int, pair.split(" → "))) for pair in (phq9, gad7))
    pairs: Any = {"phq9": first, "anxiety": second}
    found = talking_therapies.outcome(**pairs)
    assert (YES[found.case_at_start], YES[found.recovery]) == (case, recovery)
    assert (YES[found.reliable_improvement], YES[found.reliable_deterioration]) == (better, worse)
    assert YES[found.reliable_recovery] == both


@pytest.mark.parametrize(("before", "after", "became", "why"), BECAME)
def test_one_person(before: str, after: str, became: str, why: str) -> None:
    numbers: Any = {"sd": 7.5, "reliability": 0.80, "cutoff": 50, "higher_is": "better"}
    assert clinical_significance.classify(float(before), float(after), **numbers) == became, why


@pytest.mark.parametrize(("scores", "said"), GAINS)
def test_sudden_gains(scores: str, said: str) -> None:
    row = [None if it == "-" else int(it) for it in scores.split()]
    found = [
        f"after session {it.before_session}, {it.size} points"
        + (f", half given back by session {it.reversed_at}" if it.reversed_at else "")
        for it in sudden_gains.find(row, points=6)
    ]
    assert "; ".join(found or ["none"]) == said


@pytest.mark.parametrize(("first", "now", "response", "remission"), ENDS)
def test_response_and_remission(first: str, now: str, response: str, remission: str) -> None:
    assert YES[responded(int(first), int(now), percent=50, higher_is="worse")] == response
    assert YES[remitted(int(now), cutoff=5, higher_is="worse")] == remission
