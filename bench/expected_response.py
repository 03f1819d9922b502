"""Times `expected_response.fit` beside statsmodels' MixedLM on the same courses, where that is installed.

`python bench/expected_response.py [COURSES]`: 100,000 made-up courses by default. The peer fits the first
2,000 of them and its time is scaled by their scores; both must end at the same estimates. Ours is the best of
three by the clock.
"""

import json
import math
import sys
import time
import warnings
from importlib.util import find_spec
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


def peer(data: dict[str, np.ndarray[Any, Any]], ours: Model) -> tuple[float, float]:
    """Seconds of statsmodels, and the largest relative difference between the two sets of estimates."""
    from statsmodels.regression.mixed_linear_model import MixedLM

    times, away = np.log(data["session"]), data["baseline"] - ours.centre
    fixed = np.stack([np.ones_like(times), away, times, away * times], axis=1)
    start = time.perf_counter()
    with warnings.catch_warnings(action="ignore"):
        model = MixedLM(data["score"], fixed, groups=data["course"], exog_re=fixed[:, [0, 2]])
        theirs = model.fit(reml=True)
    seconds = time.perf_counter() - start
    spread = (theirs.cov_re[0, 0], theirs.cov_re[0, 1], theirs.cov_re[1, 1], theirs.scale)
    both = zip((*NAMES, *SPREAD), (*theirs.fe_params, *spread), strict=True)
    return seconds, max(abs(getattr(ours, name) / float(it) - 1) for name, it in both)


def main() -> None:
    """Print the result as JSON."""
    courses = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    data = drawn(courses)
    _, seconds = best(lambda: fit(**data))
    result: dict[str, Any] = {
        "name": "expected_response",
        "courses": courses,
        "scores": len(data["score"]),
        "seed": SEED,
        "seconds": round(seconds, 3),
    }
    if find_spec("statsmodels"):
        few = {name: it[data["course"] < PEER_COURSES] for name, it in data.items()}
        theirs, apart = peer(few, fit(**few))
        if not math.isfinite(apart) or apart > 1e-3:
            raise SystemExit(f"The two fits differ by {apart:.2g}.")
        scaled = theirs * len(data["score"]) / len(few["score"])
        result |= {
            "statsmodels_courses": PEER_COURSES,
            "statsmodels_seconds": round(theirs, 2),
            "largest_difference": float(f"{apart:.1g}"),
            "ratio": round(scaled / seconds, 1),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
