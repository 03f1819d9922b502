"""A column of bands of the score before treatment, to split courses by."""

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from amity.core.analytics.course_frames import PARTS, Courses, parts
from amity.core.change import exact
from amity.core.change.exact import Number
from amity.core.errors import StatisticError


def banded(batch: Courses, measure: str, edges: Sequence[Number]) -> Courses:
    """The same courses with one more column of words, first_ and the measure, such as first_phq9.

    batch: as `course_frames.check` lets it pass. edges: where each band but the lowest begins, in points,
    rising; one or more.
    The score is that of session 0 or, without it, of session 1; of a course that has neither the band is
    null. A later one is left alone: whoever had sessions before it may already be better, and what treatment
    did is not what a course began with.
    Raises StatisticError for edges that do not rise.

    >>> courses = pl.LazyFrame({"course": [1, 2, 3]})
    >>> scores = pl.LazyFrame(
    ...     {"course": [1, 2, 3], "measure": "phq9", "session": [0, 1, 2], "score": [9, 15, 20]}
    ... )
    >>> found = banded(Courses(courses, scores), "phq9", (10, 15)).courses
    >>> found.sort("course").collect()["first_phq9"].to_list()
    ['below 10', '15 and above', None]
    """
    at = [exact.number("edges", it) for it in edges]
    if not at or any(one >= other for one, other in pairwise(at)):
        raise StatisticError(
            f"edges are the scores at which bands begin, each above the one before; got {list(edges)!r}. "
            "Give one or more, such as 10, 15, 20."
        )
    score = (PARTS * pl.col("score").cast(pl.Float64)).round().cast(pl.Int64)
    word = pl.lit(f"below {edges[0]}")
    for begin, end in zip(edges, [*edges[1:], None], strict=True):
        band = f"{begin} and above" if end is None else f"{begin} to below {end}"
        word = pl.when(score >= parts(begin)).then(pl.lit(band)).otherwise(word)
    first = (
        batch.scores.filter(
            pl.col("measure") == measure, pl.col("session") <= 1, pl.col("score").is_not_null()
        )
        .group_by("course")
        .agg(pl.col("score").sort_by("session").first())
        .select("course", word.alias(f"first_{measure}"))
    )
    return Courses(batch.courses.join(first, on="course", how="left"), batch.scores)
