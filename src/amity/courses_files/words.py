"""Which numbers of a report are read together on its page, and what is said of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from amity.core.analytics.published import Row
from amity.core.outcome_words import COMING, FOCUS, OF_A_MEASURE, RECOVERY, TT, measure_name

STARTED: Final = {f"{TT}.case_at_start": "Began as a case"}
KNOWN: Final = {
    f"{TT}.paired": "PHQ-9 and the anxiety measure first and last, of treated courses",
    f"{TT}.from_start": "The first at the first session or before, of these",
}
SPREADS: Final = {"waiting_days": "Days waited", "dose": "Sessions attended"}


@dataclass(frozen=True, slots=True)
class Theme:
    """Rates that are read together. rates: what each is called, by its name. effect: the measure whose effect
    size belongs there. about: what the numbers mean."""

    title: str
    about: str
    rates: dict[str, str]
    effect: str | None = None


def themes(row: Row) -> Iterator[Theme]:
    """All there are in the row of everybody, held back or not: a group has no others."""
    names = [*(rate.name for rate in row.report.rates), *row.held_back]
    if f"{TT}.recovery" in names:
        yield Theme(
            "Recovery",
            "As NHS Talking Therapies counts it, of treated courses with both questionnaires at two sessions "
            "or more. A case begins at or above the cut-off on one of the two; recovered is a case that ends "
            "below it on both. Reliable is a change larger than the questionnaire's error of measurement.",
            KNOWN | STARTED | RECOVERY,
        )
    for measure in [name.removesuffix(".recovered") for name in names if name.endswith(".recovered")]:
        rates = {f"{measure}.{name}": title for name, title in OF_A_MEASURE.items()}
        yield Theme(
            measure_name(measure),
            "From the first to the last score, after Jacobson and Truax. Four of them add up to everybody "
            "with two scores. A sudden gain is a large and lasting fall from one session to the next.",
            {f"{measure}.paired": "First and last score, of treated courses"}
            | {name: title for name, title in rates.items() if name in names},
            measure,
        )
    yield Theme("The focus of the work", "The problem area at the end, of courses that ended.", FOCUS)
    yield Theme("Coming and staying", "Sessions of one person count for less than as many people.", COMING)
