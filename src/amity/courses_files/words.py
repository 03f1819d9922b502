"""What the numbers of a report are called on its page, and which of them are read together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from amity.core import library
from amity.core.analytics.published import Published
from amity.core.errors import UnknownContentError

TT: Final = "talking_therapies"
RECOVERY: Final = {
    f"{TT}.case_at_start": "Began as a case",
    f"{TT}.recovery": "Recovered, of cases",
    f"{TT}.reliable_recovery": "Recovered reliably, of cases",
    f"{TT}.reliable_improvement": "Reliably better",
    f"{TT}.reliable_deterioration": "Reliably worse",
}
OF_A_MEASURE: Final = {
    "recovered": "Reliably better, across the cut-off",
    "improved": "Reliably better, not across it",
    "unchanged": "No reliable change",
    "deteriorated": "Reliably worse",
    "gains": "Had a sudden gain",
    "gains_reversed": "Lost it again, of these",
}
FOCUS: Final = {
    "resolution_client": "Much better or resolved, by the client",
    "resolution_clinician": "Much better or resolved, by the clinician",
}
COMING: Final = {
    "completed": "Ended as planned",
    "sessions_attended": "Sessions attended, of those not cancelled",
    "sessions_cancelled": "Sessions cancelled, of all",
}
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


def themes(published: Published) -> Iterator[Theme]:
    """All there are in a report. (What is held back of everybody is held back of every group.)"""
    row = published.everybody
    if row is None:
        return
    names = [*(rate.name for rate in row.report.rates), *row.held_back]
    if f"{TT}.recovery" in names:
        yield Theme(
            "Recovery",
            "As NHS Talking Therapies counts it, of treated courses with both questionnaires at two sessions "
            "or more. A case begins at or above the cut-off on one of the two; recovered is a case that ends "
            "below it on both. Reliable is a change larger than the questionnaire's error of measurement.",
            KNOWN | RECOVERY,
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


def measure_name(id: str) -> str:
    """ "PHQ-9"."""
    return library.instrument(id).short


def column_name(column: str) -> str:
    """ "By problem area"."""
    return f"By {column.replace('_', ' ')}"


def word_name(column: str, word: str | None) -> str:
    """What a group is called; a word that the library does not know is left as it is."""
    if word is None:
        return "not recorded"
    if column == "problem_area":
        titles = (area.title for it in library.protocols() for area in it.areas if area.id == word)
        return next(titles, word)
    if column == "protocol":
        try:
            return library.protocol(word).short
        except UnknownContentError:
            return word
    return word
