"""What a form scores, and when it has no score. Each row is a test; the clinical lead signs them."""

import pytest

from amity.core import library, scoring
from amity.score_csv.scorer import number_text
from tests.spec.rules import Table
from tests.spec.test_safety_rules import answers

MISSING = [
    ("PHQ-9", "1 1 1 1 1 1 1 1 1", "9", "mild", "complete"),
    ("PHQ-9", "1 1 1 1 1 1 1 1 -", "9", "mild", "one missing: the mean of eight stands in"),
    ("PHQ-9", "2 3 1 1 2 3 3 3 -", "20.25", "severe", "18 over eight items"),
    ("PHQ-9", "2 2 2 2 2 2 2 - -", "18", "moderately_severe", "two missing: the mean of seven stands in"),
    ("PHQ-9", "2 2 2 2 2 2 - - -", "none", "", "too_many_missing"),
    ("PHQ-9", "- - - - - - - - -", "none", "", "no_answers"),
    ("GAD-7", "1 1 1 1 1 1 -", "7", "mild", "one missing: the mean of six stands in"),
    ("GAD-7", "2 2 2 2 0 - 0", "9.333333", "mild", "compared exactly: below 10"),
    ("GAD-7", "1 1 1 1 1 - -", "none", "", "too_many_missing"),
    ("PHQ-2", "3 -", "none", "", "too_many_missing"),
    ("GAD-2", "- 3", "none", "", "too_many_missing"),
]
BANDS = [
    ("PHQ-9", "minimal", "0", "4"),
    ("PHQ-9", "mild", "5", "9"),
    ("PHQ-9", "moderate", "10", "14"),
    ("PHQ-9", "moderately_severe", "15", "19"),
    ("PHQ-9", "severe", "20", "27"),
    ("GAD-7", "minimal", "0", "4"),
    ("GAD-7", "mild", "5", "9"),
    ("GAD-7", "moderate", "10", "14"),
    ("GAD-7", "severe", "15", "21"),
    ("PHQ-8", "minimal", "0", "4"),
    ("PHQ-8", "mild", "5", "9"),
    ("PHQ-8", "moderate", "10", "14"),
    ("PHQ-8", "moderately_severe", "15", "19"),
    ("PHQ-8", "severe", "20", "24"),
    ("PHQ-4", "normal", "0", "2"),
    ("PHQ-4", "mild", "3", "5"),
    ("PHQ-4", "moderate", "6", "8"),
    ("PHQ-4", "severe", "9", "12"),
    ("PHQ-15", "minimal", "0", "4"),
    ("PHQ-15", "low", "5", "9"),
    ("PHQ-15", "medium", "10", "14"),
    ("PHQ-15", "high", "15", "30"),
    ("K10", "low", "10", "19"),
    ("K10", "mild", "20", "24"),
    ("K10", "moderate", "25", "29"),
    ("K10", "severe", "30", "50"),
    ("K6", "low", "0", "4"),
    ("K6", "moderate", "5", "12"),
    ("K6", "serious", "13", "24"),
]
CUTOFFS = [
    ("PHQ-9", "clinical", "10"),
    ("GAD-7", "clinical", "8"),
    ("GAD-7", "specific", "10"),
    ("PHQ-2", "clinical", "3"),
    ("PHQ-2", "sensitive", "2"),
    ("GAD-2", "clinical", "3"),
    ("ASQ", "positive", "1"),
    ("ASRM", "probable", "6"),
    ("CES-D", "screen", "16"),
    ("CES-D", "specific", "20"),
    ("CORE-10", "clinical", "11"),
    ("CORE-10", "depression", "13"),
    ("CSI-4", "dissatisfied", "13"),
    ("EDE-QS", "screen", "15"),
    ("EPDS", "possible", "10"),
    ("EPDS", "balanced", "11"),
    ("EPDS", "probable", "13"),
    ("K6", "serious", "13"),
    ("PC-PTSD-5", "screen", "4"),
    ("PC-PTSD-5", "sensitive", "3"),
    ("PCL-5", "clinical", "32"),
    ("PCL-5", "provisional", "33"),
    ("PCL-5 weekly", "clinical", "32"),
    ("PCL-5 weekly", "provisional", "33"),
    ("PG-13-R", "syndrome", "30"),
    ("PHQ-8", "clinical", "10"),
    ("PHQ-A", "clinical", "11"),
    ("SCOFF", "screen", "2"),
    ("SMFQ", "original", "8"),
    ("SMFQ", "clinical", "12"),
    ("UCLA-3", "lonely", "6"),
]
SPEC: list[Table] = [
    ("Missing answers ( - is not answered)", ("Questionnaire", "Answers", "Total", "Band", "Why"), MISSING),
    ("Bands of complete forms", ("Questionnaire", "Band", "Lowest total", "Highest total"), BANDS),
    (
        "Cut-offs: at or above; at or below where higher is better (CSI-4)",
        ("Questionnaire", "Cut-off", "Total"),
        CUTOFFS,
    ),
]


def id_of(short: str) -> str:
    return short.lower().replace("-", "")


@pytest.mark.parametrize(("short", "written", "total", "band", "why"), MISSING)
def test_missing(short: str, written: str, total: str, band: str, why: str) -> None:
    scores = scoring.score(library.instrument(id_of(short)), answers(id_of(short), written))
    assert (number_text(scores.total.value) or "none") == total
    assert (scores.band.id if scores.band else "") == band
    assert scores.total.reason in (why, None)


@pytest.mark.parametrize(("short", "band", "lowest", "highest"), BANDS)
def test_bands(short: str, band: str, lowest: str, highest: str) -> None:
    form = library.instrument(id_of(short))
    inside = [total for total in range(form.range.highest + 1) if _band(short, total) == band]
    assert inside == list(range(int(lowest), int(highest) + 1))


def _band(short: str, total: int) -> str:
    band = scoring.band_of(library.instrument(id_of(short)), total)
    return band.id if band else ""


def test_every_cut_off_is_in_the_table() -> None:
    held = [(form.short, cut.id, str(cut.at)) for form in library.instruments() for cut in form.cutoffs]
    assert sorted(held) == sorted(CUTOFFS)
