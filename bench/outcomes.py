"""Times `outcomes.partial` on made-up courses, as a ratio to polars' own bare first and last of each measure.

`python bench/outcomes.py [COURSES]`: 100,000 courses by default, in a folder that is removed afterwards. The
peer reads the same files and groups scores by course and measure, no more: no pairing, no rules, no sudden
gains. Best of three by the clock.
"""

import json
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from timing import best

from amity.core.analytics import files, outcomes
from amity.core.analytics.course_frames import Asked, Measure
from amity.core.analytics.report import report
from amity.core.analytics.simulation import simulate

SEED = 20260302
CHANGE = Asked(measures=(Measure("phq9", 6.1, 0.89, 10), Measure("gad7", 4.7, 0.92, 8)))
GAINS = Asked(measures=(Measure("phq9", 6.1, 0.89, 10, gain=6), Measure("gad7", 4.7, 0.92, 8, gain=4)))


def bare(folder: Path) -> int:
    """The peer: every part, first and last, added up to something so that nothing is left out."""
    seen = 0
    for batch in files.batches(folder):
        score = pl.col("score")
        ends = batch.scores.group_by("course", "measure").agg(first=score.first(), last=score.last())
        seen += ends.collect(engine="streaming").height
    return seen


def counted(folder: Path, asked: Asked) -> int:
    """Every part counted, the partials added and read."""
    found = outcomes.combine(outcomes.partial(batch, asked) for batch in files.batches(folder))
    return report(found, asked)[0].courses


def main() -> None:
    """Print the result as JSON."""
    courses = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        files.write((block.seen for block in simulate(courses, seed=SEED)), folder)
        made = time.perf_counter() - start
        _, alone = best(lambda: bare(folder))
        seen, change = best(lambda: counted(folder, CHANGE))
        _, gains = best(lambda: counted(folder, GAINS))
    if seen != courses:
        raise SystemExit(f"{seen} of {courses} courses were counted.")
    result: dict[str, Any] = {
        "name": "outcomes",
        "courses": courses,
        "seed": SEED,
        "seconds_simulating": round(made, 2),
        "seconds": round(change, 2),
        "seconds_with_sudden_gains": round(gains, 2),
        "bare_seconds": round(alone, 2),
        "ratio": round(alone / change, 2),
        "memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
