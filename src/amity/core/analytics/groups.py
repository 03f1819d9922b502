"""Rows of whole numbers counted group by group, exactly."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Array = NDArray[Any]


class Groups:
    """What is counted of rows, kept until `told`.

    rows: the table. by: columns that tell its groups apart; none for all rows as one group.
    Every column that is counted has a place for each row. Sums have to fit 64 bits.

    >>> people = Groups(pl.DataFrame({"by": ["a", "b", "a"]}), ["by"])
    >>> people.add("points", np.array([1, 2, 3]))
    >>> people.spread("ends", np.array([7, 8, 8]), np.array([True, True, False]))
    >>> sorted(people.told().rows())
    [('a', 'ends', 7, 1), ('a', 'points', 0, 4), ('b', 'ends', 8, 1), ('b', 'points', 0, 2)]
    """

    def __init__(self, rows: pl.DataFrame, by: Sequence[str]) -> None:
        found = rows.with_row_index("n").group_by(by or pl.lit(True), maintain_order=True).agg("n")
        self._words = {name: found[name] for name in by}
        order: Array = found["n"].explode().cast(pl.Int64).to_numpy()
        self._order = order if by else slice(None)  # one group stands in order
        size = found["n"].list.len().to_numpy().astype(np.int64)
        self._start, self._group = np.cumsum(size) - size, np.zeros(len(rows), dtype=np.int64)
        self._group[self._order] = np.repeat(np.arange(len(size)), size)
        self._what: list[str] = []
        self._counted: list[tuple[Array, Array, Array]] = []  # of each thing the groups, the values, how many

    def add(self, what: str, column: Array) -> None:
        """The sum of a column of whole numbers, or of yes and no."""
        if len(column) == 0:
            return
        total = np.add.reduceat(column[self._order], self._start, dtype=np.int64)
        self._keep(what, np.arange(len(total)), np.zeros(len(total), dtype=np.int64), total)

    def spread(self, what: str, column: Array, counts: Array) -> None:
        """How often each value of a column of whole numbers is there, among the rows that count."""
        values = column[counts].astype(np.int64)
        if len(values) == 0:
            return
        least = values.min()
        wide = values.max() - least + 1
        cells = pl.Series("cell", self._group[counts] * wide + (values - least)).value_counts()
        cell, number = cells["cell"].to_numpy(), cells["count"].to_numpy().astype(np.int64)
        self._keep(what, cell // wide, cell % wide + least, number)

    def _keep(self, what: str, group: Array, at: Array, number: Array) -> None:
        there = number != 0
        self._what.append(what)
        self._counted.append((group[there], at[there], number[there]))

    def told(self) -> pl.DataFrame:
        """One row per group, thing counted and value that is not 0 times: the words, what, at, n."""
        none = np.zeros((3, 0), dtype=np.int64)
        group, at, number = np.concatenate([none, *self._counted], axis=1)
        what = np.repeat(np.arange(len(self._what)), [len(it[0]) for it in self._counted])
        words = {name: column.gather(group) for name, column in self._words.items()}
        names = pl.Series(self._what, dtype=pl.String).gather(what)
        return pl.DataFrame(words | {"what": names, "at": at, "n": number}).sort(*words, "what", "at")
