"""Every formula against R on random data, where R is installed; docs/explanation/change.md has a result."""

import csv
import math
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amity.core.change import (
    clinical_significance,
    effect_size,
    hageman_arrindell,
    reliability,
    reliable_change,
    sudden_gains,
)
from amity.core.errors import StatisticError
from tests.counts import count

RSCRIPT = shutil.which("Rscript")
SCRIPT = Path(__file__).with_name("change.R")
MOST = 1_000  # of each kind, for psych and effectsize take their time
SIZES = ("d_pre", "g", "d_av", "d_z", "d_rm", "standard_error")
Row = dict[str, Any]
Found = dict[tuple[int, str], float | str]


@pytest.mark.goal("G40")
@pytest.mark.skipif(RSCRIPT is None, reason="R is not installed here: the comparison with it is optional")
def test_agrees_with_r(tmp_path: Path, record_property: Callable[[str, Any], None]) -> None:
    chance, cases = random.Random(20260302), min(count(12), MOST)
    ours = _ours(_made(chance, cases, tmp_path))
    assert RSCRIPT is not None
    subprocess.run([RSCRIPT, "--vanilla", SCRIPT, tmp_path], check=True, capture_output=True, timeout=900)
    theirs = list(csv.DictReader((tmp_path / "found.csv").read_text(encoding="utf-8").splitlines()))
    about_r = {row["name"]: row["value"] for row in theirs if row["case"] == "0"}
    apart, compared = 0.0, 0
    for row in theirs:
        if row["case"] == "0":
            continue
        mine = ours[int(row["case"]), row["name"]]
        if isinstance(mine, str):
            assert row["value"] == mine, row
        else:
            apart = max(apart, abs(float(row["value"]) - mine) / max(1.0, abs(mine)))
            assert math.isclose(float(row["value"]), mine, rel_tol=1e-9, abs_tol=1e-9), row
        compared += 1
    assert {(int(row["case"]), row["name"]) for row in theirs if row["case"] != "0"} == set(ours)
    for free, critical in sudden_gains.CRITICAL.items():
        assert round(float(about_r.pop(f"t.{free}")), 3) == float(critical)
    for name, version in about_r.items():
        record_property(name if name == "R" else f"R package {name}", version)
    record_property("groups, people, courses and forms", 4 * cases)
    record_property("numbers and words compared", compared)
    record_property("largest difference", f"{apart:.1g}")


def _made(chance: random.Random, cases: int, folder: Path) -> dict[str, list[list[Row]]]:
    """Random data of each kind, a list for each case; written for R as well."""
    numbered = iter(range(1, 4 * cases + 1))
    made = {
        kind: [make(chance, next(numbered)) for _ in range(cases)]
        for kind, make in (("groups", _group), ("people", _person), ("courses", _course), ("items", _form))
    }
    for kind, lists in made.items():
        rows = [row for each in lists for row in each]
        with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]))
            out.writeheader()
            out.writerows({key: "NA" if it is None else it for key, it in row.items()} for row in rows)
    return made


def _group(chance: random.Random, case: int) -> list[Row]:
    about = {
        "case": case,
        "reliability": chance.randint(50, 95) / 100,
        "functional_mean": chance.randint(0, 270) / 10,
        "functional_sd": chance.randint(1, 80) / 10,
        "higher_is": chance.choice(("worse", "better")),
    }
    fall = chance.randint(-4, 12)
    rows = []
    for _ in range(chance.randint(4, 20)):
        before = chance.randint(0, 27)
        rows.append(about | {"before": before, "after": before - fall + chance.randint(-9, 9)})
    return rows


def _person(chance: random.Random, case: int) -> list[Row]:
    higher_is = chance.choice(("worse", "better"))
    well, ill = sorted(chance.sample(range(271), 2), reverse=higher_is == "better")
    return [
        {
            "case": case,
            "before": chance.randint(0, 270) / 10,
            "after": chance.randint(0, 270) / 10,
            "clinical_mean": ill / 10,
            "clinical_sd": chance.randint(1, 99) / 10,
            "functional_mean": well / 10,
            "functional_sd": chance.randint(1, 99) / 10,
            "reliability": chance.randint(0, 99) / 100,
            "cutoff": chance.randint(0, 270) / 10,
            "higher_is": higher_is,
        }
    ]


def _course(chance: random.Random, case: int) -> list[Row]:
    at, rows, points = chance.randint(12, 27), [], chance.randint(4, 7)
    for session in range(1, chance.randint(6, 16)):
        at = max(0, at + chance.choice((0, 0, 0, 1, -1, -2, -8)))
        score = None if chance.random() < 0.1 else at
        rows.append({"case": case, "session": session, "score": score, "points": points})
    return rows


def _form(chance: random.Random, case: int) -> list[Row]:
    people, items = chance.randint(8, 20), chance.randint(3, 9)
    rows = []
    for person in range(people):
        level = chance.randint(0, 3)
        for item in range(items):
            answer = None if person > 5 and chance.random() < 0.03 else (level + chance.randint(0, 2)) % 4
            rows.append({"case": case, "person": person, "item": item, "answer": answer})
    return rows


def _ours(made: dict[str, list[list[Row]]]) -> Found:
    found: Found = {}
    for kind, say in (
        ("groups", _of_group),
        ("people", _of_person),
        ("courses", _of_course),
        ("items", _of_form),
    ):
        for rows in made[kind]:
            found |= {(rows[0]["case"], name): value for name, value in say(rows)}
    return found


def _of_group(rows: list[Row]) -> Iterator[tuple[str, float | str]]:
    before, after = ([row[name] for row in rows] for name in ("before", "after"))
    sizes = effect_size.pre_post(before, after)
    yield from ((name, getattr(sizes, name)) for name in SIZES)
    numbers = {key: rows[0][key] for key in ("reliability", "functional_mean", "functional_sd", "higher_is")}
    try:
        people = hageman_arrindell.classify(before, after, **numbers)
    except StatisticError:
        return
    for place, person in enumerate(people, start=1):
        yield f"index.{place}", person.index
        if person.beyond is not None:
            yield f"beyond.{place}", person.beyond
            yield f"category.{place}", person.category


def _of_person(rows: list[Row]) -> Iterator[tuple[str, float | str]]:
    it = rows[0]
    groups = {key: it[key] for key in it if key.startswith(("clinical", "functional", "higher"))}
    cutoffs = clinical_significance.cutoffs(**groups)
    yield from (("a", cutoffs.a), ("b", cutoffs.b), ("c", cutoffs.c))
    numbers = {"sd": it["clinical_sd"], "reliability": it["reliability"]}
    yield "index", reliable_change.index(it["before"], it["after"], **numbers)
    both = {"cutoff": it["cutoff"], "higher_is": it["higher_is"]}
    yield "category", clinical_significance.classify(it["before"], it["after"], **numbers, **both)


def _of_course(rows: list[Row]) -> Iterator[tuple[str, float | str]]:
    for reading in ("pooled_sd", "two_sample_t"):
        scores = [row["score"] for row in rows]
        gains = sudden_gains.find(scores, points=rows[0]["points"], reading=reading)
        yield reading, "after:" + " ".join(str(gain.before_session) for gain in gains)


def _of_form(rows: list[Row]) -> Iterator[tuple[str, float | str]]:
    items: dict[int, list[int | None]] = {}
    for row in rows:
        items.setdefault(row["item"], []).append(row["answer"])
    yield "alpha", reliability.alpha(list(items.values()))
