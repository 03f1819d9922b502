"""What else is made up of a course: the same for the same seed, fitting its counts, and true to its model."""

import math
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from amity.core.analytics import networks, outcomes, simulation
from amity.core.analytics.circle_frames import Frames
from amity.core.analytics.course_frames import Asked, Recorded
from amity.core.analytics.layout import TABLES
from amity.core.analytics.report import report
from amity.core.analytics.simulation import Truth, simulate
from amity.core.analytics.simulation_circles import Circles
from amity.core.analytics.simulation_events import KIND_OF, Events
from amity.core.analytics.simulation_sessions import Appointments

SEED = 20260302
TRUTH = Truth()
OTHERWISE = {
    "sessions": {"appointments": Appointments(weekly=0.1)},
    "circles": {"circles": Circles(people=3.0)},
    "events": {"events": Events(others=1.0)},
    "people": {"not_recorded": 0.5},
}


def recorded(truth: Truth = TRUTH, seed: int = SEED) -> Recorded:
    (block,) = simulate(simulation.BLOCK, seed=seed, truth=truth)
    return block.recorded()


def circles_of(made: Recorded) -> Frames:
    return Frames(made.circles, made.placements, made.ties)


def near(count: Any, of: Any, share: float) -> bool:
    """Whether so many are as many as chance allows: four standard errors of a share."""
    return bool(abs(count / of - share) < 4 * math.sqrt(share * (1 - share) / of))


def mean_near(values: pl.Series, mean: float, spread: float) -> bool:
    """The same for a mean; spread: the standard deviation of one."""
    found = values.mean()
    assert isinstance(found, float)
    return abs(found - mean) < 4 * spread / math.sqrt(len(values))


@pytest.fixture(scope="module")
def usual() -> Recorded:
    return recorded()


# --- what is drawn


def test_the_same_seed_draws_the_same_and_another_draws_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "BLOCK", 64)
    one, again, other = (next(simulate(40, seed=seed)).recorded() for seed in (1, 1, 2))
    for table in TABLES:
        assert getattr(one, table).collect().equals(getattr(again, table).collect())
        assert not getattr(one, table).collect().equals(getattr(other, table).collect())


def test_the_first_courses_do_not_depend_on_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "BLOCK", 16)
    few, many = ([it.recorded() for it in simulate(number, seed=1)] for number in (20, 40))
    for table in TABLES:
        one, other = (pl.concat([getattr(it, table).collect() for it in made]) for made in (few, many))
        key = pl.col("course") if "course" in other.columns else pl.col("circle") // 2
        assert one.equals(other.filter(key < 20)), table
        assert len(one) < len(other)


@pytest.mark.parametrize("what", simulation.APART)
def test_each_has_a_stream_of_its_own(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn for one table moves no other, and never a score."""
    monkeypatch.setattr(simulation, "BLOCK", 256)
    one, other = (
        next(simulate(200, seed=1, truth=truth)).recorded()
        for truth in (TRUTH, replace(TRUTH, **OTHERWISE[what]))  # type: ignore[arg-type]
    )
    moved = {
        table for table in TABLES if not getattr(one, table).collect().equals(getattr(other, table).collect())
    }
    own = {"people": {"courses"}, "circles": {"circles", "placements", "ties"}}.get(what, {what})
    assert moved <= own
    assert moved
    words = ("age_band", "gender")
    assert one.courses.drop(words).collect().equals(other.courses.drop(words).collect())


# --- sessions


def test_appointments_add_up_to_what_their_courses_count(usual: Recorded) -> None:
    counted = (
        usual.sessions.group_by("course")
        .agg((pl.col("attendance") == word).sum().alias(word) for word in ("attended", "missed", "cancelled"))
        .join(usual.courses, on="course")
        .collect()
    )
    assert len(counted) == simulation.BLOCK
    for word in ("attended", "missed", "cancelled"):
        assert (counted[word] == counted[f"sessions_{word}"]).all()


def test_appointments_stand_in_order_and_know_their_sessions(usual: Recorded) -> None:
    sessions = usual.sessions.collect()
    assert sessions["course"].is_sorted()
    attended = pl.col("attendance") == "attended"
    told = sessions.group_by("course", maintain_order=True).agg(
        numbered=(pl.col("appointment") == pl.int_range(1, pl.len() + 1)).all(),
        sessions=(pl.col("session").filter(attended) == pl.int_range(1, attended.sum() + 1)).all(),
        only=(pl.col("session").is_null() != attended).all(),
        first=(pl.col("day").filter(attended).first() == 0),
        last=attended.last(),
        steps=pl.col("day").diff().drop_nulls().is_in([7, 14]).all(),
    )
    assert told.drop("course").select(pl.all_horizontal(pl.all()).all()).item()


def test_appointments_follow_each_other_as_is_true(usual: Recorded) -> None:
    steps = usual.sessions.select(pl.col("day").diff().over("course")).collect()["day"].drop_nulls()
    assert near((steps == 7).sum(), len(steps), TRUTH.appointments.weekly)
    assert mean_near(steps, TRUTH.appointments.days, 3.5)


def test_another_truth_is_seen() -> None:
    """What is near is not near to everything: five weeks of a hundred make the difference."""
    made = recorded(replace(TRUTH, appointments=Appointments(weekly=TRUTH.appointments.weekly - 0.05)))
    steps = made.sessions.select(pl.col("day").diff().over("course")).collect()["day"].drop_nulls()
    assert not near((steps == 7).sum(), len(steps), TRUTH.appointments.weekly)
    assert not mean_near(steps, TRUTH.appointments.days, 3.5)


def test_those_not_kept_stand_anywhere_but_at_the_end(usual: Recorded) -> None:
    """Of all but the last, each place is as likely: half of the way through on the mean."""
    placed = (
        usual.sessions.with_columns(of=pl.len().over("course") - 2)
        .filter(pl.col("of") > 0, pl.col("attendance") != "attended")
        .select(((pl.col("appointment") - 1) / pl.col("of")).alias("part"))
        .collect()["part"]
    )
    assert mean_near(placed, 0.5, 0.5)
    assert placed.max() == 1
    assert placed.min() == 0


# --- circles


def test_circles_are_circles_of_their_courses(usual: Recorded) -> None:
    networks.check(circles_of(usual))
    circles = usual.circles.collect()
    at = circles["circle"] - 2 * circles["course"]
    assert (at == circles["moment"].replace_strict({"start": 0, "end": 1})).all()
    completed = usual.courses.filter("completed").collect()["course"]
    start, end = (circles.filter(pl.col("moment") == it)["course"] for it in ("start", "end"))
    assert near(len(start), simulation.BLOCK, TRUTH.circles.kept[0])
    assert near(len(end), len(completed), TRUTH.circles.kept[1])
    assert end.is_in(completed.implode()).all()
    assert near(circles["ties_asked"].sum(), len(circles), TRUTH.circles.ties_asked)


def test_what_circles_describe_is_what_they_were_drawn_from(usual: Recorded) -> None:
    truth, frames = TRUTH.circles, circles_of(usual)
    described = networks.describe(frames).collect().join(usual.circles.collect(), on="circle")
    for at, moment in enumerate(("start", "end")):
        found = described.filter(moment=moment).drop("moment").sum().to_dicts()[0]
        none = {scale: 1 - shares[at] for scale, shares in truth.above_0.items()}
        received, given = (
            1 - none[f"{kind}_emotional"] * none[f"{kind}_practical"] for kind in ("received", "given")
        )
        shares = {
            "supporters": received,
            "supported": given,
            "reciprocal": received * given,
            "confidants": truth.confides[at],
            "multiplex": truth.above_0["received_emotional"][at] * truth.above_0["received_practical"][at],
            "conflict": truth.above_0["conflict"][at],
            "unmet": truth.met[1] + truth.met[2],
            "losses": truth.lost,
        }
        for name, share in shares.items():
            assert near(found[f"{name}_people"], found[f"{name}_of"], share), (moment, name)
        assert near(found["density_ties"], found["density_of"], truth.known)
        points = found["conflict_points"] / found["conflict_people"]
        assert abs(points - 5.5) < 4 * 2.9 / math.sqrt(found["conflict_people"])


def test_people_and_their_rings_at_the_start(usual: Recorded) -> None:
    truth = TRUTH.circles
    described = networks.describe(circles_of(usual)).collect().join(usual.circles.collect(), on="circle")
    found = described.filter(moment="start")
    rings = [f"by_ring_{ring}" for ring in range(1, 5)]
    everybody = found.select(pl.sum_horizontal(*rings, "in_tray")).to_series()
    assert mean_near(everybody.cast(pl.Float64), truth.people, math.sqrt(truth.people))
    assert (everybody == 0).any()  # a circle with nobody on it has its row all the same
    people, tray = int(everybody.sum()), int(found["in_tray"].sum())
    assert near(tray, people, truth.tray)
    for ring, share in zip(rings, truth.rings, strict=True):
        assert near(found[ring].sum(), people - tray, share), ring
    assert near(found["dead"].sum(), people - tray, truth.dead)
    kinds = usual.placements.collect()["kind"].value_counts(normalize=True)
    assert dict(kinds.rows()) == pytest.approx(truth.kinds, abs=0.005)


def test_who_came_left_moved_and_died(usual: Recorded) -> None:
    truth, circles = TRUTH.circles, usual.circles.collect()
    both = circles.filter(pl.col("moment") == "start").join(
        circles.filter(pl.col("moment") == "end"), on="course"
    )
    pairs = both.select(before="circle", after="circle_right")
    changed = networks.change(circles_of(usual), pairs.lazy()).collect()
    assert mean_near(changed["came"].cast(pl.Float64), truth.came, math.sqrt(truth.came))
    then = usual.placements.collect().join(pairs, left_on="circle", right_on="before")
    now = usual.placements.collect()
    stayed = then.join(now, left_on=["after", "id"], right_on=["circle", "id"])
    assert near(changed["left"].sum(), len(then), truth.left)
    ring = pl.col("ring")
    known = stayed.filter(ring.is_not_null(), pl.col("ring_right").is_not_null())
    assert near(changed["moved_closer"].sum(), len(known.filter(ring > 1)), truth.closer)
    assert near(changed["moved_away"].sum(), len(known.filter(ring < 4)), truth.away)
    assert near(changed["placed"].sum(), len(stayed), truth.tray * (1 - truth.tray))
    assert near(changed["unplaced"].sum(), len(stayed), truth.tray * (1 - truth.tray))
    assert near(changed["died"].sum(), len(stayed.filter(~pl.col("is_dead"))), truth.died)
    assert (stayed["kind"] == stayed["kind_right"]).all()


def test_of_the_dead_only_who_was_lost_is_known(usual: Recorded) -> None:
    people = usual.placements.collect()
    dead, living = (people.filter(pl.col("is_dead") == it) for it in (True, False))
    answers = [*TRUTH.circles.above_0, "confides", "expectations_met"]
    assert dead.select(pl.col(answers).is_null().all()).row(0) == (True,) * len(answers)
    assert near(dead["lost_since_onset"].null_count(), len(dead), TRUTH.circles.unanswered)
    for name in answers:
        assert near(living[name].null_count(), len(living), TRUTH.circles.unanswered)


# --- events


def test_events_stand_in_order_and_begin_with_the_focus(usual: Recorded) -> None:
    truth, events = TRUTH.events, usual.events.collect()
    assert events.select((pl.col("event") == pl.int_range(1, pl.len() + 1)).over("course").all()).item()
    assert events.select((pl.col("day").diff().fill_null(0) >= 0).over("course").all()).item()
    onset = events.filter(mark="onset")
    assert onset["course"].equals(usual.courses.collect()["course"])
    assert (onset["kind"] == "illness").all()
    mean, shape = truth.onset
    assert mean_near(onset["day"] + 0.5, -mean, mean / math.sqrt(shape))
    others = events.filter(pl.col("mark").is_null())
    assert mean_near(
        others.group_by("course").len()["len"].cast(pl.Float64), 1 + truth.others, math.sqrt(truth.others)
    )


def test_what_happened_before_the_onset_is_of_the_focus() -> None:
    made = recorded(replace(TRUTH, events=Events(others=0.0)))
    events = made.events.collect()
    began, onset = (events.filter(pl.col("event") == it) for it in (1, 2))
    courses = made.courses.collect()
    assert (began["kind"] == courses["problem_area"].replace_strict(KIND_OF)).all()
    assert (onset["mark"] == "onset").all()
    assert mean_near((onset["day"] - began["day"]).cast(pl.Float64), TRUTH.events.lag, TRUTH.events.lag)


def test_an_area_without_an_event_has_an_onset_all_the_same() -> None:
    made = recorded(replace(TRUTH, areas={"loss_of_healthy_self": 1.0}, events=Events(others=0.0)))
    events = made.events.collect()
    assert len(events) == simulation.BLOCK
    assert (events["mark"] == "onset").all()


def test_other_events_and_impacts(usual: Recorded) -> None:
    truth, events = TRUTH.events, usual.events.collect()
    good = events.filter(kind="positive")
    assert near(len(good), len(events) - 2 * simulation.BLOCK, truth.kinds["positive"])
    assert near(events["impact"].null_count(), len(events), truth.unasked)
    asked = events.filter(pl.col("impact").is_not_null())
    sign = pl.when(pl.col("kind") == "positive").then(1).otherwise(-1)
    assert asked.select((pl.col("impact").sign() == sign).all()).item()
    for points in (1, 2, 3):
        assert near((asked["impact"].abs() == points).sum(), len(asked), 1 / 3)
    treatment = events.filter(kind="treatment").join(usual.courses.collect(), on="course")
    assert (treatment["day"] >= truth.since).all()
    assert (treatment["day"] < 7 * treatment["sessions_planned"]).all()


# --- what courses are split by


def test_words_for_equity_have_their_shares_and_move_no_outcome(usual: Recorded) -> None:
    courses = usual.courses.collect()
    for column, shares in (("age_band", TRUTH.ages), ("gender", TRUTH.genders)):
        counts: dict[Any, int] = dict(courses[column].value_counts().rows())
        known = simulation.BLOCK - counts.pop(None)
        assert near(simulation.BLOCK - known, simulation.BLOCK, TRUTH.not_recorded)
        for word, share in shares.items():
            assert near(counts[word], known, share)
        asked = Asked(by=(column,))
        whole = report(outcomes.partial(usual, Asked()), Asked())[0]
        for group in report(outcomes.partial(usual, asked), asked, level=0.999):
            for rate, everybody in zip(group.rates, whole.rates, strict=True):
                if everybody.share is not None:
                    assert rate.lower is not None
                    assert rate.upper is not None
                    assert rate.lower <= everybody.share <= rate.upper, (group.group, rate.name)
