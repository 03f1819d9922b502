"""The solver behind `expected_response.fit`: profiled REML for one random intercept and slope, over arrays.

Of each course five sums are enough (its products with ln t, and with the scores), so that one look at the
criterion costs the same however long the courses are. Profiling as in Bates 2015, J Stat Softw 67(1):1-48.
Sums over courses are never products of matrices: those numpy hands to threads, which wait for each other on a
busy machine (ten folds of 40,000 courses: 28 s and 1.5 s), and add in another order on the next one.
"""

from dataclasses import dataclass, fields
from importlib.util import find_spec
from typing import Any, Final

from amity.core.change.expected_response import LEAST_COURSES, NEEDED, Model
from amity.core.errors import StatisticError

if find_spec("numpy") is None:
    raise ModuleNotFoundError(NEEDED, name="numpy")

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
FIXED: Final = 4
MOST_STEPS: Final = 200
KINDS: Final = "iuf"  # of arrays that hold numbers; True is none
SCORES: Final = 3  # a course with fewer lies on a line of its own and says nothing about the error
SAME: Final = 1e-9  # of a number of its own size: what is less apart came from rounding
NEAR: Final = 1e-12  # of the criterion: a step that lowers it by less is not worth taking
LOWER: Final = (np.array([0, 1, 1]), np.array([0, 0, 1]))  # the three free places of a 2 × 2 factor


@dataclass(frozen=True, slots=True)
class Sums:
    """What the criterion needs of the data; each array has a place for every course.

    away: baseline − centre. n, z, zz: how many scores, and the sums of ln t and of its square.
    y, zy, yy: the sums of what ordinary least squares leaves of the scores, alone, times ln t, and squared.
    """

    away: Array
    n: Array
    z: Array
    zz: Array
    y: Array
    zy: Array
    yy: Array

    def only(self, kept: NDArray[np.bool_]) -> "Sums":
        """Those of some courses. The criterion has its least value at the same model as of their scores."""
        return Sums(*(getattr(self, it.name)[kept] for it in fields(self)))


@dataclass(frozen=True, slots=True)
class Look:
    """The criterion, −2 times the restricted log likelihood but for a constant, at one factor of covariance.

    slope: its derivatives by the three free places of the factor. beta, inverse: the fixed effects there, and
    the inverse of their information over the residual variance.
    """

    criterion: float
    slope: Array
    beta: Array
    inverse: Array
    variance: float


def fit(course: Any, session: Any, score: Any, baseline: Any) -> Model:
    """As `expected_response.fit` says."""
    return fitted(*summed(*checked(course, session, score, baseline)[1:]))


def fitted(sums: Sums, centre: float, first: Array) -> Model:
    """The model of the courses that were summed up; centre and first as `summed` returns them.

    Raises StatisticError where they cannot tell the parameters apart.
    """
    if not _tells_apart(_of_fixed(np.stack([sums.n, sums.z, sums.zz]), sums.away)):
        raise _no_spread("baselines, or sessions, are the same for everybody or go together")
    factor, found = _lowest(sums)
    random = found.variance * factor @ factor.T
    intercept, by_baseline, slope, slope_by_baseline = (float(it) for it in first + found.beta)
    errors = np.sqrt(found.variance * np.diag(found.inverse))
    return Model(
        intercept=intercept,
        baseline=by_baseline,
        slope=slope,
        slope_by_baseline=slope_by_baseline,
        centre=centre,
        intercept_variance=float(random[0, 0]),
        covariance=float(random[0, 1]),
        slope_variance=float(random[1, 1]),
        residual_variance=float(found.variance),
        standard_errors=(float(errors[0]), float(errors[1]), float(errors[2]), float(errors[3])),
        courses=len(sums.away),
        scores=int(sums.n.sum()),
    )


def checked(
    course: Any, session: Any, score: Any, baseline: Any
) -> tuple[NDArray[np.intp], NDArray[np.intp], Array, Array, Array]:
    """The order by course and session; in it each score's course as a number, ln t and the score itself.

    Last a baseline for each course. Sums are taken in this order, so that the same scores give the same model
    to the last digit however they come.
    """
    ids = np.asarray(course)
    given = {"session": session, "score": score, "baseline": baseline}
    numbers = {name: _numbers(name, it) for name, it in given.items()}
    lengths = {"course": ids.shape} | {name: it.shape for name, it in numbers.items()}
    if len(set(lengths.values())) > 1 or ids.ndim != 1:
        told = ", ".join(f"{name} {'×'.join(map(str, it))}" for name, it in lengths.items())
        raise StatisticError(
            f"course, session, score and baseline are rows as long as each other; got {told}. Leave a score "
            "that is missing out of all four."
        )
    sessions = numbers["session"]
    if bool((sessions < 1).any() or (sessions % 1 != 0).any()):
        raise StatisticError(
            "session holds whole numbers from 1 on, or ln t means nothing. The first session of treatment "
            "is 1."
        )
    _, at, courses, times = np.unique(ids, return_index=True, return_inverse=True, return_counts=True)
    if (enough := (times >= SCORES).sum()) < LEAST_COURSES:
        raise StatisticError(
            f"there are {enough} of at least {LEAST_COURSES} courses with {SCORES} scores or more; with "
            "fewer the spread between courses cannot be told. Wait for more finished courses."
        )
    before = numbers["baseline"][at]
    if bool((before[courses] != numbers["baseline"]).any()):
        raise StatisticError("a course has two baselines. Give every score of a course its one first score.")
    order = np.lexsort((sessions, courses))
    courses, sessions = courses[order], sessions[order]
    again = (np.diff(courses) == 0) & (np.diff(sessions) == 0)
    if bool(again.any()):
        raise StatisticError("a course has two scores at one session. Keep the one that counts.")
    return order, courses, np.log(sessions), numbers["score"][order], before


def _numbers(name: str, values: Any) -> Array:
    row = np.asarray(values)
    if row.dtype.kind in KINDS and bool(np.isfinite(row).all()):
        return row.astype(np.float64)
    raise StatisticError(
        f"{name} is a row of finite numbers. What is missing is not 0: leave its place out of all four rows."
    )


def summed(courses: NDArray[np.intp], time: Array, score: Array, before: Array) -> tuple[Sums, float, Array]:
    """The sums, the centre, and the fixed effects by ordinary least squares.

    Of what `checked` returns, but for the order. The sums are of what these effects leave of the scores.
    Raises StatisticError as `fitted` does.
    """
    centre = float(before.mean())
    away, people = before - centre, len(before)

    def added(row: Array) -> Array:
        return np.asarray(np.bincount(courses, weights=row, minlength=people), dtype=np.float64)

    n, z, zz = added(np.ones_like(time)), added(time), added(time * time)
    information = _of_fixed(np.stack([n, z, zz]), away)
    if not _tells_apart(information):
        raise _no_spread("baselines, or sessions, are the same for everybody or go together")
    first = np.linalg.solve(information, _with_scores(added(score), added(time * score), away))
    left = score - (first[0] + first[1] * away)[courses] - (first[2] + first[3] * away)[courses] * time
    y, zy, squares = added(left), added(time * left), added(left * left)
    inner = n * zz - z * z
    lines = n >= SCORES
    own = (zz * y * y - 2 * z * y * zy + n * zy * zy)[lines] / inner[lines]
    if float((squares[lines] - own).sum()) <= SAME * float(added(score * score).sum()):
        raise _no_spread("every score lies on the line of its own course, so that nothing is left to error")
    return Sums(away, n, z, zz, y, zy, squares), centre, first


def _tells_apart(information: Array) -> bool:
    """Whether the four fixed effects differ in what they do, whatever their units."""
    size = np.sqrt(np.diag(information))
    if size.min() <= 0:
        return False
    return bool(np.linalg.matrix_rank(information / np.outer(size, size), rtol=SAME) == FIXED)


def _of_fixed(products: Array, away: Array) -> Array:
    """The information of the four fixed effects, of three products a course: 1·1, 1·ln t, ln t·ln t."""
    powers = (products[:, None] * np.stack([np.ones_like(away), away, away * away])).sum(axis=2)
    blocks = [np.array([[it[0], it[1]], [it[1], it[2]]]) for it in powers]
    return np.block([[blocks[0], blocks[1]], [blocks[1], blocks[2]]])


def _with_scores(y: Array, zy: Array, away: Array) -> Array:
    return np.array([y.sum(), (away * y).sum(), zy.sum(), (away * zy).sum()])


def _look(sums: Sums, factor: Array) -> Look:
    """The criterion with the fixed effects and the residual variance at their best.

    Everything of a course's own covariance I + Z D Zᵀ, with D = factor · factorᵀ, comes from 2 × 2 matrices:
    weight is Zᵀ V⁻¹ Z and pull Zᵀ V⁻¹ y. No inverse of D is taken, so that D may be singular.
    """
    (p, q), (_, r) = factor @ factor.T
    inner = sums.n * sums.zz - sums.z**2
    one_one, one_two = 1 + p * sums.n + q * sums.z, q * sums.n + r * sums.z
    two_one, two_two = p * sums.z + q * sums.zz, 1 + q * sums.z + r * sums.zz
    size = one_one * two_two - one_two * two_one
    weight = np.stack([sums.n + inner * r, sums.z - inner * q, sums.zz + inner * p]) / size
    pull_0 = (two_two * sums.y - one_two * sums.zy) / size
    pull_1 = (one_one * sums.zy - two_one * sums.y) / size
    across = sums.y * pull_1 + sums.zy * pull_0
    squares = float((sums.yy - p * sums.y * pull_0 - q * across - r * sums.zy * pull_1).sum())
    information = _of_fixed(weight, sums.away)
    right = _with_scores(pull_0, pull_1, sums.away)
    inverse = np.linalg.inv(information)
    beta, free = inverse @ right, float(sums.n.sum()) - FIXED
    variance = (squares - float(right @ beta)) / free
    criterion = np.log(size).sum() + np.linalg.slogdet(information)[1] + free * np.log(variance)
    slope = 2 * _by_covariance(sums, weight, (pull_0, pull_1), beta, inverse, variance) @ factor
    return Look(float(criterion), slope[LOWER], beta, inverse, variance)


def _by_covariance(
    sums: Sums, weight: Array, pull: tuple[Array, Array], beta: Array, inverse: Array, variance: float
) -> Array:
    """The derivatives of the criterion by D, as a matrix: Σ weight − weight·K·weight − s·sᵀ/σ².

    K is the covariance of a course's fixed line, s what its scores pull beyond that line.
    """
    one, both, two = weight
    line_0, line_1 = beta[0] + beta[1] * sums.away, beta[2] + beta[3] * sums.away
    s_0, s_1 = pull[0] - one * line_0 - both * line_1, pull[1] - both * line_0 - two * line_1
    k_one = inverse[0, 0] + sums.away * (2 * inverse[0, 1] + sums.away * inverse[1, 1])
    k_both = inverse[0, 2] + sums.away * (inverse[0, 3] + inverse[1, 2] + sums.away * inverse[1, 3])
    k_two = inverse[2, 2] + sums.away * (2 * inverse[2, 3] + sums.away * inverse[3, 3])
    left_0, left_1 = one * k_one + both * k_both, one * k_both + both * k_two
    right_0, right_1 = both * k_one + two * k_both, both * k_both + two * k_two
    corner = (both - left_0 * both - left_1 * two - s_0 * s_1 / variance).sum()
    return np.array(
        [
            [(one - left_0 * one - left_1 * both - s_0 * s_0 / variance).sum(), corner],
            [corner, (two - right_0 * both - right_1 * two - s_1 * s_1 / variance).sum()],
        ]
    )


def _lowest(sums: Sums) -> tuple[Array, Look]:
    """The factor at which the criterion is least, by BFGS (Nocedal & Wright 2006, algorithm 6.1).

    The signs of a factor do not matter, so that nothing needs a border: a variance of 0 is found as one.
    """
    at = np.array([1.0, 0.0, 1.0])
    here = _look(sums, _factor(at))
    curve = np.eye(3) / max(1.0, float(np.linalg.norm(here.slope)))
    for _ in range(MOST_STEPS):
        step, length = -curve @ here.slope, 1.0
        downhill = float(step @ here.slope)
        there = _look(sums, _factor(at + step))
        while there.criterion > here.criterion + 1e-4 * length * downhill and length > SAME:
            length /= 2
            there = _look(sums, _factor(at + length * step))
        if -downhill <= NEAR * max(1.0, abs(here.criterion)) or length <= SAME:
            return _factor(at), here
        at, moved, turned = at + length * step, length * step, there.slope - here.slope
        here = there
        if float(moved @ turned) > 0:  # else the curve would bend the wrong way: the last one serves on
            keep = np.eye(3) - np.outer(moved, turned) / (moved @ turned)
            curve = keep @ curve @ keep.T + np.outer(moved, moved) / (moved @ turned)
    raise _no_spread(f"{MOST_STEPS} steps led to no end")


def _factor(free: Array) -> Array:
    factor = np.zeros((2, 2))
    factor[LOWER] = free
    return factor


def _no_spread(why: str) -> StatisticError:
    return StatisticError(
        f"These scores cannot tell the parameters apart: {why}. Give more courses, with more sessions each, "
        "or build a model from parameters that are known."
    )
