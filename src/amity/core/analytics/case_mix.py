"""Rates of groups that got different cases, beside what everybody with the same cases had.

Indirect standardisation: of each stratum (such as a band of the first score in one problem area) the share of
everybody is taken; so many as it says are expected of the courses that a group has in it. What was not asked
about is not adjusted for, and a ratio says nothing about why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import polars as pl

from amity.core.analytics.course_frames import Asked
from amity.core.analytics.outcomes import COUNTED, combine
from amity.core.analytics.rates import LEVEL, wilson
from amity.core.analytics.report import report
from amity.core.errors import StatisticError

LEAST: Final = 20  # known courses of a stratum; Amity decision: below it the share itself is ± 20 points
OF_SESSIONS: Final = ("sessions_attended", "sessions_cancelled")  # not of courses, which have strata
Words = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One group in one stratum: so many of so many known, and how many more are missing."""

    group: Words
    stratum: Words
    count: int
    of: int
    missing: int


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One group.

    group: its words by column. count, of, missing: as in a `Rate`; share is count of of.
    expected: how many it would be if in every stratum the group had the share of everybody.
    ratio, lower, upper: count over expected, with its interval; 1 is as expected. None where nothing is.
    adjusted: ratio times the share of everybody, at most 1: the share if the group had had everybody's cases.
    thin: how many of its known courses are in strata of fewer than 20 known; their shares are mostly chance.
    alone: how many are in strata in which no other group has any; they are compared with themselves.
    """

    group: dict[str, str | None]
    count: int
    of: int
    missing: int
    share: float | None
    expected: float
    ratio: float | None
    lower: float | None
    upper: float | None
    adjusted: float | None
    thin: int
    alone: int


def adjust(
    counted: pl.DataFrame, asked: Asked, name: str, *, group: Sequence[str], level: float = LEVEL
) -> list[Adjusted]:
    """One rate of each group, adjusted for the cases it had.

    counted: of `outcomes.combine`. asked: as it was given to `outcomes.partial`.
    name: of the rate, as in `Report.rates`, such as "phq9.recovered". group: columns of asked.by that tell
    groups apart; all others of asked.by are strata, of which one has to be left (`bands.banded` makes one).
    level: of the intervals.
    Returns the groups in the order of their words. Nothing is held back: show what is adjusted only of groups
    whose counts may be shown (`core.disclosure`).
    Raises StatisticError for columns and rates that are not there, and for rates of sessions.
    """
    strata = tuple(column for column in asked.by if column not in group)
    if not group or not strata or not set(group) < set(asked.by):
        raise StatisticError(
            f"group names some of the columns that were asked by ({', '.join(asked.by)}), and leaves one or "
            f"more to adjust for; got {', '.join(group)}. Ask by a column for the groups and one for their "
            "cases."
        )
    by = (*group, *strata)
    reports = report(combine([counted.select(*by, *COUNTED)]), replace(asked, by=by))
    cells = [
        Cell(words[: len(group)], words[len(group) :], it.count, it.of, it.missing)
        for words, it in ((tuple(one.group.values()), it) for one in reports for it in one.rates)
        if it.name == name
    ]
    if name in OF_SESSIONS or (reports and not cells):
        raise StatisticError(
            f"{name} cannot be adjusted: it is no rate of courses in this report. Name one that is, such as "
            "talking_therapies.recovery."
        )
    return standardise(cells, group, level=level)


def between(
    counted: pl.DataFrame,
    asked: Asked,
    name: str,
    *,
    column: str,
    words: Words,
    strata: Sequence[str],
    level: float = LEVEL,
) -> Adjusted:
    """The same of some groups taken as one, beside everybody else: as groups that are told together are.

    column: of asked.by, which tells groups apart. words: of it, one or more. strata: other columns of
    asked.by; what is in neither plays no part. Takes and raises what `adjust` does.
    """
    here = pl.col(column).is_in(list(words), nulls_equal=True)
    split = counted.select(
        pl.when(here).then(pl.lit("here")).otherwise(pl.lit("elsewhere")).alias(column), *strata, *COUNTED
    )
    found = adjust(split, replace(asked, by=(column, *strata)), name, group=(column,), level=level)
    return next(it for it in found if it.group[column] == "here")


def standardise(cells: Iterable[Cell], group: Sequence[str], *, level: float = LEVEL) -> list[Adjusted]:
    """The groups of these cells, each cell told once; in whatever order.

    What is expected is exact, and taken as known; its interval is Wilson's, of the share of the group, over
    the share expected. Where courses of a group differ in their chances it is a little too wide; the interval
    of a Poisson count (Byar), made for what is rare, would be 1.4 times as wide where every other course
    counts.
    A group is part of everybody: the larger it is, the nearer its ratio is to 1.
    Sources: Breslow & Day 1987, Statistical Methods in Cancer Research II, IARC, ch. 2 (indirect
    standardisation); Wilson 1927, as in `rates`.

    >>> cells = [Cell(("a",), ("light",), 6, 10, 0), Cell(("a",), ("hard",), 8, 40, 0)]
    >>> cells += [Cell(("b",), ("light",), 24, 40, 2), Cell(("b",), ("hard",), 2, 10, 0)]
    >>> [(it.share, it.expected, it.ratio, it.adjusted) for it in standardise(cells, ("protocol",))]
    [(0.28, 14.0, 1.0, 0.4), (0.52, 26.0, 1.0, 0.4)]
    """
    row = list(cells)
    strata: dict[Words, list[Cell]] = {}
    groups: dict[Words, list[Cell]] = {}
    for cell in row:
        strata.setdefault(cell.stratum, []).append(cell)
        groups.setdefault(cell.group, []).append(cell)
    shares = {
        stratum: Fraction(sum(it.count for it in inside), sum(it.of for it in inside) or 1)
        for stratum, inside in strata.items()
    }
    known = sum(it.of for it in row)
    overall = Fraction(sum(it.count for it in row), known or 1)
    return [
        _of_group(dict(zip(group, words, strict=True)), groups[words], strata, shares, overall, level)
        for words in sorted(groups, key=lambda words: [(it is not None, it or "") for it in words])
    ]


def _of_group(
    group: dict[str, str | None],
    cells: list[Cell],
    strata: dict[Words, list[Cell]],
    shares: dict[Words, Fraction],
    overall: Fraction,
    level: float,
) -> Adjusted:
    count, of, missing = (sum(getattr(it, name) for it in cells) for name in ("count", "of", "missing"))
    expected = sum((it.of * shares[it.stratum] for it in cells), Fraction(0))
    ratio = lower = upper = adjusted = None
    if expected:
        ratio = float(count / expected)
        lower, upper = (float(of / expected) * end for end in wilson(count, of, level=level))
        adjusted = float(min(Fraction(1), count / expected * overall))
    return Adjusted(
        group=group,
        count=count,
        of=of,
        missing=missing,
        share=count / of if of else None,
        expected=float(expected),
        ratio=ratio,
        lower=lower,
        upper=upper,
        adjusted=adjusted,
        thin=sum(it.of for it in cells if sum(one.of for one in strata[it.stratum]) < LEAST),
        alone=sum(it.of for it in cells if sum(one.of for one in strata[it.stratum]) == it.of),
    )
