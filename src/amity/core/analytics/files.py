"""Courses in Parquet: one layout for what is made up, what a service hands out, and what is counted.

A folder for each table, in parts; the parts of one name hold the same whole courses, so that each can be
counted by itself. `LAYOUT` is the data dictionary, written beside them as dictionary.csv.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

import polars as pl

from amity.core.analytics.course_frames import Courses
from amity.core.errors import InputError

TABLES: Final = ("courses", "scores")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: of which table, what it holds, in which unit, what an empty cell says, what it means."""

    table: str
    column: str
    type: str
    unit: str
    empty: str
    meaning: str


_KEY: Final = ("whole number", "", "never", "key of the course, of this folder alone")
_WORD: Final = ("text", "", "not recorded")
_RATED: Final = (
    "whole number",
    "1 worse, 2 same, 3 slightly better, 4 much better, 5 resolved",
    "not answered",
)
_SESSIONS: Final = ("whole number", "sessions", "never")
LAYOUT: Final = (
    Column("courses", "course", *_KEY),
    Column("courses", "synthetic", "true or false", "", "never", "true: made up, nobody's record"),
    Column("courses", "protocol", *_WORD, "id of the protocol the course began with"),
    Column("courses", "problem_area", *_WORD, "id of the focus of the work"),
    Column("courses", "sessions_planned", *_SESSIONS, "as many as were agreed"),
    Column("courses", "finished", "true or false", "", "never", "the course has ended, in whatever way"),
    Column("courses", "completed", "true or false", "", "not known", "it ended as planned"),
    Column(
        "courses", "waiting_days", "whole number", "days", "not known", "from referral to the first session"
    ),
    Column("courses", "sessions_attended", *_SESSIONS, "attended, late ones as well"),
    Column("courses", "sessions_missed", *_SESSIONS, "not attended, and not cancelled"),
    Column("courses", "sessions_cancelled", *_SESSIONS, "cancelled by either side"),
    Column("courses", "resolution_client", *_RATED, "the focus at the end, by the client"),
    Column("courses", "resolution_clinician", *_RATED, "the focus at the end, by the clinician"),
    Column("scores", "course", *_KEY),
    Column("scores", "measure", "text", "", "never", "id of the questionnaire"),
    Column("scores", "session", "whole number", "", "never", "from 1 on; 0 is before the first"),
    Column("scores", "score", "number", "points", "not answered", "total of the questionnaire"),
)  # rows stand in the order of course, and in scores of course, measure and session


def write(blocks: Iterable[Courses], folder: Path) -> int:
    """Write blocks of whole courses into a new folder; how many courses there were.

    Raises InputError where the folder already holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} already holds something. Name a new folder, or empty this one first.")
    for table in TABLES:
        (folder / table).mkdir(parents=True)
    with (folder / "dictionary.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [it.name for it in fields(Column)])
        out.writeheader()
        out.writerows(asdict(column) for column in LAYOUT)
    written = 0
    for number, block in enumerate(blocks):
        for table in TABLES:
            rows = getattr(block, table).collect()
            rows.write_parquet(folder / table / f"part-{number:05}.parquet")
            written += len(rows) if table == "courses" else 0
    return written


def batches(folder: Path) -> Iterator[Courses]:
    """The courses of a folder, one part after the other, none of them read yet.

    Raises InputError for a folder that is not laid out like this.
    """
    parts = {table: sorted(it.name for it in (folder / table).glob("*.parquet")) for table in TABLES}
    if not parts["courses"] or parts["courses"] != parts["scores"]:
        raise InputError(
            f"{folder} holds no courses: courses/ and scores/ have to hold Parquet files of the same names; "
            f"there are {len(parts['courses'])} and {len(parts['scores'])}. `amity simulate` makes such "
            "folders."
        )
    return (
        Courses(*(pl.scan_parquet(folder / table / name) for table in TABLES)) for name in parts["courses"]
    )
