"""Times `analytics.scoring.score` on many PHQ-9 forms beside pandas, and beside copying as much memory.

`python bench/scoring.py [FORMS]`: 10,000,000 by default, one answer in thirty missing. numpy alone, and with
the kernel where numba is installed; pandas where it is. All must say the same of every form. They take turns,
so that another load on the machine meets them all; the least of seven turns by the clock counts.
"""

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import Any

import numpy as np
from timing import timed

from amity.core import library
from amity.core.analytics import scoring
from amity.core.analytics.scoring import MISSING, Scored

SEED = 20260302
TURNS = 7
PHQ9 = library.instrument("phq9")
RULES = scoring.plan(PHQ9)
WRITTEN = sum(np.dtype(kind).itemsize for kind in scoring.KINDS)
Array = np.ndarray[Any, Any]


def drawn(forms: int) -> Array:
    """Answers from 0 to 3, one in thirty missing, items × forms."""
    chance = np.random.default_rng(SEED)
    answers = chance.integers(0, 4, (len(RULES.items), forms), dtype=np.int8)
    for row in answers:
        row[chance.integers(0, forms, forms // 30)] = MISSING
    return answers


def in_pandas(frame: Any) -> tuple[Any, Any, Any]:
    """Total, band and level as somebody at home in pandas would have them, column by column."""
    import pandas as pd

    answered, points = 0, 0
    for column in frame:
        there = frame[column] >= 0
        answered = answered + there.astype("int8")
        points = points + frame[column].where(there, 0)
    total = (points.astype("float32") * 9 / answered).where(answered >= 7)
    edges = [*(band.from_ for band in PHQ9.bands), np.inf]
    band = pd.cut(total, edges, right=False, labels=False)
    last = frame["self_harm"]
    level = (last != 0).astype("uint8") + (last >= 2)
    return total, band, level


def copying(size: int) -> Callable[[], None]:
    """Copy so many bytes, on as many threads as there are processors."""
    source, target = np.ones(size, dtype=np.int8), np.ones(size, dtype=np.int8)
    workers = os.cpu_count() or 1
    edges = [size * it // workers for it in range(workers + 1)]

    def copy(start: int, stop: int) -> None:
        np.copyto(target[start:stop], source[start:stop])

    def work() -> None:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(copy, edges, edges[1:]))

    return work


def compare(ours: Scored, theirs: tuple[Any, Any, Any]) -> None:
    """Stop where the two say different things of one form."""
    total, band, level = (it.to_numpy() for it in theirs)
    same = (
        np.array_equal(ours.total, total.astype(np.float32), equal_nan=True),
        np.array_equal(ours.band, np.nan_to_num(band, nan=-1).astype(np.int8)),
        np.array_equal(ours.level, level),
    )
    if not all(same):
        raise SystemExit(f"pandas says something else of total, band or level: {same}.")


def main() -> None:
    """Print the result as JSON."""
    forms = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    answers = drawn(forms)
    into = scoring.score(RULES, answers, fast=False)
    works: dict[str, Callable[[], Any]] = {
        "seconds": lambda: scoring.score(RULES, answers, into=into, fast=False),
        "copy_seconds": copying((len(answers) + WRITTEN) * forms),
    }
    if find_spec("numba"):
        works["fast_seconds"] = lambda: scoring.score(RULES, answers, into=into, fast=True)
        compiled = scoring.score(RULES, answers, fast=True)
        same = (
            np.array_equal(into.total, compiled.total, equal_nan=True),
            np.array_equal(into.band, compiled.band),
            np.array_equal(into.level, compiled.level),
        )
        if not all(same):
            raise SystemExit(f"The kernel says something else of total, band or level: {same}.")
    if find_spec("pandas"):
        import pandas as pd

        frame = pd.DataFrame(dict(zip(RULES.items, answers, strict=True)), copy=False)
        works["pandas_seconds"] = lambda: in_pandas(frame)
        compare(into, in_pandas(frame))
    least = dict.fromkeys(works, float("inf"))
    for _ in range(TURNS):
        for name, work in works.items():
            least[name] = min(least[name], timed(work)[2])
    result: dict[str, Any] = {"name": "scoring", "forms": forms, "seed": SEED}
    result |= {name: round(it, 4) for name, it in least.items()}
    result["copy_gb_a_second"] = round(2 * (len(answers) + WRITTEN) * forms / least["copy_seconds"] / 1e9, 1)
    for name, way in (("", "seconds"), ("fast_", "fast_seconds")):
        if way in least:
            # a copy of so much reads it and writes it; the work reads one part of it and writes the other
            result[f"{name}share_of_copy"] = round(least["copy_seconds"] / 2 / least[way], 3)
            if "pandas_seconds" in least:
                result[f"{name}ratio"] = round(least["pandas_seconds"] / least[way], 1)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
