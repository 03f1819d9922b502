"""Answers → scores, or the reason there is none. One person at a time, exact: this is the truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral
from typing import Literal

from amity.core.definitions.instrument import Band, Instrument, Item, Missing

Reason = Literal["too_many_missing", "not_applicable", "no_answers"]
Answers = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Score:
    """A number, or the reason there is none.

    value: an int when whole, else a Fraction; None when there is no score.
    answered, of: how many of the items behind it have an answer.
    """

    value: int | Fraction | None
    reason: Reason | None
    answered: int
    of: int

    @property
    def prorated(self) -> bool:
        """Whether the mean of the answered items stands in for missing ones."""
        return self.value is not None and self.answered < self.of


@dataclass(frozen=True, slots=True)
class Scores:
    """What one form says."""

    total: Score
    band: Band | None
    subscales: Mapping[str, Score]

    @property
    def answered(self) -> int:
        """How many scored items have an answer."""
        return self.total.answered

    @property
    def of(self) -> int:
        """How many scored items there are."""
        return self.total.of


def score(instrument: Instrument, answers: Answers) -> Scores:
    """Score one form.

    answers: item id → value of the chosen option. None, or no entry, is "not answered", which is never 0.
    Returns total, band and subscales. A band's lower bound is compared with the exact value: 9.5 is below 10.
    Raises ValueError for a key that is no item and for a value that is no option, naming what is allowed.

    >>> from amity.core import library
    >>> phq9 = library.instrument("phq9")
    >>> words = [item.id for item in phq9.scored_items]
    >>> nine = score(phq9, dict(zip(words, [3, 0, 1, 2, 0, 0, 1, 0, 3])))
    >>> nine.total.value, nine.band.label
    (10, 'Moderate')
    >>> eight = score(phq9, dict(zip(words, [2, 3, 1, 1, 2, 3, 3, 3, None])))
    >>> eight.total.value, eight.band.label
    (Fraction(81, 4), 'Severe')
    >>> score(phq9, {"interest": 1}).total.reason
    'too_many_missing'
    """
    given = check_answers(instrument, answers)
    outside = [i for i in instrument.items if not i.scored and _not_applicable(i, given.get(i.id))]
    total = _total(instrument.scored_items, instrument.scoring.missing, given, blocked=bool(outside))
    subscales = {
        part.id: _total(
            [instrument.item(id) for id in part.items], part.missing, given, blocked=bool(outside)
        )
        for part in instrument.scoring.subscales
    }
    return Scores(total, band_of(instrument, total.value), subscales)


def band_of(instrument: Instrument, value: int | Fraction | None) -> Band | None:
    """The last band whose lower bound is at or below the exact value."""
    if value is None:
        return None
    return next((band for band in reversed(instrument.bands) if band.from_ <= value), None)


def check_answers(instrument: Instrument, answers: Answers) -> dict[str, int]:
    """The answers that were given, once every key is known to be an item and every value an option."""
    items = {item.id: item for item in instrument.items}
    for key in answers:
        if key not in items:
            raise ValueError(f"{key!r} is no item of {instrument.id}; its items are {', '.join(items)}")
    return {
        key: _chosen(instrument, items[key], value) for key, value in answers.items() if value is not None
    }


def _chosen(instrument: Instrument, item: Item, value: object) -> int:
    allowed = [option.value for option in item.options]
    # True == 1 and 2.0 == 2: neither is an answer somebody chose
    if isinstance(value, bool) or not isinstance(value, Integral) or value not in allowed:
        raise ValueError(
            f"{value!r} is no option of {instrument.id} item {item.number} ({item.id}); "
            f"allowed are {', '.join(map(str, allowed))}, or None for not answered"
        )
    return int(value)


def _not_applicable(item: Item, value: int | None) -> bool:
    return value is not None and value not in item.values


def _counted(item: Item, value: int) -> int:
    return min(item.values) + max(item.values) - value if item.reverse else value


def _total(items: Sequence[Item], missing: Missing, given: Mapping[str, int], *, blocked: bool) -> Score:
    answered = [(item, given[item.id]) for item in items if item.id in given]
    counts = len(answered), len(items)
    if blocked or any(_not_applicable(item, value) for item, value in answered):
        return Score(None, "not_applicable", *counts)
    if not answered:
        return Score(None, "no_answers", *counts)
    if len(items) - len(answered) > missing.max_missing:
        return Score(None, "too_many_missing", *counts)
    exact = Fraction(sum(_counted(item, value) for item, value in answered) * len(items), len(answered))
    return Score(exact.numerator if exact.denominator == 1 else exact, None, *counts)
