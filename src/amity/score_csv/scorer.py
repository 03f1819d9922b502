"""Cells → added cells, fast. `scoring.score` and `safety.flags` are the truth and compute every outcome;
here only rows that must have the same outcome are recognised, so that each outcome is computed once.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import getitem
from typing import Final

from amity.core import safety, scoring
from amity.core.definitions.instrument import Instrument, Item
from amity.core.errors import InputError
from amity.score_csv.columns import Column, counted
from amity.score_csv.records import readable
from amity.score_csv.shares import Shares

MOST_OUTCOMES: Final = 100_000  # kept in memory; beyond it they are computed again
MOST_SPELLINGS: Final = 1_000  # of the values of one column
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}(\.0*)?")  # 2, -99 and the 2.0 that statistics programs write


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person asked for: values that mean not answered, and whether all that is no option does."""

    missing: frozenset[str] = frozenset()
    invalid_is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is added to a row, and what is counted for the summary."""

    added: str
    without_total: bool
    flagged: bool
    invalid: int


class NotAnOption(Exception):  # noqa: N818 - caught where row and column are known
    """A cell holds neither an option nor a value that means not answered."""


class Spellings(dict[str, int]):
    """The share of each spelling of a cell of one column."""

    def __init__(self, share_of: Callable[[str], int]) -> None:
        super().__init__()
        self._share_of = share_of

    def __missing__(self, cell: str) -> int:
        share = self._share_of(cell)
        if len(self) < MOST_SPELLINGS and len(cell) < 20:
            self[cell] = share
        return share


class Scorer:
    """Scores the rows of one file, and counts what it saw."""

    def __init__(
        self, instrument: Instrument, columns: Sequence[Column], choices: Choices, delimiter: str
    ) -> None:
        self.instrument, self.columns, self.choices, self.delimiter = instrument, columns, choices, delimiter
        self.rows = self.without_total = self.flagged = self.invalid = 0
        self._not_answered = {_canonical(value) for value in choices.missing} | {""}
        self._shares = Shares(instrument)
        self._tables = [Spellings(self._share_of(column.item)) for column in columns]
        self._places = [column.place for column in columns]
        self._outcomes: dict[int, Outcome] = {}

    def added(self, cells: Sequence[str], where: Callable[[], str]) -> str:
        """The text to add to a row, beginning with a separator.

        where: says which row this is, for the message about a cell that is no option.
        """
        picked = [cells[place] for place in self._places]
        try:
            key = sum(map(getitem, self._tables, picked))
        except NotAnOption:
            raise InputError(self._refusal(picked, where())) from None
        outcome = self._outcomes.get(key) or self._first(key, picked)
        self.rows += 1
        self.without_total += outcome.without_total
        self.flagged += outcome.flagged
        self.invalid += outcome.invalid
        return outcome.added

    def summary(self) -> Iterator[str]:
        """What was read and found, in sentences."""
        rows = counted(self.rows, "row")
        yield f"{rows}; {self.without_total:,} without a total; {self.flagged:,} with a flag."
        if self.invalid:
            cells = counted(self.invalid, "cell")
            yield f"{cells} held no option: read as not answered, as asked."
        options = {str(option.value) for column in self.columns for option in column.item.options}
        for value in sorted(self._not_answered & options):
            yield f"Note: {value}, an option of {self.instrument.id}, was read as not answered, as asked."

    def answer(self, item: Item, cell: str) -> int | None:
        """The answer in a cell. Raises NotAnOption."""
        written = _canonical(readable(cell))
        if written in self._not_answered:
            return None
        if written not in {str(option.value) for option in item.options}:
            raise NotAnOption
        return int(written)

    def _share_of(self, item: Item) -> Callable[[str], int]:
        def share(cell: str) -> int:
            try:
                return self._shares(item, self.answer(item, cell))
            except NotAnOption:
                if not self.choices.invalid_is_missing:
                    raise
                return self._shares(item, None) + self._shares.invalid

        return share

    def _first(self, key: int, picked: Sequence[str]) -> Outcome:
        answers: dict[str, int | None] = {}
        invalid = 0
        for column, cell in zip(self.columns, picked, strict=True):
            try:
                answers[column.item.id] = self.answer(column.item, cell)
            except NotAnOption:
                invalid += 1
        if len(self._outcomes) >= MOST_OUTCOMES:
            self._outcomes.clear()
        self._outcomes[key] = outcome = self._outcome(answers, invalid)
        return outcome

    def _outcome(self, answers: dict[str, int | None], invalid: int) -> Outcome:
        scores = scoring.score(self.instrument, answers)
        flags = safety.flags(self.instrument, answers, finished=True)
        parts = [number_text(scores.subscales[part.id].value) for part in self.instrument.scoring.subscales]
        band = scores.band.id if scores.band else ""
        cells = [number_text(scores.total.value), scores.total.reason or "", *parts, band]
        cells.append(";".join(flag.rule for flag in flags))
        quoted = [f'"{cell}"' if self.delimiter in cell else cell for cell in cells]
        added = self.delimiter + self.delimiter.join(quoted)
        return Outcome(added, scores.total.value is None, bool(flags), invalid)

    def _refusal(self, picked: Sequence[str], where: str) -> str:
        pairs = zip(self.columns, picked, strict=True)
        column, cell = next(pair for pair in pairs if not self._is_answer(pair[0].item, pair[1]))
        return _refused(self.instrument, column, cell, where)

    def _is_answer(self, item: Item, cell: str) -> bool:
        try:
            self.answer(item, cell)
        except NotAnOption:
            return False
        return True


def number_text(value: int | Fraction | None) -> str:
    """A score as the file shows it: the shortest exact decimal, else six places; nothing when there is none.

    >>> number_text(Fraction(81, 4)), number_text(Fraction(10, 3)), number_text(7), number_text(None)
    ('20.25', '3.333333', '7', '')
    """
    if value is None:
        return ""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.normalize():f}" if rest == 1 else f"{exact:.6f}"


def _canonical(cell: str) -> str:
    """One spelling for each value: without spaces at the ends, 2.0 and 02 as 2."""
    text = cell.strip(" \t\u00a0")
    return str(int(text.partition(".")[0])) if _WHOLE.fullmatch(text) else text


def _refused(instrument: Instrument, column: Column, cell: str, where: str) -> str:
    item = column.item
    allowed = ", ".join(str(option.value) for option in item.options)
    shown = readable(cell[:60]) + (" …" if len(cell) > 60 else "")
    return (
        f"{where}, column {column.name!r}: {shown!r} is no option of {instrument.id} item {item.number} "
        f"({item.id}). Allowed are {allowed}, or a blank cell for not answered. "
        "If it stands for not answered, name it with --missing."
    )
