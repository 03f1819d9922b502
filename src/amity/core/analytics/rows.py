"""Courses that were read one by one, as the two frames of `Courses`."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import polars as pl

from amity.core.analytics.course_frames import COURSE, SCORE, Courses

TYPES: Final[dict[str, Any]] = (
    {
        "course": pl.Int64,
        "synthetic": pl.Boolean,
        "protocol": pl.String,
        "problem_area": pl.String,
        "sessions_planned": pl.Int32,
    }
    | COURSE
    | dict.fromkeys(("age_band", "gender"), pl.String)
)  # in the order of `files.LAYOUT`
SCORES: Final[dict[str, Any]] = {"course": pl.Int64} | SCORE


def courses(rows: Iterable[Mapping[str, Any]], scores: Iterable[tuple[int, str, int, float]]) -> Courses:
    """Both frames, in the layout and the order of `files`.

    rows: one for each course; by column of `files.LAYOUT`, None where it is not known. scores: course,
    measure, session and points, as `Courses` says of its scores. Both in any order.
    Raises KeyError for a row that lacks a column.

    >>> row = dict.fromkeys(TYPES) | {"course": 1, "finished": True, "sessions_attended": 4}
    >>> courses([row], [(1, "phq9", 2, 9.0)]).scores.collect().rows()
    [(1, 'phq9', 2, 9.0)]
    """
    of_courses = [[row[column] for column in TYPES] for row in rows]
    return Courses(
        pl.DataFrame(of_courses, schema=TYPES, orient="row").sort("course").lazy(),
        pl.DataFrame(list(scores), schema=SCORES, orient="row").sort("course", "measure", "session").lazy(),
    )


def between(batch: Courses, first: int, last: int) -> Courses:
    """The courses of a batch whose numbers lie from first to last, with all their scores."""
    inside = pl.col("course").is_between(first, last)
    return Courses(batch.courses.filter(inside), batch.scores.filter(inside))
