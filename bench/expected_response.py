"""Times `expected_response.fit` beside statsmodels' MixedLM and R's lme4, where these are installed.

`python bench/expected_response.py [COURSES]`: 100,000 made-up courses by default. statsmodels fits the first
2,000 of them and its time is scaled by their scores; lme4 fits them all. All must end at the same estimates.
Ours is the best of three by the clock.
"""

import json
import math
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from timing import best

from amity.core.change.expected_response import Model, fit

SEED = 20260302
PEER_COURSES = 2_000
NAMES = ("intercept", "baseline", "slope", "slope_by_baseline")
SPREAD = ("intercept_variance", "covariance", "slope_variance", "residual_variance")


def drawn(courses: int) -> dict[str, np.ndarray[Any, Any]]:
    """Courses of three to sixteen sessions from the growth model of the worked example."""
    chance = np.random.default_rng(SEED)
    baseline = chance.normal(15, 4, courses).round()
    own = chance.multivariate_normal([0, 0], [[6, -0.5], [-0.5, 2]], courses)
    length = chance.integers(3, 17, courses)
    course = np.repeat(np.arange(courses), length)
    session = np.concatenate([np.arange(1, it + 1) for it in length])
    away, times = baseline[course] - 15, np.log(session)
    score = 15 + 0.8 * away + own[course, 0] + (-2.6 - 0.1 * away + own[course, 1]) * times
    score += chance.normal(0, 3, len(course))
    return {"course": course, "session": session, "score": score, "baseline": baseline[course]}


def apart(ours: Model, estimates: Sequence[float]) -> float:
    """The largest relative difference between two sets of estimates. Stops where they are not the same."""
    both = zip((*NAMES, *SPREAD), estimates, strict=True)
    found = max(abs(getattr(ours, name) / float(it) - 1) for name, it in both)
    if not math.isfinite(found) or found > 1e-3:
        raise SystemExit(f"The two fits differ by {found:.2g}.")
    return found


def in_statsmodels(data: dict[str, np.ndarray[Any, Any]], ours: Model) -> tuple[float, float]:
    """Seconds of statsmodels, and how far its estimates are from ours."""
    from statsmodels.regression.mixed_linear_model import MixedLM

    times, away = np.log(data["session"]), data["baseline"] - ours.centre
    fixed = np.stack([np.ones_like(times), away, times, away * times], axis=1)
    start = time.perf_counter()
    with warnings.catch_warnings(action="ignore"):
        model = MixedLM(data["score"], fixed, groups=data["course"], exog_re=fixed[:, [0, 2]])
        theirs = model.fit(reml=True)
    seconds = time.perf_counter() - start
    spread = (theirs.cov_re[0, 0], theirs.cov_re[0, 1], theirs.cov_re[1, 1], theirs.scale)
    return seconds, apart(ours, [*theirs.fe_params, *spread])


def has_lme4() -> bool:
    """Whether R is here, with lme4."""
    r = shutil.which("Rscript")
    return r is not None and subprocess.run([r, "-e", "library(lme4)"], capture_output=True).returncode == 0


def in_lme4(data: dict[str, np.ndarray[Any, Any]], ours: Model) -> tuple[float, float]:
    """The same of lme4, without the time that R takes to start and to read."""
    rows = [data["score"], data["baseline"] - ours.centre, np.log(data["session"]), data["course"]]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        np.savetxt(
            file,
            np.stack(rows, axis=1),
            ["%.17g"] * 3 + ["%d"],
            ",",
            header="score,away,times,course",
            comments="",
        )
        command = ["Rscript", str(Path(__file__).with_suffix(".R")), str(file)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, *estimates = map(float, told.split())
    return seconds, apart(ours, estimates)


def main() -> None:
    """Print the result as JSON."""
    courses = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    data = drawn(courses)
    ours, seconds = best(lambda: fit(**data))
    result: dict[str, Any] = {
        "name": "expected_response",
        "courses": courses,
        "scores": len(data["score"]),
        "seed": SEED,
        "seconds": round(seconds, 3),
    }
    if find_spec("statsmodels"):
        few = {name: it[data["course"] < PEER_COURSES] for name, it in data.items()}
        theirs, difference = in_statsmodels(few, fit(**few))
        scaled = theirs * len(data["score"]) / len(few["score"])
        result |= {
            "statsmodels_courses": PEER_COURSES,
            "statsmodels_seconds": round(theirs, 2),
            "largest_difference": float(f"{difference:.1g}"),
            "ratio": round(scaled / seconds, 1),
        }
    if has_lme4():
        theirs, difference = in_lme4(data, ours)
        result |= {
            "lme4_seconds": round(theirs, 2),
            "lme4_difference": float(f"{difference:.1g}"),
            "lme4_ratio": round(theirs / seconds, 1),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
