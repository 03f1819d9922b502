"""What `amity outcomes` asks, counts and writes."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amity.core.analytics import files, outcomes
from amity.core.analytics.asking import asked as asked
from amity.core.analytics.course_frames import Asked, Courses, check
from amity.core.analytics.published import Published, tables
from amity.core.analytics.rates import LEVEL
from amity.core.analytics.tables import FIELDS, lines
from amity.core.errors import InputError
from amity.courses_files.page import page

RULE: Final = (
    "Numbers of people from 1 to {most} are held back, and with them what would give them away: groups that "
    "are too small are told together, and an outcome that is rare in all is not told by group."
)
NO_RULE: Final = "Nothing is held back. Small numbers give people away: look before this is passed on."


@dataclass(frozen=True, slots=True)
class Counted:
    """What is told of everybody and of each split, and whether any of the courses is made up."""

    published: Published
    synthetic: bool

    @property
    def rule(self) -> str:
        """What is held back, in a sentence."""
        least = self.published.least
        return NO_RULE if least is None else RULE.format(most=least - 1)


def count(folder: Path, asked: Asked, *, hold_back: bool = True) -> Counted:
    """Count every part by itself and add them up: everybody, then by each column of its own.

    Raises InputError for a folder, or a part, that holds no courses.
    """
    batches = list(files.batches(folder))  # still to be read
    for batch in batches:
        try:
            check(batch, asked)
        except ValueError as wrong:
            raise InputError(f"{folder}: {wrong}") from wrong
    synthetic = any(_is_synthetic(it) for it in batches)
    return told(outcomes.count(batches, asked), asked, synthetic=synthetic, hold_back=hold_back)


def _is_synthetic(batch: Courses) -> bool:
    """Whether any of the courses says that it is made up."""
    said = batch.courses.collect_schema()
    return "synthetic" in said and bool(batch.courses.select("synthetic").collect()["synthetic"].any())


def told(whole: outcomes.Partial, asked: Asked, *, synthetic: bool, hold_back: bool = True) -> Counted:
    """The report of everything that `outcomes.combine` added up, wherever it was counted.

    asked: as it was given to `outcomes.partial`. synthetic: whether any of the courses is made up.
    hold_back: as `published.tables` takes it.
    """
    return Counted(tables(whole, asked, asked.by, hold_back=hold_back), synthetic)


def write(counted: Counted, asked: Asked, folder: Path) -> Iterator[Path]:
    """Write report.json, report.csv and report.html; each is told once it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(lines(counted.published))
    about = {
        "synthetic": counted.synthetic,
        "level": LEVEL,
        "by": list(asked.by),
        "least": counted.published.least,
        "rule": counted.rule,
    }
    texts = {
        "report.json": json.dumps(about | {"rows": rows}, ensure_ascii=False, indent=1) + "\n",
        "report.html": page(counted.published, rule=counted.rule, synthetic=counted.synthetic),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name
    with (folder / "report.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, FIELDS)
        out.writeheader()
        out.writerows(rows)
    yield folder / "report.csv"
