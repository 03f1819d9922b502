"""`change.expected_response` of the courses in frames: the fit, and how often it would have been wrong."""

from functools import reduce
from operator import or_
from typing import Any, Final, Literal

import polars as pl

from amity.core.analytics import outcomes, pairs
from amity.core.analytics.course_frames import Courses, Measure
from amity.core.analytics.cross_validation import FOLDS, CrossValidated
from amity.core.analytics.cross_validation import cross_validate as of_rows
from amity.core.change import expected_response
from amity.core.change.expected_response import LEVEL, Model
from amity.core.errors import StatisticError

End = Literal["improved", "recovered"]
ENDS: Final[dict[str, tuple[str, ...]]] = {"improved": ("improved", "recovered"), "recovered": ("recovered",)}


def fit(batch: Courses, measure: str) -> Model:
    """The expected response of one measure, of all finished courses.

    batch: as `course_frames.check` lets it pass. measure: as in its column, on which higher is worse.
    A course begins with its score of session 0, or, where it has none, of session 1, and only what comes
    after that is fitted; a course without either does not count.
    Takes and raises what `expected_response.fit` does.
    """
    return expected_response.fit(**_columns(_rows(batch, measure).collect()))


def cross_validate(
    batch: Courses,
    measure: Measure,
    *,
    end: End = "improved",
    level: float = LEVEL,
    folds: int = FOLDS,
    seed: int = 0,
) -> CrossValidated:
    """How often the expected response would have been wrong, of the courses that `fit` takes.

    measure: on which higher is worse. end: what it is to do well, from the score before treatment to the
    last: "improved" by a reliable change or more, or "recovered", reliably and to below the cut-off (Jacobson
    & Truax 1991, as `clinical_significance.classify`). level, folds, seed: as
    `cross_validation.cross_validate` takes them.
    Raises StatisticError as that does, and for a measure or an end that is none of these.
    """
    if measure.higher_is != "worse" or end not in ENDS:
        raise StatisticError(
            f"end is {' or '.join(ENDS)}, of a measure on which higher is worse; got {end!r} of "
            f"{measure.id}, on which higher is {measure.higher_is}. Name another."
        )
    rows = _rows(batch, measure.id).collect()
    columns = ("course", "measure", "session", "score")
    named = rows.with_columns(measure=pl.lit(measure.id))
    before = named.with_columns(session=pl.lit(0, pl.Int32), score="baseline").select(columns).unique()
    courses = before["course"].sort()
    scores = pl.concat([before, named.select(columns)]).sort(columns[:3])
    (ends,) = pairs.find(courses, scores.lazy(), [(measure.id,)])
    categories = outcomes.changed(measure, ends.first[measure.id], ends.last[measure.id])
    well = pl.DataFrame({"course": courses, "well": reduce(or_, (categories[it] for it in ENDS[end]))})
    found = rows.join(well, on="course", maintain_order="left")
    return of_rows(**_columns(found), level=level, folds=folds, seed=seed)


def _rows(batch: Courses, measure: str) -> pl.LazyFrame:
    """One row per score of finished courses that have one to begin with: those that come after it."""
    rows = batch.scores.filter(pl.col("measure") == measure, pl.col("score").is_not_null()).select(
        "course", pl.col("session").cast(pl.Int32), pl.col("score").cast(pl.Float64)
    )
    before = (
        rows.filter(pl.col("session") <= 1)
        .sort("course", "session")
        .group_by("course", maintain_order=True)
        .agg(began=pl.col("session").first(), baseline=pl.col("score").first())
    )
    return (
        rows.join(before, on="course")
        .filter(pl.col("session") > pl.col("began"))
        .join(batch.courses.filter("finished"), on="course", how="semi")
        .select("course", "session", "baseline", "score")
    )


def _columns(found: pl.DataFrame) -> dict[str, Any]:
    return {name: found[name].to_numpy() for name in found.columns}
