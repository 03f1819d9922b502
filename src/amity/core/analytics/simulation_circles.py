"""Made-up closeness circles: who stands on them at the start and at the end of a course, and who moved."""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from amity.core.analytics.circle_frames import SCALES, WORDS, Frames
from amity.core.network import RINGS
from amity.core.network.circle import MOST

MOMENTS: Final = ("start", "end")
Two = tuple[float, float]  # at the start and at the end
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Circles:
    """Everything circles are drawn from. Shares and probabilities lie from 0 to 1; none goes by a score.

    kept: the probability that a circle is there at the start, and at the end of a course that was completed;
        who leaves has none at the end. ties_asked: that who knows whom was asked for it.
    people: the mean number of people at the start. came: of those who are there at the end alone. left: the
        probability of being there at the start alone.
    kinds: the share of each kind of relationship. rings: of each ring at the start. closer, away: the
        probability of moving by a ring until the end, where there is one. tray: of lying in the tray.
    dead: the probability of having died before the start. died: of dying until the end.
    unanswered: that nothing was answered about somebody; of the dead only who was lost is asked.
    above_0: by scale, the probability of a number above 0; then each from 1 to 10 is as likely.
    confides: a probability. met: the share of each answer. lost: that somebody was lost since the onset.
    known: that two people know each other.
    """

    kept: Two = (0.9, 0.8)
    ties_asked: float = 0.7
    people: float = 7.0
    came: float = 0.8
    left: float = 0.08
    kinds: dict[str, float] = field(
        default_factory=lambda: {
            "partner": 0.1,
            "former_partner": 0.05,
            "parent": 0.15,
            "child": 0.15,
            "sibling": 0.12,
            "family": 0.08,
            "friend": 0.2,
            "colleague": 0.1,
            "neighbour": 0.05,
        }
    )
    rings: tuple[float, ...] = (0.2, 0.35, 0.3, 0.15)
    closer: float = 0.2
    away: float = 0.08
    tray: float = 0.05
    dead: float = 0.06
    died: float = 0.01
    unanswered: float = 0.1
    above_0: dict[str, Two] = field(
        default_factory=lambda: {
            "received_emotional": (0.5, 0.65),
            "received_practical": (0.45, 0.5),
            "given_emotional": (0.55, 0.6),
            "given_practical": (0.5, 0.5),
            "conflict": (0.35, 0.25),
        }
    )
    confides: Two = (0.25, 0.4)
    met: tuple[float, float, float] = (0.45, 0.35, 0.2)
    lost: float = 0.07
    known: float = 0.3


def draw(chance: np.random.Generator, truth: Circles, courses: pl.DataFrame) -> Frames:
    """The circles of courses, as `frame_checks.check` lets them pass.

    courses: one row per course; columns course, completed (bool).
    Returns the frames; circles have two columns more, course and moment ("start" or "end"), and placements
    one, kind (of the relationship). A person has the same id on both circles of a course.
    """
    ids, completed = courses["course"].to_numpy(), courses["completed"].to_numpy()
    there = chance.random((len(ids), 2)) < np.array(truth.kept)
    there[:, 1] &= completed
    asked = chance.random((len(ids), 2)) < truth.ties_asked
    first, came = chance.poisson(truth.people, len(ids)), chance.poisson(truth.came, len(ids))
    number = first + came
    course = np.repeat(np.arange(len(ids)), number)
    place = np.arange(len(course)) - np.repeat(np.cumsum(number) - number, number)
    new = place >= first[course]
    stays = new | (chance.random(len(course)) >= truth.left)
    on = np.stack([~new, stays], axis=1) & there[course]
    people = _people(chance, truth, new)
    keys = 2 * ids[:, None] + np.arange(2)
    names = "p" + pl.Series(place + 1).cast(pl.String)
    placements = [
        pl.DataFrame({"circle": keys[course, at], "id": names, **{name: row[at] for name, row in people}})
        for at in range(2)
    ]
    return Frames(
        circles=pl.DataFrame(
            {
                "circle": keys[there],
                "course": np.broadcast_to(ids[:, None], there.shape)[there],
                "moment": pl.Series(MOMENTS).gather(np.nonzero(there)[1]),
                "ties_asked": asked[there],
            }
        ).lazy(),
        placements=_in_order([it.filter(pl.Series(on[:, at])) for at, it in enumerate(placements)]),
        ties=_ties(chance, truth, number[course] - 1 - place, on & asked[course], keys[course], names),
    )


def _people(
    chance: np.random.Generator, truth: Circles, new: Array
) -> list[tuple[str, tuple[pl.Series, pl.Series]]]:
    """By column what is said of everybody, at the start and at the end."""
    shape = (len(new), 2)
    kind = pl.Series(list(truth.kinds)).gather(
        chance.choice(len(truth.kinds), shape[0], p=list(truth.kinds.values()))
    )
    ring = chance.choice(np.array(RINGS), shape[0], p=list(truth.rings))
    step = chance.random(shape[0])
    moved = ring - (step < truth.closer) + ((step >= truth.closer) & (step < truth.closer + truth.away))
    tray = chance.random(shape) < truth.tray
    dead = (chance.random(shape) < np.array([truth.dead, truth.died])) & ~new[:, None]
    dead[:, 1] |= dead[:, 0]
    answered = chance.random(shape) >= truth.unanswered
    told = answered & ~dead
    known = np.ones(shape, dtype=bool)
    found = [
        ("ring", np.stack([ring, moved.clip(RINGS[0], RINGS[-1])], axis=1), ~tray),
        ("is_dead", dead, known),
        *((scale, _points(chance, truth.above_0[scale], shape), told) for scale in SCALES),
        ("confides", chance.random(shape) < np.array(truth.confides), told),
        ("expectations_met", chance.choice(len(truth.met), shape, p=list(truth.met)), told),
        ("lost_since_onset", np.repeat(chance.random((shape[0], 1)) < truth.lost, 2, axis=1), answered),
    ]
    return [("kind", (kind, kind)), *((name, _columns(name, row, told)) for name, row, told in found)]


def _points(chance: np.random.Generator, above_0: Two, shape: tuple[int, int]) -> Array:
    points: Array = chance.integers(1, MOST, shape, endpoint=True)
    return np.where(chance.random(shape) < np.array(above_0), points, 0)


def _columns(name: str, rows: Array, known: Array) -> tuple[pl.Series, pl.Series]:
    """At the start and at the end; null where it is not known."""
    start, end = (_column(name, rows[:, at]).set(pl.Series(~known[:, at]), None) for at in range(2))
    return start, end


def _column(name: str, row: Array) -> pl.Series:
    if name in WORDS:
        return pl.Series(WORDS[name]).gather(row)
    return pl.Series(row) if row.dtype == bool else pl.Series(row, dtype=pl.Int16)


def _ties(
    chance: np.random.Generator, truth: Circles, later: Array, on: Array, keys: Array, names: pl.Series
) -> pl.LazyFrame:
    """Who knows whom is the same at the start and at the end.

    later: how many people of the same course follow each.
    """
    one = np.repeat(np.arange(len(later)), later)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(later) - later, later)
    knows = chance.random(len(one)) < truth.known
    one, other = one[knows], other[knows]
    found = []
    for at in range(2):
        both = on[one, at] & on[other, at]
        ends = {"one": names.gather(one[both]), "other": names.gather(other[both])}
        found.append(pl.DataFrame({"circle": keys[one[both], at], **ends}))
    return _in_order(found)


def _in_order(frames: list[pl.DataFrame]) -> pl.LazyFrame:
    """Circle after circle; those of a course by their moments."""
    return pl.concat(frames).sort("circle", maintain_order=True).lazy()
