"""What `amity outcomes` counts and writes."""

import csv
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from amity.core.analytics import files, outcomes, tables
from amity.core.analytics.asking import asked as asked
from amity.core.analytics.course_frames import Asked, check
from amity.core.analytics.rates import LEVEL
from amity.core.analytics.report import report
from amity.core.errors import InputError

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Outcomes</title>
<style>body {{ font: 1rem/1.4 sans-serif; margin: 2rem }}
td, th {{ padding: .1rem .6rem; text-align: right }}
td:first-child, th:first-child, caption {{ text-align: left }} caption {{ font-weight: bold }}</style></head>
<body><h1>Outcomes{made}</h1>
<p>Of how many it is known, and how many are missing, stands beside every number. Intervals are of
{level:.0%}. Small groups are not held back. Nothing here says why.</p>
{tables}</body></html>
"""
HEADS = {name: name.replace("_", " ") for name in tables.FIELDS[2:]}


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of a report, everybody first, and whether any of the courses is made up."""

    rows: list[tables.Row]
    synthetic: bool


def count(folder: Path, asked: Asked) -> Counted:
    """Count every part by itself and add them up: everybody, then by each column of its own.

    Raises InputError for a folder, or a part, that holds no courses.
    """
    partials, synthetic = [], False
    for batch in files.batches(folder):
        try:
            check(batch, asked)
        except ValueError as wrong:
            raise InputError(f"{folder}: {wrong}") from wrong
        partials.append(outcomes.partial(batch, asked))
        if "synthetic" in batch.courses.collect_schema():
            synthetic |= bool(batch.courses.select("synthetic").collect()["synthetic"].any())
    whole = outcomes.combine(partials)
    splits = [(), *((column,) for column in asked.by)]
    rows = [
        row
        for by in splits
        for row in tables.rows(
            report(outcomes.combine([whole.select(*by, *outcomes.COUNTED)]), replace(asked, by=by))
        )
    ]
    return Counted(rows, synthetic)


def write(counted: Counted, asked: Asked, folder: Path) -> Iterator[Path]:
    """Write report.json, report.csv and report.html; each is told once it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {"synthetic": counted.synthetic, "level": LEVEL, "by": list(asked.by), "held_back": False}
    texts = {
        "report.json": json.dumps(about | {"rows": counted.rows}, ensure_ascii=False, indent=1) + "\n",
        "report.html": _page(counted),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name
    with (folder / "report.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, tables.FIELDS)
        out.writeheader()
        out.writerows(counted.rows)
    yield folder / "report.csv"


def _page(counted: Counted) -> str:
    groups: dict[tuple[str, str], list[tables.Row]] = {}
    for row in counted.rows:
        groups.setdefault((row["split"], row["group"]), []).append(row)
    head = "".join(f"<th scope=col>{it}</th>" for it in HEADS.values())
    parts = []
    for (split, group), rows in groups.items():
        title = html.escape(f"{split}: {group}" if split else "Everybody")
        body = "".join(_line(row) for row in rows)
        parts.append(f"<table><caption>{title}</caption><tr>{head}</tr>{body}</table>\n")
    made = " of made-up courses: nobody's record" if counted.synthetic else ""
    return PAGE.format(made=made, level=LEVEL, tables="".join(parts))


def _line(row: tables.Row) -> str:
    cells = (_text(row[name]) for name in HEADS)
    return "<tr>" + "".join(f"<td>{html.escape(it)}</td>" for it in cells) + "</tr>\n"


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else str(value)
