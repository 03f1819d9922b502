"""Where scores are expected at each session, and up to where, by a model of a service's own finished courses.

The curve runs straight over the logarithm of the session, from where and as steeply as the score before
treatment says; each course has a level and a slope of its own. A score above the band asks for a second look
in supervision. It says nothing about why, and the parameters of one service hold for no other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

from amity.core.change import exact
from amity.core.change.exact import Number
from amity.core.errors import StatisticError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

LEVEL: Final = 0.8  # Delgadillo 2018, Lancet Psychiatry 5(7):564-572
LEAST_COURSES: Final = 10  # seven numbers are estimated from what differs between courses
NEEDED: Final = "This needs numpy. Install it with: pip install 'amity[analytics]'"


@dataclass(frozen=True, slots=True)
class Bound:
    """At one session: the score expected and the upper end of the band, in points."""

    expected: float
    upper: float


@dataclass(frozen=True, slots=True)
class Model:
    """A growth curve with an intercept and a slope for each course; higher is worse.

    At session t, of somebody whose score before treatment was b, with away = b − centre:
    score = intercept + baseline · away + u0 + (slope + slope_by_baseline · away + u1) · ln t + e

    intercept, baseline, slope, slope_by_baseline: the fixed effects; points, points a point, and both for
        each unit of ln t. centre: in points.
    intercept_variance, covariance, slope_variance: of u0 and u1, the random effects, in points squared.
    residual_variance: of e, in points squared, above 0.
    standard_errors: of the four fixed effects, in their order; None where they are not known.
    courses, scores: how many it was fitted on; None where it was built from parameters.
    Raises StatisticError for what is no finite number, and for variances that cannot be.
    """

    intercept: float
    baseline: float
    slope: float
    slope_by_baseline: float
    centre: float
    intercept_variance: float
    covariance: float
    slope_variance: float
    residual_variance: float
    standard_errors: tuple[float, float, float, float] | None = None
    courses: int | None = None
    scores: int | None = None

    def __post_init__(self) -> None:
        for field in fields(self)[:9]:
            exact.number(field.name, getattr(self, field.name))
        least = min(self.intercept_variance, self.slope_variance)
        together = self.intercept_variance * self.slope_variance
        if self.residual_variance <= 0 or least < 0 or self.covariance**2 > together * (1 + 1e-9):
            raise StatisticError(
                "residual_variance lies above 0, the other two variances at 0 or above, and covariance "
                f"squared at most at their product; got {self.residual_variance}, {self.intercept_variance}, "
                f"{self.slope_variance} and {self.covariance}. Give the covariance, not the correlation."
            )

    def bound(self, baseline: Number, session: int, level: float = LEVEL) -> Bound:
        """The score expected at a session, and the upper end of the band around it.

        baseline: the score before treatment, in points. session: counted from 1.
        level: the part of scores between the two ends of the band, above 0 and below 1; at 0.8 one score in
            ten of courses like those fitted lies above `upper`.
        The band holds what differs between courses and sessions, not the uncertainty of the fit.
        Raises StatisticError for what is no number, a session below 1, and a level outside.
        Source: Delgadillo 2018, Lancet Psychiatry 5(7):564-572; the variance as Laird & Ware 1982,
        Biometrics 38(4):963-974.

        >>> model = Model(15, 0.8, -2.6, -0.1, 15, 6, -0.5, 2, 9)
        >>> found = model.bound(20, 4)
        >>> round(found.expected, 3), round(found.upper, 3)
        (14.702, 20.057)
        """
        if not 0 < exact.number("level", level) < 1:
            raise StatisticError(
                f"level is a part, above 0 and below 1; got {level!r}. Eighty per cent is 0.8."
            )
        away = float(exact.number("baseline", baseline)) - self.centre
        time = math.log(_session(session))
        expected = self.intercept + self.baseline * away + (self.slope + self.slope_by_baseline * away) * time
        spread = self.intercept_variance + 2 * self.covariance * time + self.slope_variance * time**2
        reach = NormalDist().inv_cdf((1 + level) / 2)
        # rounding may leave a spread that is 0 a hair below it
        return Bound(expected, expected + reach * math.sqrt(max(0.0, spread) + self.residual_variance))

    def is_above(self, score: Number, *, baseline: Number, session: int, level: float = LEVEL) -> bool | None:
        """Whether a score lies above the band; one that equals its end does not.

        score, baseline: in points. session: counted from 1; at the first nothing is said yet: None.
        Takes and raises what `bound` does.

        >>> model = Model(15, 0.8, -2.6, -0.1, 15, 6, -0.5, 2, 9)
        >>> [model.is_above(score, baseline=20, session=4) for score in (21, 20)]
        [True, False]
        """
        upper = self.bound(baseline, session, level).upper
        return None if session == 1 else float(exact.number("score", score)) > upper


def fit(
    *,
    course: "Sequence[Any] | ArrayLike",
    session: "Sequence[int] | ArrayLike",
    score: "Sequence[float] | ArrayLike",
    baseline: "Sequence[float] | ArrayLike",
) -> Model:
    """The model of finished courses, by restricted maximum likelihood (REML).

    Four sequences or arrays as long as each other, one place for each score there is:
    course: whose it is, ids of any one type. session: counted from 1, each once in a course.
    score: in points, higher is worse. baseline: the score before treatment, in points, one for each course.
    A course with a single score counts as well; a missing score has no place here and is never 0. Leaving
    treatment because of scores that were seen does not bias the fit; because of those not seen it may.
    Returns a model whose centre is the mean of the courses' baselines.
    Raises StatisticError for unequal lengths, what is no finite number, sessions below 1 or twice in a
    course, two baselines in a course, fewer than ten courses of three scores or more, and data that cannot
    tell the parameters apart: baselines all the same, or scores without any error.
    Raises ModuleNotFoundError without numpy.
    Sources: Laird & Ware 1982, Biometrics 38(4):963-974; Bates 2015, J Stat Softw 67(1):1-48.

    >>> course = [number for number in range(12) for _ in range(3)]
    >>> score = [16, 12, 11, 20, 18, 13, 9, 8, 3, 17, 15, 15, 12, 13, 6, 22, 15, 16] * 2
    >>> baseline = [18, 18, 18, 19, 19, 19, 11, 11, 11, 15, 15, 15, 14, 14, 14, 21, 21, 21] * 2
    >>> model = fit(course=course, session=[1, 2, 4] * 12, score=score, baseline=baseline)
    >>> model.courses, model.scores, round(model.intercept, 3), round(model.slope, 3)
    (12, 36, 16.056, -3.847)
    """
    from amity.core.change import reml  # numpy is an extra: a model can be built and read without it

    return reml.fit(course, session, score, baseline)


def _session(session: object) -> int:
    if isinstance(session, int) and not isinstance(session, bool) and session >= 1:
        return session
    raise StatisticError(
        f"session is a whole number from 1 on; got {session!r}. The first session of treatment is 1."
    )
