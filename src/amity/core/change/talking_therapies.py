"""Recovery and reliable change as NHS Talking Therapies counts them: PHQ-9 with one anxiety measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from amity.core.change import exact
from amity.core.change.clinical_significance import is_clinical
from amity.core.change.exact import Number
from amity.core.errors import StatisticError

MANUAL: Final = "NHS Talking Therapies manual, measures by problem"


@dataclass(frozen=True, slots=True)
class Measure:
    """Two numbers of a measure on which higher is worse.

    case: from this score on somebody is a case. change: a change of so many points or more is reliable.
    checked: whether the numbers were read again in the source, or are as commonly quoted.
    """

    title: str
    case: Fraction
    change: Fraction
    source: str
    checked: bool


def _measure(title: str, case: str, change: str, source: str, *, checked: bool = False) -> Measure:
    return Measure(title, Fraction(case), Fraction(change), source, checked)


PHQ9: Final = _measure("PHQ-9", "10", "6", "Kroenke 2001; Gyani 2013", checked=True)
MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "gad7": _measure("GAD-7", "8", "4", "Kroenke 2007; Gyani 2013", checked=True),
        "pcl5": _measure("PCL-5", "32", "10", MANUAL),
        "pdss": _measure("Panic Disorder Severity Scale", "8", "5", MANUAL),
        "spin": _measure("Social Phobia Inventory", "19", "10", MANUAL),
        "hai_short": _measure("Health Anxiety Inventory, short", "18", "4", MANUAL),
        "oci": _measure("Obsessive-Compulsive Inventory", "40", "32", MANUAL),
        "oci_r": _measure(
            "Obsessive-Compulsive Inventory, revised",
            "17",
            "13",
            "Veale 2016; the NHS may differ",
            checked=True,
        ),
        "mobility_inventory": _measure("Mobility Inventory, mean of items", "2.3", "0.73", MANUAL),
        "pswq": _measure("Penn State Worry Questionnaire", "45", "9", MANUAL),
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is counted for one person; None where somebody who was no case at the start is left out."""

    case_at_start: bool
    recovery: bool | None
    reliable_improvement: bool
    reliable_deterioration: bool
    reliable_recovery: bool | None


def outcome(*, phq9: tuple[Number, Number], anxiety: tuple[Number, Number], measure: str = "gad7") -> Outcome:
    """What a course counts as, from the first and the last pair of scores.

    phq9, anxiety: (first, last), totals in points, of the same two days. Whoever ended treatment, the last
        pair there is; whoever has no second pair is not counted at all.
    measure: which anxiety measure, one of MEASURES.
    Case: either measure at or above its case line. Recovery: a case at first, and neither measure at last.
    Reliable improvement: one fell by its reliable change or more and the other did not rise by its own;
    deterioration the other way round; one up and one down is neither. Reliable recovery: both of the two.
    Raises StatisticError for a measure that is not listed, and for what is no pair of numbers.
    Source: NHS Talking Therapies manual; Clark 2018, Annu Rev Clin Psychol 14:159-183.

    >>> outcome(phq9=(15, 8), anxiety=(12, 7))
    Outcome(case_at_start=True, recovery=True, reliable_improvement=True, reliable_deterioration=False, \
reliable_recovery=True)
    >>> outcome(phq9=(9, 3), anxiety=(7, 1)).recovery is None
    True
    """
    if measure not in MEASURES:
        raise StatisticError(
            f"measure is one of {', '.join(MEASURES)}; got {measure!r}. For others no thresholds are known."
        )
    used = ((PHQ9, _pair("phq9", phq9)), (MEASURES[measure], _pair("anxiety", anxiety)))
    case_at_start, case_at_end = (any(_is_case(it, both[place]) for it, both in used) for place in (0, 1))
    fell = [first - last >= it.change for it, (first, last) in used]
    rose = [last - first >= it.change for it, (first, last) in used]
    improved, worse = any(fell) and not any(rose), any(rose) and not any(fell)
    recovered = not case_at_end if case_at_start else None
    return Outcome(
        case_at_start, recovered, improved, worse, None if recovered is None else recovered and improved
    )


def _is_case(measure: Measure, score: Fraction) -> bool:
    return is_clinical(score, cutoff=measure.case, higher_is="worse")


def _pair(name: str, both: object) -> tuple[Fraction, Fraction]:
    given = exact.row_of(name, both)
    if len(given) != 2:
        raise StatisticError(
            f"{name} is a pair, the first and the last score; got {len(given)} scores. Give those of the two "
            "days on which both measures were answered."
        )
    return exact.number(f"{name}[0], the first", given[0]), exact.number(f"{name}[1], the last", given[1])
