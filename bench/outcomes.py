"""Times `outcomes.count` on made-up courses beside polars' own bare first and last, and beside pandas.

`python bench/outcomes.py [COURSES]`: 1,000,000 by default, of 16 sessions and two measures, in a folder that
is removed afterwards. All read the same files, each in a process of its own, of which the memory is told too.
The bare peer groups scores by course and measure, no more: no pairing, no rules. pandas, where it and pyarrow
are installed, does the rules as well and must count the same. Best of three by the clock.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from timing import best

from amity.core.analytics import files, outcomes
from amity.core.analytics.course_frames import Asked, Measure
from amity.core.analytics.simulation import Truth, simulate

SEED = 20260302
TRUTH = Truth(protocols={"ipt": (16, 1.0)}, leaving=0.0)
CHANGE = Asked(measures=(Measure("phq9", 6.1, 0.89, 10), Measure("gad7", 4.7, 0.92, 8)))
GAINS = Asked(measures=(Measure("phq9", 6.1, 0.89, 10, gain=6), Measure("gad7", 4.7, 0.92, 8, gain=4)))
LEAST = {it.id: (it.change / 1_000, it.clinical / 1_000) for it in CHANGE.measures}
Counts = dict[str, int]


def bare(folder: Path) -> Counts:
    """The peer: first and last of every part, nothing said of them."""
    score = pl.col("score")
    found = [
        batch.scores.group_by("course", "measure")
        .agg(first=score.first(), last=score.last())
        .collect(engine="streaming")
        for batch in files.batches(folder)
    ]
    return {"rows": sum(map(len, found))}


def bare_at_once(folder: Path) -> Counts:
    """The same of all parts as one table."""
    score = pl.col("score")
    found = pl.scan_parquet(folder / "scores" / "*.parquet").group_by("course", "measure")
    return {"rows": found.agg(first=score.first(), last=score.last()).collect(engine="streaming").height}


def counted(folder: Path, asked: Asked = CHANGE) -> Counts:
    """Ours: every part counted, the partials added."""
    found = outcomes.count(files.batches(folder), asked)
    return {row["what"]: row["n"] for row in found.filter(pl.col("at") == 0).to_dicts()}


def with_gains(folder: Path) -> Counts:
    """Ours, with sudden gains, which no peer looks for."""
    return counted(folder, GAINS)


def in_pandas(folder: Path) -> Counts:
    """The same outcomes as somebody at home in pandas would count them, a part at a time."""
    import pandas as pd

    total: Counts = {}
    for path in sorted((folder / "scores").glob("*.parquet")):
        courses = pd.read_parquet(
            folder / "courses" / path.name, columns=["course", "finished", "sessions_attended"]
        )
        treated = courses.course[courses.finished & (courses.sessions_attended >= 2)]
        scores = pd.read_parquet(path).dropna(subset=["score"])
        scores = scores[scores.course.isin(treated)]
        ends = scores.groupby(["course", "measure"], sort=False).score.agg(["first", "last", "size"])
        ends = ends[ends["size"] > 1].reset_index()
        both = scores[scores.measure == "phq9"].merge(
            scores[scores.measure == "gad7"], on=["course", "session"], suffixes=("_phq9", "_gad7")
        )
        pairs = both.groupby("course", sort=False).agg(
            phq9_first=("score_phq9", "first"),
            phq9_last=("score_phq9", "last"),
            gad7_first=("score_gad7", "first"),
            gad7_last=("score_gad7", "last"),
            size=("session", "size"),
        )
        for name, number in (_changed(ends) | _recovered(pairs[pairs["size"] > 1])).items():
            total[name] = total.get(name, 0) + int(number)
    return total


def _changed(ends: Any) -> dict[str, Any]:
    found = {}
    for id, (change, cutoff) in LEAST.items():
        row = ends[ends.measure == id]
        better, worse = row["first"] - row["last"] >= change, row["last"] - row["first"] >= change
        recovered = better & (row["first"] >= cutoff) & (row["last"] < cutoff)
        found[f"{id}.paired"] = len(row)
        found[f"{id}.recovered"] = recovered.sum()
        found[f"{id}.improved"] = (better & ~recovered).sum()
        found[f"{id}.deteriorated"] = worse.sum()
    return found


def _recovered(pairs: Any) -> dict[str, Any]:
    case = (pairs.phq9_first >= 10) | (pairs.gad7_first >= 8)
    recovery = case & ~((pairs.phq9_last >= 10) | (pairs.gad7_last >= 8))
    fell = (pairs.phq9_first - pairs.phq9_last >= 6) | (pairs.gad7_first - pairs.gad7_last >= 4)
    rose = (pairs.phq9_last - pairs.phq9_first >= 6) | (pairs.gad7_last - pairs.gad7_first >= 4)
    found = {
        "paired": case.size,
        "case_at_start": case.sum(),
        "recovery": recovery.sum(),
        "reliable_improvement": (fell & ~rose).sum(),
        "reliable_deterioration": (rose & ~fell).sum(),
        "reliable_recovery": (recovery & fell & ~rose).sum(),
    }
    return {f"talking_therapies.{name}": it for name, it in found.items()}


CONTESTANTS: dict[str, Callable[[Path], Counts]] = {
    it.__name__: it for it in (bare, bare_at_once, counted, with_gains, in_pandas)
}


def alone(name: str, folder: Path) -> None:
    """One contestant, in this process."""
    found, seconds = best(lambda: CONTESTANTS[name](folder))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"counts": found, "seconds": seconds, "memory_mib": round(memory)}))


def started(name: str, folder: Path) -> dict[str, Any]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--alone", name, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    """Print the result as JSON."""
    courses = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    there = [name for name in CONTESTANTS if name != "in_pandas" or find_spec("pandas")]
    with TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        files.write((block.seen for block in simulate(courses, seed=SEED, truth=TRUTH)), folder)
        made = time.perf_counter() - start
        told = {it: started(it, folder) for it in there}
    ours = told["counted"]
    if ours["counts"]["courses"] != courses:
        raise SystemExit(f"{ours['counts']['courses']} of {courses} courses were counted.")
    plain = min(told["bare"]["seconds"], told["bare_at_once"]["seconds"])
    result: dict[str, Any] = {
        "name": "outcomes",
        "courses": courses,
        "seed": SEED,
        "seconds_simulating": round(made, 2),
        "seconds": round(ours["seconds"], 3),
        "seconds_with_sudden_gains": round(told["with_gains"]["seconds"], 3),
        "memory_mib": ours["memory_mib"],
        "bare_seconds": round(plain, 3),
        "ratio": round(plain / ours["seconds"], 2),
    }
    if pandas := told.get("in_pandas"):
        if not pandas["counts"].items() <= ours["counts"].items():
            raise SystemExit(f"pandas counts otherwise: {pandas['counts']} against {ours['counts']}.")
        result |= {
            "pandas_seconds": round(pandas["seconds"], 3),
            "pandas_memory_mib": pandas["memory_mib"],
            "pandas_ratio": round(pandas["seconds"] / ours["seconds"], 1),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
