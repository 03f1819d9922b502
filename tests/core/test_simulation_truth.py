"""Every outcome of made-up courses holds what is true of them: by formula, or drawn from the model alone.

What is drawn here has chance of its own and shares no code with `analytics`. Change, attendance, waiting and
ratings are held against their truth in `test_simulation`.
"""

import math
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest

from amity.core.analytics import outcomes, simulation
from amity.core.analytics.bands import banded
from amity.core.analytics.case_mix import adjust
from amity.core.analytics.course_frames import Asked, Courses
from amity.core.analytics.funnel import Group, funnel
from amity.core.analytics.report import report
from amity.core.analytics.simulation import DEPRESSION, Truth
from tests.core.outcomes_cast import without_gaps
from tests.core.test_simulation import ASKED, FULL, LEVEL, PHQ9, block, holds, rate, reported

NUMBER = 200_000  # drawn apart: their own chance is a third of that of a block
T = {2: 4.303, 3: 3.182, 4: 2.776}  # Student's, two-sided 5 %, by degrees of freedom


def scores_of(truth: Truth, sessions: int, seed: int) -> Any:
    """Scores of the first measure, course by session from 0 on, by the formulas of the model."""
    chance, it = np.random.default_rng(seed), truth.measures[0]
    above = chance.normal(0, it.sd * math.sqrt(it.reliability), (NUMBER, 1))
    slope = it.slope + it.slope_by_level * above + chance.normal(0, it.slope_sd, (NUMBER, 1))
    time = np.array([0.0, *(math.log(session) for session in range(1, sessions + 1))])
    error = chance.normal(0, it.sd * math.sqrt(1 - it.reliability), (NUMBER, sessions + 1))
    scores = it.mean + above + slope * time + error
    return np.clip(np.round(scores), 0, it.highest) if truth.whole else scores


def spread_out(rows: Any) -> Any:
    return ((rows - rows.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)


def gains(scores: Any) -> tuple[Any, Any]:
    """Tang and DeRubeis 1999, of courses without gaps: who had a sudden gain, who one that was reversed."""
    had, lost = np.zeros((2, len(scores)), dtype=bool)
    for at in range(1, scores.shape[1] - 2):
        before, after = scores[:, max(0, at - 2) : at + 1], scores[:, at + 1 : at + 4]
        now, then = scores[:, at], scores[:, at + 1]
        free = before.shape[1] + after.shape[1] - 2
        within = np.sqrt((spread_out(before) + spread_out(after)) / free)
        found = (now - then >= 6) & (now - then >= now / 4)
        found &= before.mean(axis=1) - after.mean(axis=1) > T[free] * within
        had |= found
        lost |= found & (scores[:, at + 2 :].max(axis=1) >= (now + then) / 2)
    return had, lost


@pytest.mark.parametrize("whole", [False, True])
def test_sudden_gains_and_those_that_were_reversed(whole: bool) -> None:
    truth = replace(FULL, whole=whole)
    had, lost = gains(scores_of(truth, 16, seed=3)[:, 1:])
    found = reported(block(truth).seen)
    assert holds(found, "phq9.gains", had.mean())
    assert holds(found, "phq9.gains_reversed", lost.sum() / had.sum())
    assert rate(found, "phq9.gains_reversed").of > 500


GAPS = replace(Truth(), protocols={"ipc": (6, 1.0)}, leaving=0.0, unanswered=0.45, unanswered_all=0.2)


def answered_in(truth: Truth, sessions: int, measures: int) -> list[tuple[tuple[bool, ...], float]]:
    """Every pattern of sessions at which so many measures were all answered, with its probability."""
    share = (1 - truth.unanswered_all) * (1 - truth.unanswered) ** measures
    return [
        (which, math.prod(share if it else 1 - share for it in which))
        for which in product((False, True), repeat=sessions)
    ]


@pytest.mark.parametrize(("name", "measures"), [("phq9", 1), ("gad7", 1), ("talking_therapies", 2)])
def test_how_many_have_a_pair_of_scores(name: str, measures: int) -> None:
    """Of seven occasions, from before treatment on, two or more were answered."""
    found = reported(block(GAPS).seen)
    assert (found.courses, found.treated) == (simulation.BLOCK,) * 2
    ways = answered_in(GAPS, 7, measures)
    paired = sum(p for which, p in ways if sum(which) > 1)
    assert holds(found, f"{name}.paired", paired)
    if measures == 2:
        early = sum(p for which, p in ways if sum(which) > 1 and any(which[:2]))
        assert holds(found, "talking_therapies.from_start", early / paired)
    missing = rate(found, f"{name}.{'case_at_start' if measures == 2 else 'recovered'}").missing
    assert missing == found.treated - rate(found, f"{name}.paired").count


def test_of_how_many_a_sudden_gain_could_be_found() -> None:
    """Two neighbouring sessions were answered, and one more of the two before and of the two after them."""
    found = rate(reported(block(GAPS).seen), "phq9.gains")
    could = sum(
        p
        for which, p in answered_in(GAPS, 6, 1)
        if any(
            which[at] and which[at + 1] and any(which[max(0, at - 2) : at]) and any(which[at + 2 : at + 4])
            for at in range(5)
        )
    )
    everybody = found.of + found.missing
    assert abs(found.of / everybody - could) < 3.3 * math.sqrt(could * (1 - could) / everybody)


def near(found: float, true: float, spread: float, of: int) -> bool:
    return abs(found - true) < 3.3 * spread / math.sqrt(of)


def test_how_many_sessions_there_were() -> None:
    """After each of sixteen but the last, every fifth leaves: so many stay for k or more."""
    truth = replace(Truth(), leaving=0.2, leaving_by_score=0.0, protocols={"ipt": (16, 1.0)})
    found = reported(block(truth).seen)
    stay = [0.8 ** (k - 1) for k in range(1, 17)]
    squares = sum((2 * k - 1) * share for k, share in enumerate(stay, start=1))
    _, dose = found.spreads
    assert dose.mean is not None
    assert near(dose.mean, sum(stay), math.sqrt(squares - sum(stay) ** 2), dose.of)
    assert dose.quartiles == (
        2,
        4,
        7,
    )  # 1 − 0.8ᵏ is 0.36, 0.59 and 0.79; a session less gives 0.2, 0.49, 0.74
    assert near(found.treated / found.finished, stay[1], 0.4, found.finished)
    assert holds(found, "completed", stay[-1])


def test_who_completes_where_leaving_goes_by_the_last_score() -> None:
    truth = replace(without_gaps(Truth()), leaving=0.05, protocols={"ipt": (12, 1.0)})
    scores, chance = scores_of(truth, 12, seed=5), np.random.default_rng(6)
    there = np.ones(NUMBER, dtype=bool)
    for session in range(1, 12):
        away = scores[:, session] - DEPRESSION.mean
        odds = 0.05 / 0.95 * np.exp(truth.leaving_by_score * away)
        there &= chance.random(NUMBER) >= odds / (1 + odds)
    assert holds(reported(block(truth).seen), "completed", there.mean())


def test_how_long_people_waited() -> None:
    """A gamma of shape 2, in whole days: its distribution is 1 − (1 + x) exp(−x), of x times its scale."""
    waiting, _ = reported(block(FULL).seen).spreads
    mean, shape = FULL.waiting
    assert (shape, waiting.quartiles is None) == (2, False)

    def up_to(days: float) -> float:
        return 1 - (1 + 2 * days / mean) * math.exp(-2 * days / mean)

    for part, days in zip((0.25, 0.5, 0.75), waiting.quartiles or (), strict=True):
        chance = 3.3 * math.sqrt(part * (1 - part) / waiting.of)
        assert up_to(days - 0.5) < part + chance
        assert up_to(days + 0.5) > part - chance


def test_sessions_that_were_cancelled() -> None:
    """Of sixteen attended, those missed on the way: by a beta of one's own, 2 / 17 for each."""
    one, other = FULL.attending
    due = 16 * (1 + other / (one - 1))
    assert holds(reported(block(FULL).seen), "sessions_cancelled", FULL.cancelled / (due + FULL.cancelled))


@pytest.mark.parametrize("rating", ["resolution_client", "resolution_clinician"])
def test_resolution_is_what_is_much_better_whoever_leaves(rating: str) -> None:
    """Shares that are no one's default, so that a line drawn elsewhere is seen."""
    shares = (0.1, 0.25, 0.3, 0.05, 0.3)
    found = reported(block(replace(Truth(), resolution=shares, resolution_unanswered=0.4)).seen)
    assert holds(found, rating, 0.35)
    it = rate(found, rating)
    assert near(it.missing / found.finished, 0.4, math.sqrt(0.24), found.finished)
    assert it.at_least < 0.35 < it.at_most


# --- groups

EDGES = (10.0, 15.0, 20.0)
ASKS = Asked(measures=(PHQ9,), anxiety=None, by=("protocol", "first_phq9"))
SLOW = replace(FULL, measures=(replace(DEPRESSION, mean=19.0, slope=-1.6), *FULL.measures[1:]))


def recovered_by_band(truth: Truth, seed: int) -> tuple[Any, Any]:
    """Of each band of the score before treatment: its share of courses, and how many of it recover."""
    scores = scores_of(truth, 16, seed)
    first, last = scores[:, 0], scores[:, -1]
    line = 1.959964 * 6.1 * math.sqrt(2 * (1 - 0.89))
    well = (first >= 10) & (last < 10) & (first - last > line)
    band = np.digitize(first, EDGES)
    of = np.bincount(band, minlength=4)
    return of / NUMBER, np.bincount(band, weights=well, minlength=4) / of


def test_rates_adjusted_for_cases_that_differ_beside_a_difference_that_is_there() -> None:
    """One protocol gets graver cases and they change less: the ratio is as it would be in truth."""
    usual, slow = block(FULL, seed=11).seen, block(SLOW, seed=12).seen
    moved = [frame.with_columns(pl.col("course") + simulation.BLOCK) for frame in (slow.courses, slow.scores)]
    courses = pl.concat([usual.courses, moved[0].with_columns(protocol=pl.lit("slow"))])
    both = banded(Courses(courses, pl.concat([usual.scores, moved[1]])), "phq9", EDGES)
    found = {
        it.group["protocol"]: it
        for it in adjust(
            outcomes.partial(both, ASKS), ASKS, "phq9.recovered", group=("protocol",), level=LEVEL
        )
    }
    (one, well), (other, less) = recovered_by_band(FULL, 7), recovered_by_band(SLOW, 8)
    everybody = (one * well + other * less) / (one + other)
    for name, mix, shares in (("ipt", one, well), ("slow", other, less)):
        it, true = found[name], float((mix * shares).sum() / (mix * everybody).sum())
        assert abs(true - 1) > 0.05
        assert it.lower is not None
        assert it.upper is not None
        assert it.lower <= true <= it.upper
        assert it.adjusted is not None
        assert abs(it.adjusted - true * float((one * well + other * less).sum()) / 2) < 0.02


def teams(truth: Truth, seed: int, size: int) -> list[Group]:
    """A block in teams of so many courses, and how many of each recovered."""
    made = block(truth, seed=seed).seen
    courses = made.courses.with_columns(team=(pl.col("course") // size).cast(pl.String))
    asked = replace(ASKED, by=("team",))
    found = report(outcomes.partial(Courses(courses, made.scores), asked), asked)
    rates = [(str(it.group["team"]), rate(it, "phq9.recovered")) for it in found]
    return [Group(team, it.count, it.of) for team, it in rates]


def test_teams_of_one_truth_lie_beyond_the_lines_as_often_as_they_say_and_others_nearly_always() -> None:
    mix, well = recovered_by_band(FULL, 7)
    true = float((mix * well).sum())
    found = funnel(teams(FULL, 14, size=20), target=true)
    beyond = sum(it.place != "within" for it in found.points)
    assert len(found.points) == 1_000
    assert found.by_chance is not None
    assert 10 < found.by_chance < 50  # one in twenty at most, and fewer where counts are small
    assert abs(beyond - found.by_chance) < 3.3 * math.sqrt(found.by_chance)
    others = funnel(teams(SLOW, 15, size=100)[:20], target=true)
    assert sum(it.place in ("below", "far below") for it in others.points) >= 19
