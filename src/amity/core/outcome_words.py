"""What the outcomes of a service are called, on its page and in the report of `amity outcomes` alike.

Needs no frames: what was counted is read where they are not installed.
"""

from typing import Final

from amity.core import library
from amity.core.errors import UnknownContentError

TT: Final = "talking_therapies"
RECOVERY: Final = {
    f"{TT}.recovery": "Recovered, of those who began as a case",
    f"{TT}.reliable_recovery": "Recovered and reliably better, of the same",
    f"{TT}.reliable_improvement": "Reliably better",
    f"{TT}.reliable_deterioration": "Reliably worse",
}
OF_A_MEASURE: Final = {
    "recovered": "Reliably better, and across the cut-off",
    "improved": "Reliably better, on the same side of it",
    "unchanged": "No reliable change",
    "deteriorated": "Reliably worse",
    "gains": "A sudden gain between two sessions",
    "gains_reversed": "Lost again, of those who had one",
}
FOCUS: Final = {
    "resolution_client": "Much better or resolved, says the client",
    "resolution_clinician": "The same, says the therapist",
}
COMING: Final = {
    "completed": "Ended as planned, not left before",
    "sessions_attended": "Sessions attended, of those attended or missed",
    "sessions_cancelled": "Sessions cancelled, of those that were planned",
}
COLUMNS: Final = {"age_band": "age at the first session"}
AGES: Final = {"0_to_17": "under 18", "65_on": "65 and over"}
FINE, SMALL_SHARE = 1_000, 0.1  # of so many, a tenth of a percent is told of a share below this


def measure_name(id: str) -> str:
    """ "PHQ-9"."""
    return library.instrument(id).short


def column_name(column: str) -> str:
    """What outcomes are split by.

    >>> column_name("problem_area"), column_name("age_band")
    ('By problem area', 'By age at the first session')
    """
    return f"By {COLUMNS.get(column, _spaced(column))}"


def word_name(column: str, word: str | None) -> str:
    """What a group is called; a word that the library does not know is written with spaces.

    >>> word_name("protocol", "ipt_a"), word_name("age_band", "65_on"), word_name("gender", None)
    ('IPT-A', '65 and over', 'not recorded')
    """
    if word is None:
        return "not recorded"
    if column == "age_band":
        return AGES.get(word, _spaced(word))
    if column == "problem_area":
        titles = (area.title for it in library.protocols() for area in it.areas if area.id == word)
        return next(titles, _spaced(word))
    try:
        return library.protocol(word).short if column == "protocol" else _spaced(word)
    except UnknownContentError:
        return _spaced(word)


def percent(share: float, of: int = 0) -> str:
    """ "54 %"; a small one of a thousand or more "1.2 %"; what is not all or nothing is never rounded to it.

    >>> percent(0.999), percent(0.0004), percent(1), percent(0.0124, 5_000)
    ('over 99 %', 'under 1 %', '100 %', '1.2 %')
    """
    places = 1 if of >= FINE and share < SMALL_SHARE else 0
    rounded = round(100 * share, places)
    if share not in (0, 1) and rounded in (0, 100):
        return "over 99 %" if rounded else f"under {10**-places:g} %"
    return f"{rounded:.{places if share else 0}f} %"


def _spaced(word: str) -> str:
    return word.replace("_", " ")
