"""What was read of one batch as text, to be put away until the others are there: counts, or scores to fit."""

import json
from collections.abc import Iterable
from typing import Any, Final

import polars as pl

from amity.core.analytics.course_frames import Courses
from amity.core.analytics.outcomes import COUNTED
from amity.core.errors import InputError

SCORES: Final[dict[str, Any]] = {"course": pl.Int64, "session": pl.Int32, "score": pl.Float64}


def text(partial: pl.DataFrame) -> str:
    """A partial of `outcomes` as one line of JSON: its columns, and its rows as lists.

    >>> text(pl.DataFrame({"what": ["finished"], "at": [0], "n": [3]}))
    '{"columns":["what","at","n"],"rows":[["finished",0,3]]}'
    """
    held = {"columns": partial.columns, "rows": [list(row) for row in partial.rows()]}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> pl.DataFrame:
    """The partial again, to the last bit. Raises InputError for a text that holds none."""
    try:
        held = json.loads(text)
        columns = held["columns"]
        if tuple(columns[-len(COUNTED) :]) != COUNTED:
            raise KeyError(COUNTED)
        types: dict[str, Any] = dict.fromkeys(columns, pl.String) | {"at": pl.Int64, "n": pl.Int64}
        return pl.DataFrame(held["rows"], schema=types, orient="row")
    except (ValueError, TypeError, KeyError, AttributeError, pl.exceptions.PolarsError) as wrong:
        raise InputError("This text holds no counts of courses. Count them again.") from wrong


def scores_text(batch: Courses, measure: str) -> str:
    """The scores of one measure as one line of JSON, of finished courses alone: course, session and points.

    >>> courses = pl.LazyFrame({"course": [1, 2], "finished": [True, False]})
    >>> of = pl.LazyFrame({"course": [1, 2], "measure": ["phq9"] * 2, "session": [2, 2], "score": [9, 4]})
    >>> scores_text(Courses(courses, of), "phq9")
    '[[1,2,9.0]]'
    """
    here = batch.scores.filter(pl.col("measure") == measure, pl.col("score").is_not_null())
    ended = here.join(batch.courses.filter("finished"), on="course", how="semi", maintain_order="left")
    rows = ended.select(pl.col(name).cast(it) for name, it in SCORES.items()).collect().rows()
    return json.dumps(rows, separators=(",", ":"))


def read_scores(texts: Iterable[str], measure: str) -> Courses:
    """The courses that have any, and their scores, of all texts together; as `growth.fit` takes them.

    No course is in two texts. Raises InputError for a text that holds none.
    """
    try:
        rows = [row for text in texts for row in json.loads(text)]
        scores = pl.DataFrame(rows, schema=SCORES, orient="row")
    except (ValueError, TypeError, pl.exceptions.PolarsError) as wrong:
        raise InputError("This text holds no scores. Read them again.") from wrong
    courses = scores.select("course", finished=pl.lit(True)).unique(maintain_order=True)
    return Courses(courses.lazy(), scores.with_columns(measure=pl.lit(measure)).lazy())
