"""Answers + definitions → flags. On the item's value alone: a low total never hides one.

A total raises no flag. Some are looked at before the next session all the same: `wants_review`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from amity.core.definitions.instrument import Alert, Instrument
from amity.core.scoring import Answers, check_answers, unasked

Kind = Literal["positive", "not_answered"]
Level = Literal["amber", "red", "emergency"]
SERIOUS: Final[dict[Level, int]] = {"amber": 1, "red": 2, "emergency": 3}


@dataclass(frozen=True, slots=True)
class Flag:
    """A person must look at this answer, or at its absence.

    value: what was answered; None for a safety item that was not answered.
    """

    rule: str
    item: str
    value: int | None
    kind: Kind
    level: Level


def flags(instrument: Instrument, answers: Answers, *, finished: bool) -> tuple[Flag, ...]:
    """What a person must look at, in the order of the file's rules; one flag a rule, at its highest level.

    answers: item id → value of the chosen option; None, or no entry, is "not answered".
    finished: the form was sent, ran out, or was left for a day. Until then an unanswered safety item may
        still be answered and raises nothing; a positive one raises its flag on every save. One that other
        answers rightly leave out is not missing.
    Raises ValueError as `scoring.score` does.

    >>> from amity.core import library
    >>> phq9 = library.instrument("phq9")
    >>> [(flag.rule, flag.level) for flag in flags(phq9, {"self_harm": 1}, finished=False)]
    [('item9_positive', 'amber')]
    >>> flags(phq9, {"self_harm": 0}, finished=True)
    ()
    """
    given = check_answers(instrument, answers)
    highest: dict[str, Flag] = {}
    for flag in _reached(instrument, given, finished):
        known = highest.get(flag.rule)
        if known is None or SERIOUS[flag.level] > SERIOUS[known.level]:
            highest[flag.rule] = flag
    return tuple(highest.values())


def wants_review(instrument: Instrument, total: int | Fraction | None) -> bool:
    """Whether a total alone is a reason for a clinician to look before the next session; it says no more.

    total: as `scoring.score` has it; None, no total, is no reason: what is missing is said elsewhere.

    >>> from amity.core import library
    >>> phq9 = library.instrument("phq9")
    >>> [wants_review(phq9, total) for total in (19, 20, None)]
    [False, True, False]
    """
    line = instrument.review_from
    if line is None or total is None:
        return False
    return is_beyond(total, line.at, instrument.higher_is)


def is_beyond(total: int | Fraction, at: int, higher_is: Literal["worse", "better"]) -> bool:
    """Whether a total stands at a line or on its worse side.

    >>> is_beyond(6, 6, "worse"), is_beyond(6, 6, "better"), is_beyond(7, 6, "better")
    (True, True, False)
    """
    return total >= at if higher_is == "worse" else total <= at


def _reached(instrument: Instrument, given: dict[str, int], finished: bool) -> Iterator[Flag]:
    left_out = unasked(instrument, given)
    for alert in instrument.alerts:
        value = given.get(alert.item)
        if _is_reached(alert, value, finished and alert.item not in left_out):
            yield Flag(alert.rule, alert.item, value, alert.kind, alert.level)


def _is_reached(alert: Alert, value: int | None, finished: bool) -> bool:
    if alert.kind == "not_answered":
        return finished and value is None
    return value is not None and alert.at_least is not None and value >= alert.at_least
