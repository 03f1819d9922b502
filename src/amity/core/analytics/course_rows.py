"""Courses as one row each, with their scores inside: however rows are dealt out, a course stays whole.

That is how courses travel in an engine that cuts tables where it likes, such as Spark with `mapInArrow`.
"""

from typing import Final

import polars as pl

from amity.core.analytics.course_frames import SCORE, Courses

INSIDE: Final = "scores"


def rows_of(batch: Courses) -> pl.LazyFrame:
    """One row per course: its columns, and scores, a list of measure, session and score.

    batch: as `course_frames.Courses`. A course without scores has null there. Scores of which the course is
    not known have a row with nothing else in it, so that `course_frames.check` finds them afterwards.

    >>> courses = pl.LazyFrame({"course": [1, 2], "finished": [True, True]})
    >>> scores = pl.LazyFrame({"course": [1], "measure": ["phq9"], "session": [1], "score": [9]})
    >>> rows = rows_of(Courses(courses, scores)).sort("course").collect()
    >>> rows["scores"].to_list()
    [[{'measure': 'phq9', 'session': 1, 'score': 9.0}], None]
    """
    inside = batch.scores.group_by("course").agg(
        pl.struct(pl.col(name).cast(type_) for name, type_ in SCORE.items()).alias(INSIDE)
    )
    return batch.courses.join(inside, on="course", how="full", coalesce=True)


def courses_of(rows: pl.LazyFrame) -> Courses:
    """The two frames again, of any of these rows in any order. The inverse of `rows_of`.

    rows: as `rows_of` or an engine made them; further fields inside scores are left out.
    """
    scores = (
        rows.select("course", INSIDE)
        .filter(pl.col(INSIDE).list.len() > 0)
        .explode(INSIDE)
        .select("course", *(pl.col(INSIDE).struct.field(name) for name in SCORE))
    )
    return Courses(rows.drop(INSIDE), scores)
