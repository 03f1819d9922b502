"""Times `amity score` on a file of many rows, as a ratio to reading and writing the same file with `csv`.

`python bench/score.py [ROWS]`: 1,000,000 by default. The limit is 10 seconds on one core for a million rows.
"""

import argparse
import csv
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from amity import score_csv

SEED = 20260302
HEADER = ["person", "week", *map(str, range(1, 10))]


def write_answers(path: Path, rows: int) -> None:
    """Random PHQ-9 answers, about one cell in fifty blank."""
    chance = random.Random(SEED)
    cells = ["0", "1", "2", "3"] * 12 + [""]
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        out.writerows([f"p{row // 12:07d}", row % 12, *chance.choices(cells, k=9)] for row in range(rows))


def copy(source: Path, target: Path) -> None:
    """Read and write with `csv` and nothing else: the limit we compare with."""
    with source.open(newline="") as old, target.open("w", newline="") as new:
        csv.writer(new).writerows(csv.reader(old))


def score(source: Path, target: Path) -> None:
    """What `amity score phq9` does."""
    parser = argparse.ArgumentParser()
    score_csv.add_arguments(parser)
    if score_csv.run(parser.parse_args(["phq9", str(source), "-o", str(target)])):
        raise SystemExit("amity score failed")


def seconds(work: Callable[[Path, Path], None], source: Path, target: Path) -> float:
    """Processor time of one run."""
    start = time.process_time()
    work(source, target)
    return time.process_time() - start


def main() -> None:
    """Print the result as JSON."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "answers.csv", Path(folder) / "scores.csv"
        write_answers(source, rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        plain, scored = seconds(copy, source, target), seconds(score, source, target)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    result = {
        "name": "score",
        "rows": rows,
        "seed": SEED,
        "seconds": round(scored, 2),
        "seconds_csv_copy": round(plain, 2),
        "ratio": round(scored / plain, 2),
        "memory_grown_mib": round(grown / 1024, 1),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
