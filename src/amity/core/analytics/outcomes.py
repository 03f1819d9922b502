"""The outcomes of any number of courses, as counts that can be added: batch → partial → combine → report.

A partial is a frame of whole numbers, a few hundred rows however many courses it is of. Nothing in it is
rounded, so the size of batches, their order and where each was counted change nothing. The statistics of one
course stand in `core.change`; here they are said a second time, in columns.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, Final

import polars as pl

from amity.core.analytics import gains, pairs
from amity.core.analytics.course_frames import COURSE, PARTS, RATINGS, Asked, Courses, Measure, parts
from amity.core.analytics.groups import Array, Groups
from amity.core.analytics.pairs import Pairs
from amity.core.change import talking_therapies

LEAST_CONTACTS: Final = 2  # NHS Talking Therapies: finished, with two treatment contacts or more
TOGETHER: Final = 2  # batches that are counted as one
SESSIONS: Final = ("attended", "missed", "cancelled")
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
Columns = Iterator[tuple[str, Array]]  # what is counted: its name, and a number or a yes of every course
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
    courses = (
        batch.courses.select(*needed)
        .with_columns(pl.col(asked.by).cast(pl.String), treated=treated)
        .collect()
    )
    found = Groups(courses, asked.by)
    for what, column in _columns(courses, batch.scores, asked):
        found.add(what, column)
    for what, column, counts in _spread(courses):
        found.spread(what, column, counts)
    return found.told()


def count(batches: Iterable[Courses], asked: Asked) -> pl.DataFrame:
    """The partials of all batches, combined; several at a time.

    batches: at least one, best still to be read, as `files.batches` gives them. asked: as in `partial`.
    """
    waiting = iter(batches)
    larger = iter(lambda: tuple(islice(waiting, TOGETHER)), ())
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as threads:  # while some wait for Python, others count
        return combine(threads.map(lambda some: partial(_together(some), asked), larger))


def _together(batches: Sequence[Courses]) -> Courses:
    """As one batch: what a partial costs however few courses it is of, is paid less often."""
    frames = zip(*((it.courses, it.scores) for it in batches), strict=True)
    return Courses(*(pl.concat(it, how="vertical_relaxed") for it in frames))


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


def _columns(courses: pl.DataFrame, scores: pl.LazyFrame, asked: Asked) -> Columns:
    """What is added up over courses."""
    yield from _of_sessions(courses)
    sets: list[tuple[str, ...]] = [(it.id,) for it in asked.measures]
    sets += [("phq9", asked.anxiety)] if asked.anxiety is not None else []
    found = pairs.find(courses["course"], scores, sets)
    treated = courses["treated"].to_numpy()
    for measure, pair in zip(asked.measures, found, strict=False):
        rules = changed(measure, pair.first[measure.id], pair.last[measure.id])
        yield from _counted(measure.id, rules, treated & pair.there)
    if asked.anxiety is not None:
        rules = _talking_therapies(asked.anxiety, found[-1])
        yield from _counted("talking_therapies", rules, treated & found[-1].there)
    yield from _of_gains(courses, scores, asked)


def _of_sessions(courses: pl.DataFrame) -> Columns:
    finished, completed = courses["finished"].to_numpy(), courses["completed"].cast(pl.Boolean)
    yield "courses", pl.repeat(True, len(courses), eager=True).to_numpy()
    yield "finished", finished
    yield "treated", courses["treated"].to_numpy()
    yield "completed_of", finished & completed.is_not_null().to_numpy()
    yield "completed", finished & completed.fill_null(False).to_numpy()
    attended, missed, cancelled = (courses[f"sessions_{it}"].cast(pl.Int64).to_numpy() for it in SESSIONS)
    due = attended + missed
    yield from zip((f"sessions_{it}" for it in SESSIONS), (attended, missed, cancelled), strict=True)
    yield "sessions.people", due > 0
    yield "sessions.attended_squared", attended * attended
    yield "sessions.due_squared", due * due
    yield "sessions.product", attended * due


def _counted(name: str, rules: dict[str, Any], of: Array) -> Columns:
    """What rules say, of the courses of which they can be asked."""
    yield f"{name}.paired", of
    yield from ((f"{name}.{rule}", column * of) for rule, column in rules.items())


def changed(measure: Measure, first: Any, last: Any) -> dict[str, Any]:
    """`clinical_significance.classify` of many scores, and what effect sizes are made of.

    first, last: arrays, or columns of a frame, in thousandths of a point.
    """
    up = 1 if measure.higher_is == "better" else -1
    better, worse = (sign * up * (last - first) >= measure.change for sign in (1, -1))
    start, end = (up * (score - measure.clinical) <= 0 for score in (first, last))
    return {
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


def _talking_therapies(anxiety: str, found: Pairs) -> dict[str, Any]:
    """`talking_therapies.outcome` of the first and the last session that has both measures.

    from_start says whether the first is of the first session or before: a later one is of somebody who may
    already be better, and makes a service look as if it began with lighter cases and changed less.
    """
    used = {"phq9": talking_therapies.PHQ9, anxiety: talking_therapies.MEASURES[anxiety]}
    first, last = (
        reduce(or_, (end[name] >= parts(it.case) for name, it in used.items()))
        for end in (found.first, found.last)
    )
    fell, rose = (
        reduce(or_, (to[name] - by[name] >= parts(it.change) for name, it in used.items()))
        for to, by in ((found.first, found.last), (found.last, found.first))
    )
    return {
        "from_start": found.since <= 1,
        "case_at_start": first,
        "recovery": first & ~last,
        "reliable_improvement": fell & ~rose,
        "reliable_deterioration": rose & ~fell,
        "reliable_recovery": first & ~last & fell & ~rose,
    }


def _of_gains(courses: pl.DataFrame, scores: pl.LazyFrame, asked: Asked) -> Columns:
    """What is read from all scores."""
    wanted = [it for it in asked.measures if it.gain is not None]
    if not wanted:
        return
    measure, score = pl.col("measure").cast(pl.String), pl.col("score")
    read = (
        scores.filter(measure.is_in([it.id for it in wanted]), score.is_not_null(), pl.col("session") >= 1)
        .join(courses.lazy().filter("treated"), on="course", how="semi")
        .with_columns(score=(PARTS * score.cast(pl.Float64)).round().cast(pl.Int64))
        .collect()
        .lazy()
    )
    for it in wanted:
        found = gains.find(read.filter(measure == it.id), least=parts(it.gain or 0))
        placed = courses.select("course").lazy().join(found, on="course", how="left", maintain_order="left")
        columns = placed.collect().to_dict()
        yield f"{it.id}.gains_of", columns["gains"].is_not_null().to_numpy()
        for name, column in (("gains", "gains"), ("gains_reversed", "reversed")):
            yield f"{it.id}.{name}", (columns[column] > 0).fill_null(False).to_numpy()


def _spread(courses: pl.DataFrame) -> Iterator[tuple[str, Array, Array]]:
    """Of what it is counted how many courses have each value: its name, the values, and who counts."""
    finished = courses["finished"].to_numpy()
    for what, column, of in (
        ("waiting_days", "waiting_days", True),
        ("dose", "sessions_attended", finished),
        *((rating, rating, finished) for rating in RATINGS),
    ):
        values = courses[column].cast(pl.Int64)
        yield what, values.fill_null(0).to_numpy(), of & values.is_not_null().to_numpy()
