"""The report of a service as it may be shown: everybody, and each split by itself, small numbers held back.

Which numbers are held back is decided by `core.disclosure`; here stands which of them belong together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from amity.core.analytics import outcomes
from amity.core.analytics.course_frames import RATINGS, Asked
from amity.core.analytics.rates import LEVEL
from amity.core.analytics.report import Report, report
from amity.core.disclosure import LEAST, Outcome, Word, decide, is_small
from amity.core.errors import StatisticError

SIZES: Final = ("courses", "finished", "treated")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a split, or everybody.

    groups: the words told here: () for everybody, one for a group, more where groups are told together.
    report: what is told. held_back: the names of the rates, effect sizes (by measure) and spreads that are
    not, in the order of a report.
    """

    groups: tuple[Word, ...]
    report: Report
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """One column and its groups, in the order of their words, those told together last.

    rows: () where the split is not told at all, since its groups could not be told without a small number.
    """

    column: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """everybody: None where the service is too small for any number. least: the smallest number that is told,
    None where nothing was held back."""

    everybody: Row | None
    splits: tuple[Split, ...]
    least: int | None


def tables(
    counted: pl.DataFrame,
    asked: Asked,
    splits: Sequence[str],
    *,
    hold_back: bool = True,
    level: float = LEVEL,
) -> Published:
    """Read the counts of `outcomes.combine` for everybody and for each split by itself.

    counted, asked: as they were given and made; asked.by holds the splits, maybe among others. splits:
        columns, each by itself. hold_back: whether small numbers are held back; False is for whoever holds
        the courses anyway. level: of all intervals.
    All that is to be shown of the same courses is asked for at once: what two calls hold back, they may tell
    together.
    Raises StatisticError for a split that was not counted, or the same twice.
    """
    if len({*splits}) < len(splits) or not {*splits} <= {*asked.by}:
        raise StatisticError(
            f"splits are columns that were counted by ({', '.join(asked.by) or 'none'}), each once; got "
            f"{', '.join(splits)}. Name them in by when courses are counted."
        )
    everybody, groups = _read(counted, asked, splits, level)
    if not hold_back:
        return Published(
            Row((), everybody),
            tuple(
                Split(column, tuple(Row((word,), it) for word, it in of.items()))
                for column, of in groups.items()
            ),
            None,
        )
    known = tuple(_outcomes(asked))
    may = decide(
        _numbers(everybody),
        {column: {word: _numbers(it) for word, it in of.items()} for column, of in groups.items()},
        sizes=SIZES,
        bases=tuple(_bases(asked)),
        outcomes=known,
        there=counted.select(splits).unique().rows() if splits else (),
    )
    if may is None:
        return Published(None, tuple(Split(column, ()) for column in splits), LEAST)
    found: list[Split] = []
    for column, of in groups.items():
        pool = may.together[column]
        rows = [] if pool is None else [Row((word,), it) for word, it in of.items() if word not in pool]
        if pool:
            counts = counted.filter(pl.col(column).is_in(list(pool), nulls_equal=True))
            rows.append(Row(tuple(word for word in of if word in pool), _read(counts, asked, (), level)[0]))
        found.append(Split(column, tuple(_held(row, known, may.by_group) for row in rows)))
    return Published(_held(Row((), everybody), known, may.of_all), tuple(found), LEAST)


def _read(
    counted: pl.DataFrame, asked: Asked, splits: Sequence[str], level: float
) -> tuple[Report, dict[str, dict[Word, Report]]]:
    """The report of everybody, and by each column that of every group."""

    def read(*by: str) -> list[Report]:
        counts = outcomes.combine([counted.select(*by, *outcomes.COUNTED)])
        return report(counts, replace(asked, by=by), level=level)

    (everybody,) = read()
    return everybody, {column: {it.group[column]: it for it in read(column)} for column in splits}


def _outcomes(asked: Asked) -> Iterator[Outcome]:
    """What is told together or not at all, in the words of `_numbers`.

    Outcomes of one pair of scores that contain one another go together. What tells apart those who did not
    improve is rare, and may be held back by itself. Who began as no case is told, however few: nearly
    everybody begins as one, and recovery is told of no others.
    """
    if asked.anxiety is not None:
        tt = "talking_therapies"
        core = ("recovery", "reliable_improvement", "reliable_recovery")
        parts = (f"{part}{tt}.{name}" for name in core for part in ("", "not "))
        yield Outcome(tt, f"{tt}.paired", (f"{tt}.case_at_start", *parts))
        worse = f"{tt}.reliable_deterioration"
        yield Outcome(worse, f"not {tt}.reliable_improvement", (worse, f"{tt}.neither"), inside=tt)
    for measure in asked.measures:
        id = measure.id
        yield Outcome(id, f"{id}.paired", (f"{id}.recovered", f"{id}.improved", f"{id}.neither"))
        yield Outcome(f"{id}.worse", f"{id}.neither", (f"{id}.unchanged", f"{id}.deteriorated"), inside=id)
        if measure.gain is not None:
            yield _binary(f"{id}.gains")
            yield _binary(f"{id}.gains_reversed", inside=f"{id}.gains")
    for name in (*RATINGS, "completed", "sessions_attended", "sessions_cancelled"):
        yield _binary(name)


def _binary(name: str, inside: str | None = None) -> Outcome:
    return Outcome(name, f"of {name}", (name, f"not {name}"), inside)


def _numbers(found: Report) -> dict[str, int]:
    """Every number of people, or sessions, in a report: sizes, of each rate how many, how many not, of how
    many, and how many neither improved nor, for NHS Talking Therapies, got worse."""
    numbers = {size: getattr(found, size) for size in SIZES}
    for it in found.rates:
        numbers |= {it.name: it.count, f"not {it.name}": it.of - it.count, f"of {it.name}": it.of}
    for spread in found.spreads:
        numbers[f"of {spread.what}"] = spread.of
    for effect in found.effects:
        id = effect.measure
        numbers[f"{id}.neither"] = numbers[f"{id}.unchanged"] + numbers[f"{id}.deteriorated"]
    if "talking_therapies.paired" in numbers:
        changed = ("reliable_improvement", "reliable_deterioration")
        numbers["talking_therapies.neither"] = numbers["talking_therapies.paired"] - sum(
            numbers[f"talking_therapies.{name}"] for name in changed
        )
    return numbers


def _bases(asked: Asked) -> Iterator[str]:
    """The numbers of whom means, effect sizes and rates are told. How many are missing is none of them: it
    is told, however few, since it says of nobody how they are."""
    yield "of waiting_days"
    if asked.anxiety is not None:
        yield "talking_therapies.paired"
    yield from (f"{it.id}.paired" for it in asked.measures)


def _held(row: Row, known: Sequence[Outcome], told_here: Sequence[str]) -> Row:
    """The row without the outcomes that are not told here, and without statistics of too few."""
    found, numbers = row.report, _numbers(row.report)
    away = {part for it in known if it.name not in told_here for part in it.parts}
    rates = tuple(it for it in found.rates if it.name not in away)
    effects = tuple(it for it in found.effects if not is_small(numbers[f"{it.measure}.paired"]))
    spreads = tuple(it for it in found.spreads if not is_small(it.of))
    back = (
        *(it.name for it in found.rates if it not in rates),
        *(it.measure for it in found.effects if it not in effects),
        *(it.what for it in found.spreads if it not in spreads),
    )
    return Row(row.groups, replace(found, rates=rates, effects=effects, spreads=spreads), back)
