"""Finished courses drawn from a growth model that is known, for the tests of the expected response."""

from typing import Any

import numpy as np

from amity.core.change.expected_response import Model

TRUTH = Model(15, 0.8, -2.6, -0.1, 15, 6, -0.5, 2, 9)  # the synthetic model of the worked example


def drawn(courses: int, *, seed: int, model: Model = TRUTH, longest: int = 16) -> dict[str, Any]:
    """Courses of three sessions to the longest, some sessions without a score; every row as arrays."""
    chance = np.random.default_rng(seed)
    baseline = chance.normal(model.centre, 4, courses).round()
    covariance = [
        [model.intercept_variance, model.covariance],
        [model.covariance, model.slope_variance],
    ]
    own = chance.multivariate_normal([0, 0], covariance, courses)
    length = chance.integers(3, longest + 1, courses)
    course = np.repeat(np.arange(courses), length)
    session = np.concatenate([np.arange(1, it + 1) for it in length])
    kept = chance.random(len(course)) > 0.1 * (session > 3)
    course, session = course[kept], session[kept]
    time, away = np.log(session), baseline[course] - model.centre
    line = model.intercept + model.baseline * away + (model.slope + model.slope_by_baseline * away) * time
    score = line + own[course, 0] + own[course, 1] * time
    score = score + chance.normal(0, model.residual_variance**0.5, len(course))
    return {"course": course, "session": session, "score": score, "baseline": baseline[course]}


def by_hand(courses: int = 24, sessions: int = 5) -> dict[str, Any]:
    """Courses that need no chance, so that any program can be given the same: whole numbers throughout."""
    rows = [
        (one, t, 10 + one % 9 + (one * t * 7 + t * t * (3 + one % 5)) % 8 - (one % 4) * t, 8 + (one * 5) % 13)
        for one in range(courses)
        for t in range(1, sessions + 1)
    ]
    names = ("course", "session", "score", "baseline")
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
