"""Made-up courses from a model that is written down, so that every rule can be held against a known truth.

Nobody's record went into it. Each course has a level and a slope on ln(session) for every measure; a
questionnaire adds its error of measurement, is rounded and ends at its ends; some are not answered, and who
leaves early does so by the last score that was seen. `docs/explanation/outcomes.md` says it in formulas.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from statistics import NormalDist
from typing import Any, Final

import polars as pl

from amity.core.analytics.course_frames import RATINGS, Courses, Recorded
from amity.core.change.expected_response import NEEDED, Model
from amity.core.errors import StatisticError

if find_spec("numpy") is None:
    raise ModuleNotFoundError(NEEDED, name="numpy")

import numpy as np
from numpy.typing import NDArray

from amity.core.analytics import simulation_circles, simulation_events, simulation_sessions
from amity.core.analytics.simulation_circles import Circles
from amity.core.analytics.simulation_events import Events
from amity.core.analytics.simulation_sessions import Appointments

BLOCK: Final = (
    20_000  # courses drawn from one stream of chance: the first courses are the same for any number
)
APART: Final = ("people", "sessions", "circles", "events")  # each from a stream of its own in every block
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Growth:
    """One measure in truth; higher is worse. All in points.

    mean, sd, reliability: of the score before treatment. highest: of the questionnaire.
    slope: the change for each unit of ln(session), of somebody at the mean. slope_by_level: the same for each
    point of level above it. slope_sd: how far slopes differ between courses of one level.
    """

    id: str
    mean: float
    sd: float
    reliability: float
    highest: int
    slope: float
    slope_by_level: float
    slope_sd: float

    @property
    def model(self) -> Model:
        """The growth model that is true of such courses, given the score before treatment.

        Of a score b, as far from the mean as away, the level is expected at reliability · away from the mean,
        with a variance of sd² · r(1 − r); all else follows. Source: Kelley 1927, as in Lord & Novick 1968.

        >>> model = DEPRESSION.model
        >>> round(model.baseline, 2), round(model.residual_variance, 3)
        (0.89, 4.093)
        """
        left = self.sd**2 * self.reliability * (1 - self.reliability)
        return Model(
            intercept=self.mean,
            baseline=self.reliability,
            slope=self.slope,
            slope_by_baseline=self.slope_by_level * self.reliability,
            centre=self.mean,
            intercept_variance=left,
            covariance=self.slope_by_level * left,
            slope_variance=self.slope_sd**2 + self.slope_by_level**2 * left,
            residual_variance=self.sd**2 * (1 - self.reliability),
        )


# Spread and reliability as in the definitions of the two; means and slopes of no real service.
DEPRESSION: Final = Growth("phq9", 15.4, 6.1, 0.89, 27, slope=-2.6, slope_by_level=-0.1, slope_sd=1.3)
ANXIETY: Final = Growth("gad7", 12.6, 4.7, 0.92, 21, slope=-2.0, slope_by_level=-0.1, slope_sd=1.1)


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that is drawn from. Shares and probabilities lie from 0 to 1.

    measures: the first one moves who leaves. alike: how far levels, slopes and errors of the measures go
        together, as correlations.
    protocols: the sessions and the share of each. areas: the share of each problem area.
    leaving: the probability of leaving after each session but the last, at the mean score before treatment.
    leaving_by_score: what a point above it adds to the log odds.
    unanswered: the probability that one questionnaire is not answered. unanswered_all: that none is at a
        session.
    attending: the two parameters of the beta distribution of each person's probability of attending an
        appointment comes. cancelled: the mean number of cancelled sessions.
    waiting: the mean and the spread (shape of a gamma distribution) of days waited. waiting_unknown: a share.
    resolution: the share of each rating, 1 to 5; resolution_by_change: its correlation with the slope;
        resolution_unanswered: a share.
    whole: whether scores are rounded, and end at 0 and at the highest.
    ages, genders: the share of each word; not_recorded: of neither. No outcome differs by them.
    appointments, circles, events: what else is recorded of a course.
    """

    measures: tuple[Growth, ...] = (DEPRESSION, ANXIETY)
    alike: tuple[float, float, float] = (0.6, 0.7, 0.3)
    protocols: dict[str, tuple[int, float]] = field(
        default_factory=lambda: {"ipt": (16, 0.6), "ipc": (6, 0.25), "ipt_a": (12, 0.15)}
    )
    areas: dict[str, float] = field(
        default_factory=lambda: {
            "grief": 0.2,
            "role_dispute": 0.3,
            "role_transition": 0.35,
            "interpersonal_sensitivities": 0.15,
        }
    )
    leaving: float = 0.03
    leaving_by_score: float = 0.08
    unanswered: float = 0.06
    unanswered_all: float = 0.04
    attending: tuple[float, float] = (18.0, 2.0)
    cancelled: float = 0.8
    waiting: tuple[float, float] = (42.0, 2.0)
    waiting_unknown: float = 0.03
    resolution: tuple[float, ...] = (0.04, 0.16, 0.3, 0.35, 0.15)
    resolution_by_change: float = 0.6
    resolution_unanswered: float = 0.2
    whole: bool = True
    ages: dict[str, float] = field(
        default_factory=lambda: {"18_to_29": 0.3, "30_to_44": 0.35, "45_to_64": 0.25, "65_on": 0.1}
    )
    genders: dict[str, float] = field(default_factory=lambda: {"woman": 0.62, "man": 0.34, "another": 0.04})
    not_recorded: float = 0.05
    appointments: Appointments = field(default_factory=Appointments)
    circles: Circles = field(default_factory=Circles)
    events: Events = field(default_factory=Events)

    def without_change(self) -> "Truth":
        """The same service, in which nobody's level ever moves: whatever changes is error of measurement."""
        still = tuple(replace(it, slope=0.0, slope_by_level=0.0, slope_sd=0.0) for it in self.measures)
        return replace(self, measures=still)

    @property
    def attendance(self) -> float:
        """The share of appointments that are attended, of those attended or missed.

        >>> Truth(attending=(18, 2)).attendance
        0.8947368421052632
        """
        one, other = self.attending
        return (one - 1) / (one + other - 1)


@dataclass(frozen=True, slots=True)
class Simulated:
    """One block of courses: what a service would know, and what it would not.

    seen: as `course_frames` has them, with a column synthetic that is true of every row.
    complete: the scores of seen and all that was not answered, or would have come after leaving.
    drawn: every course of the block, those after the last that was asked for as well. stream: seed and number
        of the block. truth: what they are drawn from.
    """

    seen: Courses
    complete: pl.LazyFrame
    drawn: pl.DataFrame
    stream: tuple[int, int]
    truth: Truth

    def recorded(self) -> Recorded:
        """The same courses with everything else that is recorded of them; drawn when it is asked for.

        >>> (block,) = simulate(3, seed=1)
        >>> block.recorded().circles.select("circle", "course", "moment").head(2).collect().rows()
        [(0, 0, 'start'), (2, 1, 'start')]
        """
        truth, drawn, wanted = self.truth, self.drawn, self.seen.courses
        chances = {name: _chance(*self.stream, APART.index(name)) for name in APART[1:]}
        sessions = simulation_sessions.draw(chances["sessions"], truth.appointments, drawn)
        events = simulation_events.draw(chances["events"], truth.events, drawn)
        circles = simulation_circles.draw(chances["circles"], truth.circles, drawn)
        kept = _only(circles.circles, "course", wanted)
        return Recorded(
            wanted,
            self.seen.scores,
            sessions=_only(sessions.lazy(), "course", wanted),
            events=_only(events.lazy(), "course", wanted),
            circles=kept,
            placements=_only(circles.placements, "circle", kept),
            ties=_only(circles.ties, "circle", kept),
        )


def simulate(courses: int, *, seed: int, truth: Truth | None = None) -> Iterator[Simulated]:
    """Draw courses, in blocks, each of whole courses; the same for the same seed, on one version of numpy.

    courses: how many, from 0 on; the first of them do not depend on how many there are. seed: from 0 on.
    truth: what they are drawn from.
    Raises StatisticError for numbers below 0.

    >>> (block,) = simulate(3, seed=1)
    >>> block.seen.courses.select("course", "synthetic").collect().rows()
    [(0, True), (1, True), (2, True)]
    """
    if courses < 0 or seed < 0:
        raise StatisticError(f"courses and seed are numbers from 0 on; got {courses} and {seed}.")
    return _blocks(courses, seed, truth or Truth())


def _blocks(courses: int, seed: int, truth: Truth) -> Iterator[Simulated]:
    for number, start in enumerate(range(0, courses, BLOCK)):
        chance = _chance(seed, number)
        drawn, kept, complete = _drawn(chance, truth, start)
        drawn = drawn.with_columns(_words(_chance(seed, number, APART.index("people")), truth))
        wanted = pl.col("course") < courses
        seen = Courses(drawn.lazy().filter(wanted), kept.lazy().filter(wanted))
        yield Simulated(seen, complete.lazy().filter(wanted), drawn, (seed, number), truth)


def _chance(*stream: int) -> np.random.Generator:
    """The stream of a seed, a block and, apart from courses and scores, of one of APART."""
    seed, *rest = stream
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=rest))


def _only(rows: pl.LazyFrame, key: str, wanted: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of what is wanted, as they stand."""
    return rows.join(wanted.select(key), on=key, how="semi", maintain_order="left")


def _words(chance: np.random.Generator, truth: Truth) -> Iterator[pl.Series]:
    """What courses may be split by for equity."""
    for name, shares in (("age_band", truth.ages), ("gender", truth.genders)):
        words = pl.Series(name, list(shares)).gather(
            chance.choice(len(shares), BLOCK, p=list(shares.values()))
        )
        yield words.set(pl.Series(chance.random(BLOCK) < truth.not_recorded), None)


def _drawn(
    chance: np.random.Generator, truth: Truth, start: int
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """A whole block: courses, scores as they were answered, and all of them.

    Whatever is drawn, is drawn for every course in turn, also where it is not needed.
    """
    ids = np.arange(start, start + BLOCK)
    protocols, areas = list(truth.protocols), list(truth.areas)
    protocol = chance.choice(len(protocols), BLOCK, p=[share for _, share in truth.protocols.values()])
    area = chance.choice(len(areas), BLOCK, p=list(truth.areas.values()))
    planned = np.array([sessions for sessions, _ in truth.protocols.values()])[protocol]
    scores, slopes = _scores(chance, truth, int(planned.max()))
    answered = _answered(chance, truth, scores.shape)
    attended = _attended(chance, truth, np.where(answered, scores, np.nan), planned)
    there = np.arange(scores.shape[2]) <= planned[:, None, None]
    seen = there & (np.arange(scores.shape[2]) <= attended[:, None, None])
    complete = _long(truth, ids, scores, there)
    kept = _long(truth, ids, np.where(answered, scores, np.nan), seen)
    known = chance.random(BLOCK) >= truth.waiting_unknown
    mean, shape = truth.waiting
    waiting = chance.gamma(shape, mean / shape, BLOCK).round().astype(np.int64)
    attends = chance.beta(*truth.attending, BLOCK)
    courses = pl.DataFrame(
        {
            "course": ids,
            "synthetic": np.ones(BLOCK, dtype=bool),
            "protocol": np.array(protocols)[protocol].tolist(),
            "problem_area": np.array(areas)[area].tolist(),
            "sessions_planned": planned,
            "finished": np.ones(BLOCK, dtype=bool),
            "completed": attended == planned,
            "waiting_days": pl.Series(waiting).set(pl.Series(~known), None),
            "sessions_attended": attended,
            "sessions_missed": chance.negative_binomial(attended, attends),
            "sessions_cancelled": chance.poisson(truth.cancelled, BLOCK),
            **{rating: _rating(chance, truth, slopes) for rating in RATINGS},
        }
    )
    return courses, kept, complete


def _scores(chance: np.random.Generator, truth: Truth, longest: int) -> tuple[Array, Array]:
    """Every score, as course × measure × session from 0 on; and slopes of the first measure, standardised.

    Before treatment is as in the first session, but for the error.
    """
    number = len(truth.measures)

    def together(correlation: float, *shape: int) -> Array:
        shared = chance.standard_normal((*shape[:-1], 1))
        own = chance.standard_normal(shape)
        mixed: Array = np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own
        return mixed

    levels, slopes = (together(it, BLOCK, number) for it in truth.alike[:2])
    errors = together(truth.alike[2], BLOCK, longest + 1, number)
    time = np.log(np.maximum(1, np.arange(longest + 1)))
    scores = np.empty((BLOCK, number, longest + 1))
    for place, it in enumerate(truth.measures):
        above = it.sd * np.sqrt(it.reliability) * levels[:, place, None]
        slope = it.slope + it.slope_by_level * above + it.slope_sd * slopes[:, place, None]
        error = it.sd * np.sqrt(1 - it.reliability) * errors[:, :, place]
        score = it.mean + above + slope * time + error
        scores[:, place] = score.round().clip(0, it.highest) if truth.whole else score
    return scores, slopes[:, 0]


def _answered(chance: np.random.Generator, truth: Truth, shape: tuple[int, ...]) -> Array:
    one = chance.random(shape) >= truth.unanswered
    return one & (chance.random((shape[0], 1, shape[2])) >= truth.unanswered_all)


def _attended(chance: np.random.Generator, truth: Truth, seen: Array, planned: Array) -> Array:
    """How many sessions each course has: until somebody leaves, by the last score that was answered."""
    first = truth.measures[0]
    last = np.where(np.isnan(seen[:, 0, 0]), first.mean, seen[:, 0, 0])
    attended, stays = np.zeros(len(planned), dtype=np.int64), np.ones(len(planned), dtype=bool)
    odds = truth.leaving / (1 - truth.leaving)
    for session in range(1, seen.shape[2]):
        attended += stays & (session <= planned)
        last = np.where(np.isnan(seen[:, 0, session]), last, seen[:, 0, session])
        own = odds * np.exp(truth.leaving_by_score * (last - first.mean))
        stays &= chance.random(len(planned)) >= own / (1 + own)
    return attended


def _rating(chance: np.random.Generator, truth: Truth, slopes: Array) -> pl.Series:
    """Ratings in the shares that are true: the steeper somebody's scores fell, the better, but for chance."""
    alike = truth.resolution_by_change
    latent = -alike * slopes + np.sqrt(1 - alike**2) * chance.standard_normal(BLOCK)
    edges = [NormalDist().inv_cdf(it) for it in np.cumsum(truth.resolution)[:-1]]
    ratings = pl.Series(1 + np.searchsorted(edges, latent), dtype=pl.Int8)
    return ratings.set(pl.Series(chance.random(BLOCK) < truth.resolution_unanswered), None)


def _long(truth: Truth, ids: Array, scores: Array, there: Array) -> pl.DataFrame:
    """One row per course, measure and session, in this order; what is not a number was not answered."""
    shape = scores.shape
    kept = np.broadcast_to(there, shape)
    measure = np.broadcast_to(np.arange(shape[1], dtype=np.uint32)[None, :, None], shape)[kept]
    names = pl.Series([it.id for it in truth.measures], dtype=pl.String)
    rows = pl.DataFrame(
        {
            "course": np.broadcast_to(ids[:, None, None], shape)[kept],
            "measure": names.gather(measure),
            "session": np.broadcast_to(np.arange(shape[2], dtype=np.int32), shape)[kept],
            "score": scores[kept],
        }
    ).with_columns(pl.col("score").fill_nan(None))
    return rows.with_columns(pl.col("score").cast(pl.Int16)) if truth.whole else rows
