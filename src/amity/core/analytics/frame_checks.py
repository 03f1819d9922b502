"""Whether frames from elsewhere hold circles: what `Placement` and `Circle` refuse one at a time."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from amity.core.analytics.circle_frames import (
    ALWAYS_TOLD,
    CIRCLE,
    PLACEMENT,
    SCALES,
    TIE,
    UNCOUNTED,
    WORDS,
    Frames,
)
from amity.core.network import RINGS, TURN
from amity.core.network.circle import MOST

Rule = tuple[str, pl.LazyFrame]  # what is wrong, and the rows of which it is true


def check(frames: Frames) -> None:
    """Look through frames for what no circle holds. `describe` and `change` take them as they are.

    Raises ValueError that names every kind of wrong row with how many there are of it; or the columns that
    are not there or hold something else.

    >>> from amity.core.analytics.circle_frames import frames_of
    >>> from amity.core.network import Circle, Placement
    >>> check(frames_of([Circle((Placement("inge", ring=1),))]))
    """
    wrong = list(_wrong_columns(frames))
    if not wrong:
        rules = list(_rules(frames))
        found = pl.collect_all([rows.select(pl.len()) for _, rows in rules], engine="streaming")
        counts = [(what, number.item()) for (what, _), number in zip(rules, found, strict=True)]
        wrong = [f"{what} (rows: {number})" for what, number in counts if number]
    if wrong:
        raise ValueError(f"These frames hold no circles: {'; '.join(wrong)}. Correct them and check again.")


def _wrong_columns(frames: Frames) -> Iterator[str]:
    for name, columns in (("circles", CIRCLE), ("placements", PLACEMENT), ("ties", TIE)):
        there = getattr(frames, name).collect_schema()
        for column in ("circle", *columns):
            if column in there:
                if not _fits(column, there[column], columns.get(column)):
                    yield f"{name}: {column} cannot be {there[column]}"
            elif column not in UNCOUNTED:
                yield f"{name}: there is no column {column}"


def _fits(column: str, found: pl.DataType, wanted: Any) -> bool:
    """Whole numbers of any width, words as text or categories; answers that are all null need no type."""
    if found == pl.Null:
        return column not in ALWAYS_TOLD
    if wanted in (None, found):
        return True
    if wanted == pl.Int16:
        return found.is_integer()
    return isinstance(wanted, pl.Enum) and isinstance(found, pl.String | pl.Categorical | pl.Enum)


def _rules(frames: Frames) -> Iterator[Rule]:
    circles, people, ties = frames.circles, frames.placements, frames.ties
    yield "circles: circle or ties_asked is null", _with_null(circles, "circle", "ties_asked")
    yield "circles: a circle has more than one row", _repeated(circles, "circle")
    yield "placements: circle, id or is_dead is null", _with_null(people, "circle", "id", "is_dead")
    yield "placements: a person stands on a circle more than once", _repeated(people, "circle", "id")
    yield "placements: the circle is not among the circles", people.join(circles, on="circle", how="anti")
    there = people.collect_schema()
    for column, least, most in (
        ("ring", 1, RINGS[-1]),
        ("desired_ring", 1, RINGS[-1]),
        ("angle", 0, TURN - 1),
    ):
        if column in there:
            yield _outside(people, column, least, most)
    for column in SCALES:
        yield _outside(people, column, 0, MOST)
    for column, words in WORDS.items():
        if column in there:
            allowed = pl.col(column).cast(pl.String).is_in(words)
            yield f"placements: {column} is none of {', '.join(words)}", people.filter(~allowed)
    yield "ties: circle, one or other is null", _with_null(ties, "circle", "one", "other")
    yield "ties: somebody is tied to themself", ties.filter(pl.col("one") == pl.col("other"))
    asked = circles.filter("ties_asked")
    yield "ties: the circle is not among those with ties asked", ties.join(asked, on="circle", how="anti")


def _with_null(rows: pl.LazyFrame, *columns: str) -> pl.LazyFrame:
    return rows.filter(pl.any_horizontal(pl.col(*columns).is_null()))


def _repeated(rows: pl.LazyFrame, *columns: str) -> pl.LazyFrame:
    """What stands there more than once, a row for each."""
    return rows.group_by(*columns).len("times").filter(pl.col("times") > 1)


def _outside(people: pl.LazyFrame, column: str, least: int, most: int) -> Rule:
    rows = people.filter(~pl.col(column).is_between(least, most))
    return f"placements: {column} is not a whole number from {least} to {most}", rows
