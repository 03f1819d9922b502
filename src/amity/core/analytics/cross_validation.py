"""How often the expected response would have been wrong: on courses that it was not fitted on.

The courses are dealt into folds. Those of each are read by a model of all the others, as a new course would
be; then it is counted whom it called not on track, and how these courses ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

from amity.core.analytics.rates import LEVEL as INTERVAL
from amity.core.analytics.rates import Rate, rate
from amity.core.change.expected_response import LEVEL, NEEDED, Model
from amity.core.errors import StatisticError

if find_spec("numpy") is None:
    raise ModuleNotFoundError(NEEDED, name="numpy")

import numpy as np
from numpy.typing import NDArray

from amity.core.change import reml

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

LEAST_COURSES: Final = (
    200  # Amity decision, after Vergouwe 2005, J Clin Epidemiol 58(5):475-483 (unverified):
)
# a hundred who did well and a hundred who did not, so that either share is known to ten points
FOLDS: Final = 10


@dataclass(frozen=True, slots=True)
class AtSession:
    """Of the scores of one session, those above the band."""

    session: int
    above: Rate


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """What the expected response would have said of courses that it had not seen.

    A course is called not on track when a score lies above the band at any session after the first and before
    the last that has one: a call at the very end comes too late to help.
    courses: how many there were, all of known end. could_not_be_called: those of them without any score in
    between; they count neither as called nor as not called. folds, seed, level: as they were given.
    nominal: the share of scores that lies above the band if the model is true.
    Of courses that could be called: false_alarms: of those that did well in the end, those ever called.
    missed: of those that did not, those never called. wrong_calls: of those that were called, those that did
    well all the same.
    sessions: how many scores lay above the band, session by session from the second; the last one included.
    """

    courses: int
    could_not_be_called: int
    folds: int
    seed: int
    level: float
    nominal: float
    false_alarms: Rate
    missed: Rate
    wrong_calls: Rate
    sessions: tuple[AtSession, ...]


def cross_validate(
    *,
    course: "Sequence[Any] | ArrayLike",
    session: "Sequence[int] | ArrayLike",
    score: "Sequence[float] | ArrayLike",
    baseline: "Sequence[float] | ArrayLike",
    well: "Sequence[bool] | ArrayLike",
    level: float = LEVEL,
    folds: int = FOLDS,
    seed: int = 0,
    interval: float = INTERVAL,
) -> CrossValidated:
    """Read every course by a model of others, and count.

    course, session, score, baseline: as `expected_response.fit` takes them. well: whether the course did well
    in the end, by a rule that was set before; one for each course, told with every score.
    level: of the band. folds: how many, 2 to 50. seed: of the dealing; the same courses are dealt alike in
    whatever order they come, on one version of numpy. interval: the level of Wilson's intervals.
    Raises StatisticError as `fit` does, for fewer than 200 courses of three scores or more, for a well that
    is not true or false or has two values in a course, and for another number of folds or level.
    Raises ModuleNotFoundError without numpy.
    """
    order, numbered, time, scores, before = reml.checked(course, session, score, baseline)
    ended = _ended(numbered, well, order)
    enough = (np.bincount(numbered) >= reml.SCORES).sum()
    if enough < LEAST_COURSES:
        raise StatisticError(
            f"there are {enough} of at least {LEAST_COURSES} finished courses with {reml.SCORES} scores or "
            "more; with fewer it cannot be told how often the expected response would be wrong here, and it "
            "stays off. Wait for more finished courses."
        )
    if not 2 <= folds <= 50 or not 0 < level < 1:
        raise StatisticError(
            f"folds is a number from 2 to 50 and level a part, above 0 and below 1; got {folds!r} and "
            f"{level!r}. Ten folds and 0.8 are usual."
        )
    whole, centre, first = reml.summed(numbered, time, scores, before)
    fold = dealt(len(before), folds, seed)
    above = np.zeros(len(scores), dtype=bool)
    for number in range(folds):
        model = reml.fitted(whole.only(fold != number), centre, first)
        here = fold[numbered] == number
        above[here] = scores[here] > _upper(model, before[numbered[here]], time[here], level)
    at = np.rint(np.exp(time)).astype(np.intp)
    last = np.zeros(len(before), dtype=np.intp)
    np.maximum.at(last, numbered, at)
    in_time = (at > 1) & (at < last[numbered])
    could = np.bincount(numbered, weights=in_time) > 0
    called = np.bincount(numbered, weights=in_time & above) > 0
    return CrossValidated(
        courses=len(before),
        could_not_be_called=int((~could).sum()),
        folds=folds,
        seed=seed,
        level=level,
        nominal=(1 - level) / 2,
        false_alarms=_rate("false_alarms", called, could & ended, interval),
        missed=_rate("missed", ~called, could & ~ended, interval),
        wrong_calls=_rate("wrong_calls", ended, called, interval),
        sessions=tuple(
            AtSession(int(it), _rate(f"above.{it}", above, at == it, interval))
            for it in np.unique(at[at > 1])
        ),
    )


def dealt(courses: int, folds: int, seed: int) -> NDArray[np.intp]:
    """The fold of each course, in the order of their ids; folds differ by one course at most."""
    order = np.random.default_rng(seed).permutation(courses)
    fold = np.empty(courses, dtype=np.intp)
    fold[order] = np.arange(courses) % folds
    return fold


def _ended(numbered: NDArray[np.intp], well: Any, order: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether each course did well; well in the order it was given, numbered in that of `reml.checked`."""
    row = np.asarray(well)
    if row.shape != numbered.shape or row.dtype != np.bool_:
        raise StatisticError(
            "well is a row of true and false, as long as the others. A course whose end is not known has no "
            "place here."
        )
    times, yes = np.bincount(numbered), np.bincount(numbered, weights=row[order])
    if bool(((yes > 0) & (yes < times)).any()):
        raise StatisticError("a course did well and did not. Give every score of a course its one end.")
    return np.asarray(yes > 0)


def _upper(model: Model, before: reml.Array, time: reml.Array, level: float) -> reml.Array:
    """`Model.bound(...).upper` for each score."""
    away = before - model.centre
    expected = model.intercept + model.baseline * away + (model.slope + model.slope_by_baseline * away) * time
    spread = model.intercept_variance + 2 * model.covariance * time + model.slope_variance * time**2
    reach = NormalDist().inv_cdf((1 + level) / 2)
    return np.asarray(expected + reach * np.sqrt(np.maximum(0, spread) + model.residual_variance))


def _rate(name: str, counts: NDArray[np.bool_], of: NDArray[np.bool_], level: float) -> Rate:
    return rate(name, int((counts & of).sum()), int(of.sum()), level=level)
