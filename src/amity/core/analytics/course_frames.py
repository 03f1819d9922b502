"""Many courses as two frames, what is asked about them, and what such frames may not hold."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from amity.core.change import exact, reliable_change
from amity.core.change.exact import HigherIs, Number
from amity.core.change.talking_therapies import MEASURES as ANXIETY
from amity.core.errors import StatisticError

PARTS: Final = 1_000  # of a point: a score is counted in whole thousandths, so that sums are exact
RATINGS: Final = ("resolution_client", "resolution_clinician")
COURSE: Final[dict[str, Any]] = {
    "finished": pl.Boolean,
    "completed": pl.Boolean,
    "waiting_days": pl.Int32,
    "sessions_attended": pl.Int32,
    "sessions_missed": pl.Int32,
    "sessions_cancelled": pl.Int32,
    **dict.fromkeys(RATINGS, pl.Int8),
}
OWN_NAMES: Final = {
    "course",
    "courses",
    "treated",
    "what",
    "at",
    "n",
    "talking_therapies",
    "sessions",
    *COURSE,
}
NEVER_NULL: Final = {
    "course",
    "finished",
    "sessions_attended",
    "sessions_missed",
    "sessions_cancelled",
    "measure",
    "session",
}
SCORE: Final[dict[str, Any]] = {"measure": pl.String, "session": pl.Int32, "score": pl.Float64}


@dataclass(frozen=True, slots=True)
class Courses:
    """Whole courses, each frame in memory (`frame.lazy()`) or still to be read (`pl.scan_parquet`).

    courses: one row per course; columns course (its key, of any one type), finished (bool: it has ended, in
    whatever way), completed (bool: it ended as planned; null = not known), waiting_days (from referral to the
    first session; null = not known), sessions_attended (late ones as well), sessions_missed (did not attend),
    sessions_cancelled, resolution_client and resolution_clinician (the focus at the end, by one of the two: 1
    worse, 2 the same, 3 slightly better, 4 much better, 5 resolved; null = not answered). Any further
    column of words may be split by.
    scores: one row per course, measure and session; columns course, measure, session (from 1 on; 0 is before
    the first), score (in points; null = not answered). All scores of a course belong to one batch.
    """

    courses: pl.LazyFrame
    scores: pl.LazyFrame


@dataclass(frozen=True, slots=True)
class Recorded(Courses):
    """Whole courses with everything else that is recorded of them, as `layout` has it.

    No outcome counts these tables; circles, placements and ties are those of `circle_frames.Frames`.
    """

    sessions: pl.LazyFrame
    events: pl.LazyFrame
    circles: pl.LazyFrame
    placements: pl.LazyFrame
    ties: pl.LazyFrame


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure to report, by the numbers that its definition gives.

    id: as in the column measure. higher_is: "worse" or "better". sd, reliability, cutoff: as
    `clinical_significance.classify` takes them. gain: the least fall of a sudden gain, in points; None where
    none is looked for, as on a measure on which higher is better.
    Raises StatisticError as the statistics of change do.
    """

    id: str
    sd: Number
    reliability: Number
    cutoff: Number
    higher_is: HigherIs = "worse"
    gain: Number | None = None

    def __post_init__(self) -> None:
        exact.sign(self.higher_is)
        exact.standard_deviation("sd", self.sd)
        exact.reliability(self.reliability, zero=True)
        exact.number("cutoff", self.cutoff)
        if self.gain is not None and (exact.number("gain", self.gain) <= 0 or self.higher_is == "better"):
            raise StatisticError(
                f"gain is a fall above 0, on a measure on which higher is worse; got {self.gain!r} with "
                f'higher_is="{self.higher_is}". Leave it out, or take the measure\'s reliable change.'
            )

    @property
    def change(self) -> int:
        """The least reliable change, in thousandths: the smallest above the threshold."""
        spread = PARTS * exact.standard_deviation("sd", self.sd)
        return reliable_change.points(sd=spread, reliability=self.reliability)

    @property
    def clinical(self) -> int:
        """The last score on the clinical side, in thousandths; one at the cut-off lies there."""
        line = PARTS * exact.number("cutoff", self.cutoff)
        return math.ceil(line) if self.higher_is == "worse" else math.floor(line)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of courses. The same must be given to every batch and to the report.

    by: columns of courses, to tell groups apart by; () for everybody together.
    measures: each for itself. anxiety: the measure that stands beside the PHQ-9 (phq9) in the outcomes of NHS
    Talking Therapies, one of its MEASURES; None leaves these out.
    Raises StatisticError for another measure of anxiety, for one measure, or column, twice, and for names
    that the counts use themselves.
    """

    measures: tuple[Measure, ...] = ()
    anxiety: str | None = "gad7"
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.anxiety is not None and self.anxiety not in ANXIETY:
            raise StatisticError(
                f"anxiety is one of {', '.join(ANXIETY)}, or None; got {self.anxiety!r}. For others no "
                "thresholds are known."
            )
        for name, row in (("measures", [it.id for it in self.measures]), ("by", list(self.by))):
            if len(set(row)) < len(row):
                raise StatisticError(f"{name} names one thing twice: {', '.join(row)}. Name each once.")
            if taken := [it for it in row if it in OWN_NAMES]:
                raise StatisticError(
                    f"{name} cannot be called {', '.join(taken)}: the counts use the name. Call it otherwise."
                )


def parts(points: Number) -> int:
    """The least number of thousandths that is as much as so many points."""
    return math.ceil(PARTS * exact.number("points", points))


def check(batch: Courses, asked: Asked) -> None:
    """Look through frames for what is no course. `outcomes.partial` takes them as they are.

    Raises ValueError that names every kind of wrong row with how many there are of it; or the columns that
    are not there or hold something else.
    """
    wrong = list(_wrong_columns(batch, asked))
    if not wrong:
        rules = list(_rules(batch))
        found = pl.collect_all([rows.select(pl.len()) for _, rows in rules], engine="streaming")
        counts = [(what, number.item()) for (what, _), number in zip(rules, found, strict=True)]
        wrong = [f"{what} (rows: {number})" for what, number in counts if number]
    if wrong:
        raise ValueError(f"These frames hold no courses: {'; '.join(wrong)}. Correct them and check again.")


def _wrong_columns(batch: Courses, asked: Asked) -> Iterator[str]:
    wanted = {"courses": {"course": None} | dict.fromkeys(asked.by, pl.String) | COURSE}
    wanted["scores"] = {"course": None} | SCORE
    for name, columns in wanted.items():
        there = getattr(batch, name).collect_schema()
        for column, type_ in columns.items():
            if column not in there:
                yield f"{name}: there is no column {column}"
            elif not _fits(column, there[column], type_):
                yield f"{name}: {column} cannot be {there[column]}"


def _fits(column: str, found: pl.DataType, wanted: Any) -> bool:
    """Numbers of any width, words as text or categories; what is null throughout needs no type."""
    if found == pl.Null:
        return column not in NEVER_NULL
    if wanted in (None, found):
        return True
    if wanted == pl.String:
        return isinstance(found, pl.Categorical | pl.Enum)
    return found.is_integer() if wanted != pl.Float64 else found.is_numeric()


def _rules(batch: Courses) -> Iterator[tuple[str, pl.LazyFrame]]:
    courses, scores = batch.courses, batch.scores
    for name, rows in (("courses", courses), ("scores", scores)):
        needed = [column for column in rows.collect_schema() if column in NEVER_NULL]
        without = rows.filter(pl.any_horizontal(pl.col(needed).is_null()))
        yield f"{name}: one of {', '.join(needed)} is null", without
    again = courses.group_by("course").len("times").filter(pl.col("times") > 1)
    yield "courses: a course has more than one row", again
    for column in ("waiting_days", "sessions_attended", "sessions_missed", "sessions_cancelled"):
        yield f"courses: {column} is below 0", courses.filter(pl.col(column) < 0)
    for column in RATINGS:
        yield (
            f"courses: {column} is not a whole number from 1 to 5",
            courses.filter(~pl.col(column).is_between(1, 5)),
        )
    twice = scores.group_by("course", "measure", "session").len("times").filter(pl.col("times") > 1)
    yield "scores: a session has a measure more than once", twice
    yield "scores: session is below 0", scores.filter(pl.col("session") < 0)
    score = pl.col("score").cast(pl.Float64)
    yield (
        "scores: score is not a number within 10,000 points",
        scores.filter(~score.is_finite() | (score.abs() > 10_000)),
    )
    yield "scores: the course is not among the courses", scores.join(courses, on="course", how="anti")
