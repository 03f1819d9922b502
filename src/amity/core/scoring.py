"""Answers → scores, or the reason there is none. One person at a time, exact: this is the truth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral
from typing import Literal

from amity.core.definitions.instrument import Band, Instrument, Item, Missing, Need

Reason = Literal["too_many_missing", "not_applicable", "no_answers", "no_total"]
Method = Literal["sum", "mean", "none"]
Answers = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Score:
    """A number, or the reason there is none.

    value: an int when whole, else a Fraction; None when there is no score.
    answered, of: how many of the items behind it have an answer, or were rightly not asked.
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
    blocked = any(not i.scored and _not_applicable(i, given.get(i.id)) for i in instrument.items)
    known = given | unasked(instrument, given)
    rule = instrument.scoring

    def over(items: Sequence[Item], missing: Missing, method: Method, times: int = 1) -> Score:
        return _total(items, missing, given, known, blocked=blocked, method=method, times=times)

    subscales = {
        part.id: over([instrument.item(id) for id in part.items], part.missing, part.method)
        for part in rule.subscales
    }
    total = over(instrument.scored_items, rule.missing, rule.method, rule.times)
    if (
        total.value is not None
        and rule.missing.each_subscale
        and any(part.value is None for part in subscales.values())
    ):
        total = Score(None, "too_many_missing", total.answered, total.of)
    return Scores(total, band_of(instrument, total.value), subscales)


def unasked(instrument: Instrument, given: Mapping[str, int]) -> dict[str, int]:
    """What counts for the items that these answers rightly leave out, by item id.

    >>> from amity.core import library
    >>> unasked(library.instrument("pc_ptsd5"), {"exposure": 0})["nightmares"]
    0
    """
    return {
        id: skip.counts
        for skip in instrument.scoring.skips
        if all(given.get(condition.item) in condition.values for condition in skip.when)
        for id in skip.items
        if id not in given
    }


def patterns(instrument: Instrument, answers: Answers) -> dict[str, bool | None]:
    """Which of the file's patterns are met: True, False, or None where missing answers could decide it.

    A pattern is a rule of its authors on the answers, no diagnosis. Raises as `score` does.

    >>> from amity.core import library
    >>> phq9 = library.instrument("phq9")
    >>> words = [item.id for item in phq9.scored_items]
    >>> patterns(phq9, dict(zip(words, [3, 0, 1, 2, 0, 0, 1, 0, 3])))
    {'major_depressive_syndrome': False, 'other_depressive_syndrome': True}
    """
    given = check_answers(instrument, answers)
    known = given | unasked(instrument, given)
    return {
        pattern.id: _all(_is_met(instrument, need, known) for need in pattern.needs)
        for pattern in instrument.patterns
    }


def _is_met(instrument: Instrument, need: Need, known: Mapping[str, int]) -> bool | None:
    items = [instrument.item(id) for id in dict.fromkeys(need.items)]
    present = sum(
        _counted(item, known[item.id]) >= need.otherwise.get(item.id, need.reaches)
        for item in items
        if item.id in known and not _not_applicable(item, known[item.id])
    )
    possible = present + sum(item.id not in known for item in items)
    most = len(items) if need.at_most is None else need.at_most
    if possible < need.count or present > most:
        return False
    return True if need.count <= present and possible <= most else None


def _all(met: Iterable[bool | None]) -> bool | None:
    """One False decides; without one, a None leaves it open."""
    found = set(met)
    return False if False in found else None if None in found else True


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
    # True == 1 and 2.0 == 2: neither is an answer somebody chose
    if isinstance(value, bool) or not isinstance(value, int | Integral) or value not in item.allowed:
        raise ValueError(
            f"{value!r} is no option of {instrument.id} item {item.number} ({item.id}); "
            f"allowed are {', '.join(map(str, item.allowed))}, or None for not answered"
        )
    return int(value)


def _not_applicable(item: Item, value: int | None) -> bool:
    return value is not None and value not in item.values


def _counted(item: Item, value: int) -> int:
    return min(item.values) + max(item.values) - value if item.reverse else value


def _total(
    items: Sequence[Item],
    missing: Missing,
    given: Mapping[str, int],
    known: Mapping[str, int],
    *,
    blocked: bool,
    method: Method,
    times: int,
) -> Score:
    """given: what was answered; known: that, and what counts for the items that were rightly not asked."""
    answered = [(item, known[item.id]) for item in items if item.id in known]
    counts = len(answered), len(items)
    if blocked or any(_not_applicable(item, value) for item, value in answered):
        return Score(None, "not_applicable", *counts)
    if len(answered) < len(items) and not any(item.id in given for item in items):
        return Score(None, "no_answers", *counts)
    if len(items) - len(answered) > missing.max_missing:
        return Score(None, "too_many_missing", *counts)
    if method == "none":
        return Score(None, "no_total", *counts)
    factor = times * len(items) if method == "sum" else 1
    raw = sum(_counted(item, value) for item, value in answered) * factor
    whole, rest = divmod(raw, len(answered))
    return Score(Fraction(raw, len(answered)) if rest else whole, None, *counts)
