"""The outcomes of any number of courses, as counts that can be added: batch → partial → combine → report.

A partial is a frame of whole numbers, a few hundred rows however many courses it is of. Nothing in it is
rounded, so the size of batches, their order and where each was counted change nothing. The statistics of one
course stand in `core.change`; here they are said a second time, in columns.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial as given
from typing import Final

import polars as pl

from amity.core.analytics import gains, pairs
from amity.core.analytics.course_frames import COURSE, PARTS, RATINGS, SCORE, Asked, Courses, Measure, parts
from amity.core.change import talking_therapies

LEAST_CONTACTS: Final = 2  # NHS Talking Therapies: finished, with two treatment contacts or more
SESSIONS: Final = ("attended", "missed", "cancelled")
SUMS: Final = ("first", "last", "first_squared", "last_squared", "product")
CATEGORIES: Final = ("recovered", "improved", "unchanged", "deteriorated")
TALKING_THERAPIES: Final = (
    "paired",
    "from_start",
    "case_at_start",
    "recovery",
    "reliable_improvement",
    "reliable_deterioration",
    "reliable_recovery",
)
GAINS: Final = ("gains_of", "gains", "gains_reversed")
COUNTED: Final = ("what", "at", "n")
Partial = pl.DataFrame  # as `partial` says it


def partial(batch: Courses, asked: Asked) -> pl.DataFrame:
    """Count one batch of whole courses.

    batch: as `course_frames.check` lets them pass. asked: the same for every batch.
    Returns one row per group, thing counted and value; the columns of asked.by, then what (the thing), at
    (the value where there are several, such as so many days; else 0), n (whole: how many, or a sum). Scores
    are counted in thousandths of a point; what is finer is rounded, score by score.
    """
    needed = dict.fromkeys(("course", *COURSE, *asked.by))
    treated = pl.col("finished") & (pl.col("sessions_attended") >= LEAST_CONTACTS)
    read = [
        batch.courses.select(*needed).with_columns(
            pl.col(asked.by).cast(pl.String), courses=pl.lit(1, pl.Int64), treated=treated
        ),
        batch.scores.select("course", *SCORE),
    ]
    courses, scores = pl.collect_all(read)
    joined = pl.concat([courses, *_of_ends(courses, scores, asked)], how="horizontal").lazy()
    for found in _of_gains(courses, scores, asked):
        joined = joined.join(found, on="course", how="left")
    counts = [it.fill_null(0).cast(pl.Int64).sum() for it in _added(asked)]
    frames = [
        joined.group_by(asked.by).agg(*counts) if asked.by else joined.select(*counts),
        *_spread(courses.lazy(), asked),
    ]
    summed, *spread = pl.collect_all(frames)
    summed = summed.unpivot(index=asked.by or None, variable_name="what", value_name="n")
    return combine([summed.with_columns(at=pl.lit(0, pl.Int64)), *spread])


def count(batches: Iterable[Courses], asked: Asked) -> pl.DataFrame:
    """The partials of all batches, combined; as many batches at a time as there are processors.

    batches: at least one, best still to be read, as `files.batches` gives them. asked: as in `partial`.
    """
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return combine(threads.map(given(partial, asked=asked), batches))


def combine(partials: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One partial or more as one, in the same form; in any order, and of combined ones as well.

    >>> one = pl.DataFrame({"what": ["finished"], "at": [0], "n": [3]})
    >>> combine([one, one]).rows()
    [('finished', 0, 6)]
    """
    rows = pl.concat(partials, how="diagonal")
    groups = [column for column in rows.columns if column not in COUNTED]
    keys = [*groups, "what", "at"]
    return rows.group_by(keys).agg(pl.col("n").sum()).filter(pl.col("n") != 0).sort(keys).select(*keys, "n")


def _of_ends(courses: pl.DataFrame, scores: pl.DataFrame, asked: Asked) -> Iterator[pl.DataFrame]:
    """What is read from first and last scores; each frame has a row for every course, null if not treated."""
    rules = {(it.id,): _changed(it) for it in asked.measures}
    if asked.anxiety is not None:
        rules["phq9", asked.anxiety] = _talking_therapies(asked.anxiety)
    found = pairs.find(courses["course"], scores, list(rules))
    for ends, columns in zip(found, rules.values(), strict=True):
        yield ends.select(pl.when(courses["treated"]).then(it).alias(name) for name, it in columns.items())


def _of_gains(courses: pl.DataFrame, scores: pl.DataFrame, asked: Asked) -> Iterator[pl.LazyFrame]:
    """What is read from all scores; each frame has one row for a course of which it can be said."""
    treated = (
        scores.lazy()
        .filter(pl.col("score").is_not_null(), pl.col("session") >= 1)
        .join(courses.lazy().filter("treated"), on="course", how="semi")
        .with_columns(score=(PARTS * pl.col("score").cast(pl.Float64)).round().cast(pl.Int64))
    )
    for measure in asked.measures:
        if measure.gain is not None:
            row = treated.filter(pl.col("measure") == measure.id)
            yield gains.find(row, least=parts(measure.gain)).select(
                "course",
                pl.lit(True).alias(f"{measure.id}.gains_of"),
                (pl.col("gains") > 0).alias(f"{measure.id}.gains"),
                (pl.col("reversed") > 0).alias(f"{measure.id}.gains_reversed"),
            )


def _talking_therapies(anxiety: str) -> dict[str, pl.Expr]:
    """`talking_therapies.outcome` of the first and the last session that has both measures.

    from_start says whether the first is of the first session or before: a later one is of somebody who may
    already be better, and makes a service look as if it began with lighter cases and changed less.
    """
    used = {"phq9": talking_therapies.PHQ9, anxiety: talking_therapies.MEASURES[anxiety]}
    first, last = (
        pl.any_horizontal(pl.col(f"{name}_{end}") >= parts(it.case) for name, it in used.items())
        for end in ("first", "last")
    )
    fell, rose = (
        pl.any_horizontal(
            sign * (pl.col(f"{name}_first") - pl.col(f"{name}_last")) >= parts(it.change)
            for name, it in used.items()
        )
        for sign in (1, -1)
    )
    found = {
        "paired": pl.col("since").is_not_null(),
        "from_start": pl.col("since") <= 1,
        "case_at_start": first,
        "recovery": first & ~last,
        "reliable_improvement": fell & ~rose,
        "reliable_deterioration": rose & ~fell,
        "reliable_recovery": first & ~last & fell & ~rose,
    }
    return {f"talking_therapies.{name}": it for name, it in found.items()}


def _changed(measure: Measure) -> dict[str, pl.Expr]:
    """`clinical_significance.classify` of the first and the last score, and what effect sizes are made of."""
    first, last = pl.col(f"{measure.id}_first"), pl.col(f"{measure.id}_last")
    up = 1 if measure.higher_is == "better" else -1
    better, worse = (sign * up * (last - first) >= measure.change for sign in (1, -1))
    start, end = (up * (score - measure.clinical) <= 0 for score in (first, last))
    found = {
        "paired": pl.col("since").is_not_null(),
        "recovered": better & start & ~end,
        "improved": better & ~(start & ~end),
        "unchanged": ~better & ~worse,
        "deteriorated": worse,
        "first": first,
        "last": last,
        "first_squared": first * first,
        "last_squared": last * last,
        "product": first * last,
    }
    return {f"{measure.id}.{name}": it for name, it in found.items()}


def _added(asked: Asked) -> Iterator[pl.Expr]:
    """What is added up over courses, each by its name."""
    finished = pl.col("finished")
    yield pl.col("courses")
    yield finished
    yield pl.col("treated")
    yield (finished & pl.col("completed").is_not_null()).alias("completed_of")
    yield (finished & pl.col("completed")).alias("completed")
    attended, missed = (pl.col(f"sessions_{name}").cast(pl.Int64) for name in SESSIONS[:2])
    due = attended + missed
    yield from (pl.col(f"sessions_{name}") for name in SESSIONS)
    yield (due > 0).alias("sessions.people")
    yield (attended * attended).alias("sessions.attended_squared")
    yield (due * due).alias("sessions.due_squared")
    yield (attended * due).alias("sessions.product")
    if asked.anxiety is not None:
        yield from (pl.col(f"talking_therapies.{name}") for name in TALKING_THERAPIES)
    for measure in asked.measures:
        yield from (pl.col(f"{measure.id}.{name}") for name in ("paired", *CATEGORIES, *SUMS))
        if measure.gain is not None:
            yield from (pl.col(f"{measure.id}.{name}") for name in GAINS)


def _spread(courses: pl.LazyFrame, asked: Asked) -> Iterator[pl.LazyFrame]:
    """How many courses have each value."""
    finished = courses.filter("finished")
    for rows, column in (
        (courses, "waiting_days"),
        (finished.with_columns(dose=pl.col("sessions_attended")), "dose"),
        *((finished, rating) for rating in RATINGS),
    ):
        yield (
            rows.filter(pl.col(column).is_not_null())
            .group_by(*asked.by, at=pl.col(column).cast(pl.Int64))
            .agg(n=pl.len().cast(pl.Int64))
            .with_columns(what=pl.lit(column))
        )
