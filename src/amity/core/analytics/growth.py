"""`change.expected_response.fit` of the courses in frames."""

import polars as pl

from amity.core.analytics.course_frames import Courses
from amity.core.change import expected_response
from amity.core.change.expected_response import Model


def fit(batch: Courses, measure: str) -> Model:
    """The expected response of one measure, of all finished courses.

    batch: as `course_frames.check` lets it pass. measure: as in its column, on which higher is worse.
    The score before treatment is that of session 0; a course without it does not count.
    Takes and raises what `expected_response.fit` does.
    """
    rows = batch.scores.filter(pl.col("measure") == measure, pl.col("score").is_not_null())
    before = rows.filter(pl.col("session") == 0).select("course", baseline=pl.col("score").cast(pl.Float64))
    found = (
        rows.filter(pl.col("session") >= 1)
        .join(before, on="course")
        .join(batch.courses.filter("finished"), on="course", how="semi")
        .select("course", "session", "baseline", score=pl.col("score").cast(pl.Float64))
        .collect()
    )
    return expected_response.fit(**{name: found[name].to_numpy() for name in found.columns})
