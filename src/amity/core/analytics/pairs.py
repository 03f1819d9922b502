"""The first and the last score of very many courses, of one measure or of several answered together.

Scores are laid out in a table, measure × session × course, where "the first session that has both" is asked
of whole rows at once, and nothing is sorted or grouped. `outcomes` says what is made of the scores.
"""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any, Final

import polars as pl

from amity.core.analytics.course_frames import PARTS
from amity.core.change.expected_response import NEEDED

if find_spec("numpy") is None:
    raise ModuleNotFoundError(NEEDED, name="numpy")

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
FEW: Final = 255  # sessions numbered below this stand at their number; with others among them, at their rank
CELLS: Final = 2**25  # of four bytes: the largest table that is laid out at once
CHUNK: Final = 2**15  # rows placed at once, so that what is in between stays near the processor
NONE: Final = -(2**31)  # not answered: a number that no score comes near


def find(courses: pl.Series, scores: pl.DataFrame, sets: Sequence[tuple[str, ...]]) -> list[pl.DataFrame]:
    """Of each set of measures, the first and the last session at which all of them were answered.

    courses: the key of each. scores: columns course (its key), measure, session and score as in
    `course_frames.Courses`, in any order; quickest in that of courses, one course after the other.
    Returns for each set one row per course, in their order; columns since (that first session), and of each
    measure <id>_first and <id>_last, in thousandths of a point, what is finer rounded. All are null where
    there are fewer than two such sessions.

    >>> rows = {"course": 7, "measure": ["a", "b", "b"], "session": [2, 1, 2], "score": [5, 9, 4]}
    >>> one, both = find(pl.Series([7, 8]), pl.DataFrame(rows), [("b",), ("a", "b")])
    >>> one.rows()
    [(1, 9000, 4000), (None, None, None)]
    >>> both["since"].to_list()
    [None, None]
    """
    measures = list(dict.fromkeys(name for together in sets for name in together))
    whole = scores["score"].dtype.is_integer()
    numbers, session = _sessions(scores["session"].to_numpy())
    rows = (
        _layers(scores["measure"], measures),
        session,
        _places(courses, scores["course"]),
        _points(scores["score"], whole),
    )
    found = [
        [_ends(dict(zip(measures, table, strict=True)), together, numbers) for together in sets]
        for table in _tables(rows, (len(measures), len(numbers), len(courses)))
    ]
    scored = pl.exclude("since") * (PARTS if whole else 1)
    return [pl.concat(frames).with_columns(scored) for frames in zip(*found, strict=True)]


def _sessions(sessions: Array) -> tuple[Array, Array]:
    """The sessions that have a row in the table, and the place of each of the given ones among them."""
    if len(sessions) == 0:
        return np.zeros(1, dtype=np.int64), sessions
    if sessions.min() >= 0 and sessions.max() < FEW:
        return np.arange(sessions.max() + 1), sessions
    return np.unique(sessions, return_inverse=True)


def _layers(names: pl.Series, measures: list[str]) -> Array:
    """The place of each name among the measures; behind them all for any other."""
    found = pl.lit(len(measures), pl.Int32)
    for place, name in enumerate(measures):
        found = pl.when(names.cast(pl.String) == name).then(pl.lit(place, pl.Int32)).otherwise(found)
    return pl.select(found).to_series().to_numpy()


def _places(courses: pl.Series, keys: pl.Series) -> Array:
    """The place of each key among the courses; behind them all for one that is no course."""
    run = keys.rle_id().to_numpy().view(np.int32)
    starts = np.flatnonzero(run[1:] != run[:-1]) + 1
    heads = keys.gather(np.concatenate([[0], starts])[: len(keys)])
    if heads.equals(courses):
        return run
    known = courses.alias("course").to_frame().with_row_index("place")
    found = heads.alias("course").to_frame().join(known, on="course", how="left", maintain_order="left")
    place: Array = found["place"].fill_null(len(courses)).to_numpy().astype(np.int32)
    return place[run]


def _points(scores: pl.Series, whole: bool) -> Array:
    """Whole points as they are, others in whole thousandths."""
    points = scores if whole else (PARTS * scores.cast(pl.Float64)).round()
    return points.cast(pl.Int32).fill_null(NONE).to_numpy()


def _tables(rows: tuple[Array, ...], shape: tuple[int, int, int]) -> Iterator[Array]:
    """The scores of some courses after the other, measure × session × course."""
    layers, wide, courses = shape
    block = max(1, CELLS // max(1, layers * wide))
    for start in range(0, max(1, courses), block):
        size = min(block, courses - start)
        table = np.full(layers * wide * size, NONE, dtype=np.int32)
        for chunk in range(0, len(rows[0]), CHUNK):
            layer, session, place, points = (it[chunk : chunk + CHUNK] for it in rows)
            cell = (layer.astype(np.int64) * wide + session) * size + (place - start)
            here = (layer < layers) & (place >= start) & (place < start + size)
            if here.all():
                table[cell] = points
            else:
                table[cell[here]] = points[here]
        yield table.reshape(layers, wide, size)


def _ends(table: dict[str, Array], together: tuple[str, ...], numbers: Array) -> pl.DataFrame:
    """What the first and the last row hold in which no measure is empty, where these are two."""
    there = np.logical_and.reduce([table[name] != NONE for name in together])
    wide, size = there.shape
    count = np.arange(1, wide + 1, dtype=np.min_scalar_type(wide))[:, None]
    first = wide - (there * count[::-1]).max(axis=0).astype(np.int64)
    last = (there * count).max(axis=0).astype(np.int64) - 1
    paired = first < last
    first, last = first * paired, last * paired
    column = np.arange(size)
    found = {"since": numbers[first]} | {
        f"{name}_{end}": table[name][row, column].astype(np.int64)
        for name in together
        for end, row in (("first", first), ("last", last))
    }
    return pl.DataFrame(found).select(pl.when(pl.Series(paired)).then(pl.all()))
