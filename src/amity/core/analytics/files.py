"""Courses in Parquet: one layout for what is made up, what a service hands out, and what is counted.

A folder for each table, in parts; the parts of one name hold the same whole courses, so that each can be
counted by itself. `layout` is the data dictionary, written beside them as dictionary.csv.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Final

import polars as pl

from amity.core.analytics.circle_frames import Frames
from amity.core.analytics.course_frames import Courses, Recorded
from amity.core.analytics.layout import LAYOUT, TABLES, Column
from amity.core.errors import InputError

COUNTED: Final[tuple[str, ...]] = ("courses", "scores")  # what outcomes are made of
CIRCLES: Final = ("circles", "placements", "ties")


def write(blocks: Iterable[Courses], folder: Path) -> int:
    """Write blocks of whole courses into a new folder; how many courses there were.

    Raises InputError where the folder already holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} already holds something. Name a new folder, or empty this one first.")
    written, tables = 0, COUNTED
    for number, block in enumerate(blocks):
        tables = tuple(TABLES) if isinstance(block, Recorded) else COUNTED
        for table in tables:
            (folder / table).mkdir(parents=True, exist_ok=True)
            rows = getattr(block, table).collect()
            rows.write_parquet(folder / table / f"part-{number:05}.parquet")
            written += len(rows) if table == "courses" else 0
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "dictionary.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [it.name for it in fields(Column)])
        out.writeheader()
        out.writerows(asdict(column) for column in LAYOUT if column.table in tables)
    return written


def batches(folder: Path) -> Iterator[Courses]:
    """The courses of a folder, one part after the other, none of them read yet.

    Raises InputError for a folder that is not laid out like this.
    """
    return (Courses(*part) for part in _parts(folder, COUNTED))


def circles(folder: Path) -> Iterator[Frames]:
    """The circles of a folder, in the same way. A circle lies in one part, with everybody on it."""
    return (Frames(*part) for part in _parts(folder, CIRCLES))


def _parts(folder: Path, tables: tuple[str, ...]) -> Iterator[list[pl.LazyFrame]]:
    parts = {table: sorted(it.name for it in (folder / table).glob("*.parquet")) for table in tables}
    first = parts[tables[0]]
    if not first or any(names != first for names in parts.values()):
        *others, last = (f"{table}/" for table in tables)
        raise InputError(
            f"{folder} holds no {tables[0]}: {', '.join(others)} and {last} have to hold Parquet files of "
            f"the same names; there are {' and '.join(str(len(it)) for it in parts.values())}. "
            "`amity simulate` makes such folders."
        )
    return ([pl.scan_parquet(folder / table / name) for table in tables] for name in first)
