"""The first and the last score of very many courses, of one measure or of several answered together.

Where rows stand as `layout` has them, the sessions at which a course answered a measure are the bits of one
number: "the first session that has both" is then asked of a million courses at once, and nothing is sorted or
grouped. Rows that stand otherwise are grouped. `outcomes` says what is made of the scores.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

import polars as pl

from amity.core.analytics.course_frames import PARTS
from amity.core.change.expected_response import NEEDED
from amity.core.errors import StatisticError

if find_spec("numpy") is None:
    raise ModuleNotFoundError(NEEDED, name="numpy")

import numpy as np

from amity.core.analytics.groups import Array

BITS: Final = 64  # of one number: sessions from 0 to 63


@dataclass(frozen=True, slots=True)
class Pairs:
    """One set of measures, one place for every course.

    there: whether two sessions had all of them. since: the first of these. first, last: by measure the scores
    then, in whole thousandths of a point, what is finer rounded. Where there is no pair the numbers say
    nothing.
    """

    there: Array
    since: Array
    first: dict[str, Array]
    last: dict[str, Array]


@dataclass(frozen=True, slots=True)
class Runs:
    """Rows of one course and one measure that stand together; each array is measures × courses.

    start: the first row. there, answered: its sessions as bits, and those of them that have a score. A course
    without the measure has no bits.
    """

    start: Array
    there: Array
    answered: Array


def find(courses: pl.Series, scores: pl.LazyFrame, sets: Sequence[tuple[str, ...]]) -> list[Pairs]:
    """Of each set of measures, the first and the last session at which all of them were answered.

    courses: the key of each, in the order of what is returned. scores: columns course (its key), measure,
    session and score as in `course_frames.Courses`, in any order; quickest as `layout` sorts them, with
    sessions from 0 to 63.

    >>> rows = {"course": 7, "measure": ["a", "b", "b"], "session": [2, 1, 2], "score": [5, 9, 4]}
    >>> one, both = find(pl.Series([7, 8]), pl.LazyFrame(rows), [("b",), ("a", "b")])
    >>> one.there.tolist(), int(one.since[0]), int(one.first["b"][0]), int(one.last["b"][0])
    ([True, False], 1, 9000, 4000)
    >>> both.there.tolist()
    [False, False]
    """
    measures = list(dict.fromkeys(name for together in sets for name in together))
    read = scores.select(
        "course",
        "session",
        _layer(measures),
        pl.col("score").is_not_null().cast(pl.UInt8).alias("answered"),
        pl.col("score").fill_null(0),
    )
    rows = read.collect().rechunk()
    runs = _runs(courses, rows, len(measures))
    found = []
    for together in sets:
        places = [measures.index(it) for it in together]
        there, since, *ends = _grouped(courses, rows, places) if runs is None else _ends(runs, rows, places)
        found.append(Pairs(there, since, *(dict(zip(together, _parts(it), strict=True)) for it in ends)))
    return found


def _layer(measures: list[str]) -> pl.Expr:
    """The place of the measure, from 1 on; 0 for one that is not asked for."""
    name, found = pl.col("measure").cast(pl.String), pl.lit(0, pl.UInt16)
    for place, it in enumerate(measures, start=1):
        found = pl.when(name == it).then(pl.lit(place, pl.UInt16)).otherwise(found)
    return found.alias("layer")


def _runs(courses: pl.Series, rows: pl.DataFrame, measures: int) -> Runs | None:
    """None where the rows do not stand as they have to."""
    session, layer = rows["session"].to_numpy(), rows["layer"].to_numpy()
    if len(session) == 0 or session.min() < 0 or session.max() >= BITS:
        return None
    keys = rows["course"] if rows["course"].dtype.is_integer() else rows["course"].rle_id()
    course = keys.to_numpy()
    new = (course[1:] != course[:-1]) | (layer[1:] != layer[:-1])
    start = np.concatenate([[0], np.flatnonzero(new) + 1])
    head = np.concatenate([[True], course[start[1:]] != course[start[:-1]]])
    place = _places(courses, rows["course"].gather(start[head]))[np.cumsum(head) - 1]
    asked = (layer[start] > 0) & (place < len(courses))
    cell = (layer[start[asked]].astype(np.int64) - 1) * len(courses) + place[asked]
    if _go_back(session, new, layer) or _stand_apart(cell):
        return None
    bits = np.left_shift(np.uint64(1), session, dtype=np.uint64, casting="unsafe")
    there = np.bitwise_or.reduceat(bits, start)
    bits *= rows["answered"].to_numpy()
    answered = np.bitwise_or.reduceat(bits, start)
    found = np.zeros((3, measures, len(courses)), dtype=np.uint64)
    for table, row in zip(found, (start, there, answered), strict=True):
        table.reshape(-1)[cell] = row[asked]
    return Runs(*found)


def _go_back(session: Array, new: Array, layer: Array) -> bool:
    """Whether a session of a run is no later than the one before it."""
    return bool(((session[1:] <= session[:-1]) & ~new & (layer[1:] > 0)).any())


def _stand_apart(cell: Array) -> bool:
    """Whether a course has two runs of one measure."""
    return bool((np.bincount(cell) > 1).any())


def _places(courses: pl.Series, keys: pl.Series) -> Array:
    """The place of each key among the courses; behind them all for one that is no course."""
    if keys.equals(courses):
        return np.arange(len(courses))
    known = courses.alias("course").to_frame().with_row_index("place")
    found = keys.alias("course").to_frame().join(known, on="course", how="left", maintain_order="left")
    return found["place"].fill_null(len(courses)).to_numpy()


def _ends(runs: Runs, rows: pl.DataFrame, places: list[int]) -> Iterator[Array]:
    """At the first and the last bit that all have: whether there are two, the session, the scores at each."""
    points = rows["score"].to_numpy()
    all_have = np.bitwise_and.reduce(runs.answered[places])
    lowest = all_have & (~all_have + np.uint64(1))
    below, upto = lowest - np.uint64(1), all_have.copy()
    for shift in (1, 2, 4, 8, 16, 32):
        upto |= upto >> np.uint64(shift)  # in the end every bit up to the highest
    there = all_have != lowest
    yield there
    yield np.bitwise_count(below)
    for before in (below, upto >> np.uint64(1)):
        row = runs.start[places] + np.bitwise_count(runs.there[places] & before)
        yield points[row * there]


def _grouped(courses: pl.Series, rows: pl.DataFrame, places: list[int]) -> Iterator[Array]:
    """The same of rows in any order."""
    layers = [it + 1 for it in places]
    ends = [(it, end) for end in ("first", "last") for it in layers]
    both = (
        rows.lazy()
        .filter(pl.col("layer").is_in(layers), pl.col("answered") == 1)
        .group_by("course", "session")
        .agg(
            pl.len(), *(pl.col("score").filter(pl.col("layer") == it).first().alias(f"{it}") for it in layers)
        )
        .filter(pl.col("len") == len(layers))
        .sort("session")
        .group_by("course", maintain_order=True)
        .agg(pl.len(), pl.col("session").first(), *(_end(f"{it}", end) for it, end in ends))
        .filter(pl.col("len") > 1)
    )
    known = courses.alias("course").to_frame().lazy()
    found = known.join(both, on="course", how="left", maintain_order="left").collect()
    yield found["len"].is_not_null().to_numpy()
    yield found["session"].fill_null(0).to_numpy()
    for end in ("first", "last"):
        yield np.stack([found[f"{it}_{end}"].fill_null(0).to_numpy() for it in layers])


def _end(name: str, end: str) -> pl.Expr:
    column = pl.col(name)
    return (column.first() if end == "first" else column.last()).alias(f"{name}_{end}")


def _parts(points: Array) -> Array:
    """In thousandths. Raises StatisticError for what is no score: its square has to fit 64 bits."""
    found = np.rint(points.astype(np.float64) * PARTS)
    if found.size and not np.abs(found).max() < 2**31:
        raise StatisticError(
            "a score is not a number below 2,147,483 points. `course_frames.check` finds it."
        )
    return found.astype(np.int64)
