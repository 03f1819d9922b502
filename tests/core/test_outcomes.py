"""Outcomes of many courses: what one course at a time counts, however they are cut into batches."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.analytics import gains, outcomes
from amity.core.analytics.course_frames import Asked, Courses, Measure, check
from amity.core.analytics.report import Report, report
from amity.core.change import sudden_gains
from amity.core.errors import StatisticError
from tests.core import slow_outcomes as slowly
from tests.core.outcomes_cast import ASKED, COURSES, PHQ9, Row, course, frames, scored, services
from tests.counts import count

FEW = settings(max_examples=min(count(15), 2_000), deadline=None)  # each of several courses, in 50 ms
EVERYBODY = Asked(measures=ASKED.measures)
CASES = [  # the six of the NHS rules: PHQ-9 and GAD-7, first and last
    ((15, 8), (12, 7)),
    ((11, 9), (9, 7)),
    ((20, 12), (18, 10)),
    ((9, 3), (7, 1)),
    ((12, 5), (10, 14)),
    ((14, 20), (12, 13)),
]


def read(courses: list[Row], scores: list[Row], asked: Asked = EVERYBODY) -> list[Report]:
    batch = frames(courses, scores)
    check(batch, asked)
    return report(outcomes.partial(batch, asked), asked)


def rates(found: Report) -> dict[str, tuple[int, int, int]]:
    return {it.name: (it.count, it.of, it.missing) for it in found.rates}


# --- the worked cases


def test_the_six_cases_of_talking_therapies() -> None:
    scores = [
        row
        for number, (phq9, gad7) in enumerate(CASES)
        for row in scored(number, "phq9", *phq9) + scored(number, "gad7", *gad7)
    ]
    (found,) = read([course(number) for number in range(6)], scores)
    told = rates(found)
    assert told["talking_therapies.paired"] == (6, 6, 0)
    assert told["talking_therapies.case_at_start"] == (5, 6, 0)
    assert told["talking_therapies.recovery"] == (2, 5, 0)
    assert told["talking_therapies.reliable_improvement"] == (3, 6, 0)
    assert told["talking_therapies.reliable_deterioration"] == (1, 6, 0)
    assert told["talking_therapies.reliable_recovery"] == (1, 5, 0)


def test_a_pair_is_of_one_day() -> None:
    """The PHQ-9 of a session without a GAD-7 is in no pair: 20 to 12, not 24 to 3."""
    scores = scored(1, "phq9", 24, 20, 12, 3) + scored(1, "gad7", None, 10, 9, None)
    (found,) = read([course(1)], scores)
    assert rates(found)["talking_therapies.recovery"] == (0, 1, 0)
    assert rates(found)["phq9.recovered"] == (1, 1, 0)  # alone, it is read from its own first to its own last


def test_who_is_not_treated_to_the_end_is_not_among_the_outcomes() -> None:
    courses = [course(1), course(2, finished=False), course(3, sessions_attended=1), course(4)]
    scores = [
        row for number in (1, 2, 3) for row in scored(number, "phq9", 20, 5) + scored(number, "gad7", 9, 2)
    ]
    (found,) = read(courses, scores)
    assert (found.courses, found.finished, found.treated) == (4, 3, 2)
    assert rates(found)["talking_therapies.paired"] == (1, 2, 0)
    assert rates(found)["talking_therapies.recovery"] == (1, 1, 1)  # of one it is not known


def test_what_the_missing_could_change_stands_beside_a_rate() -> None:
    courses = [course(number) for number in range(4)]
    (found,) = read(courses, scored(0, "phq9", 20, 5) + scored(0, "gad7", 9, 2))
    (recovery,) = [it for it in found.rates if it.name == "talking_therapies.recovery"]
    assert (recovery.share, recovery.at_least, recovery.at_most) == (1.0, 0.25, 1.0)


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ((19, 18, 20, 17, 10, 9, 11, 8), (1, 0)),
        ((19, 18, 20, 17, 10, 9, 14, 8), (1, 1)),
        ((9, 9, 9, 9), (0, 0)),
    ],
)
def test_sudden_gains(scores: tuple[int, ...], found: tuple[int, int]) -> None:
    (told,) = read([course(1)], scored(1, "phq9", *scores))
    assert rates(told)["phq9.gains"] == (found[0], 1, 0)
    assert rates(told)["phq9.gains_reversed"] == (found[1], found[0], 0)


def test_sessions_waiting_and_dose() -> None:
    courses = [
        course(
            1, waiting_days=10, sessions_attended=8, sessions_missed=2, sessions_cancelled=1, completed=True
        ),
        course(2, waiting_days=30, sessions_attended=12, completed=False),
        course(3, waiting_days=None, finished=False, sessions_attended=4),
    ]
    (found,) = read(courses, [])
    told = rates(found)
    assert told["sessions_attended"] == (24, 26, 0)
    assert told["sessions_cancelled"] == (1, 27, 0)
    assert told["completed"] == (1, 2, 0)
    waiting, dose = found.spreads
    assert (waiting.of, waiting.missing, waiting.mean, waiting.quartiles) == (2, 1, 20, (10, 10, 30))
    assert (dose.of, dose.missing, dose.mean, dose.quartiles) == (2, 0, 10, (8, 8, 12))


def test_sessions_of_one_person_count_for_less_than_as_many_people() -> None:
    alike = [course(n, sessions_attended=8, sessions_missed=2) for n in range(4)]
    apart = [
        course(n, sessions_attended=16 * (n % 2), sessions_missed=4 + 16 * (1 - n % 2) - 4 * 1)
        for n in range(4)
    ]
    one, other = (
        next(it for it in read(rows, [])[0].rates if it.name == "sessions_attended")
        for rows in (alike, apart)
    )
    assert one.lower is not None
    assert other.lower is not None
    assert one.share == 0.8
    assert one.lower > 0.6
    assert other.share == 0.5
    assert other.lower < 0.2


def test_nobody_is_not_0_per_cent() -> None:
    (found,) = read([], [])
    assert (found.courses, found.group) == (0, {})
    assert {(it.count, it.of, it.share, it.lower, it.at_most) for it in found.rates} == {
        (0, 0, None, None, None)
    }
    assert [it.sizes for it in found.effects] == [None] * 3
    assert [it.quartiles for it in found.spreads] == [None] * 2
    assert read([], [], ASKED) == []


def test_a_group_that_is_all_the_same_has_no_effect_size_and_says_why() -> None:
    scores = [row for n in range(3) for row in scored(n, "phq9", 20, 10 + n)]
    (found,) = read([course(n) for n in range(3)], scores)
    assert found.effects[0].sizes is None
    assert "before are the same for everybody" in (found.effects[0].why or "")
    assert found.effects[1].why == "0 of at least 3 people with two scores"


# --- the same as one at a time


def compare(found: Report, slow: Row) -> None:
    """Everything in a report against one course after the other."""
    told = rates(found)
    assert (found.courses, found.finished, found.treated) == tuple(
        slow[name] for name in ("courses", "finished", "treated")
    )
    outcome = slow["talking_therapies"]
    paired, cases = len(outcome), sum(it.case_at_start for it in outcome)
    left = found.treated - paired
    assert told["talking_therapies.paired"] == (paired, found.treated, 0)
    assert told["talking_therapies.from_start"] == (sum(slow["from_start"]), paired, left)
    for name in ("case_at_start", "reliable_improvement", "reliable_deterioration"):
        assert told[f"talking_therapies.{name}"] == (sum(getattr(it, name) for it in outcome), paired, left)
    for name in ("recovery", "reliable_recovery"):
        assert told[f"talking_therapies.{name}"] == (
            sum(bool(getattr(it, name)) for it in outcome),
            cases,
            left,
        )
    for measure, effect in zip(ASKED.measures, found.effects, strict=True):
        of = slow[measure.id]
        pairs = len(of["categories"])
        assert told[f"{measure.id}.paired"] == (pairs, found.treated, 0)
        counted = Counter(of["categories"])
        for name in outcomes.CATEGORIES:
            assert told[f"{measure.id}.{name}"] == (counted[name], pairs, found.treated - pairs)
        assert (effect.sizes, effect.missing) == (of["sizes"], found.treated - pairs)
        if measure.gain is not None:
            had, back = (sum(it[place] for it in of["gains"]) for place in (0, 1))
            looked = len(of["gains"])
            assert told[f"{measure.id}.gains"] == (had, looked, found.treated - looked)
            assert told[f"{measure.id}.gains_reversed"] == (back, had, 0)
    for rating in ("resolution_client", "resolution_clinician"):
        answers = slow[rating]
        assert told[rating] == (sum(it >= 4 for it in answers), len(answers), found.finished - len(answers))
    known = slow["completed"]
    assert told["completed"] == (sum(known), len(known), found.finished - len(known))
    due = slow["sessions_attended"] + slow["sessions_missed"]
    assert told["sessions_attended"] == (slow["sessions_attended"], due, 0)
    assert told["sessions_cancelled"] == (slow["sessions_cancelled"], due + slow["sessions_cancelled"], 0)
    for spread in found.spreads:
        values = slow[spread.what]
        assert (spread.of, spread.quartiles) == (len(values), slowly.quartiles(values))
        assert spread.mean == (sum(values) / len(values) if values else None)


@FEW
@given(services())
def test_every_outcome_is_what_one_course_at_a_time_counts(service: tuple[list[Row], list[Row]]) -> None:
    slow = slowly.told(*service, ASKED)
    found = {tuple(it.group.values()): it for it in read(*service, ASKED)}
    assert set(found) == set(slow)
    for group, told in slow.items():
        compare(found[group], told)
    (everybody,) = read(*service)
    compare(everybody, slowly.told(*service, EVERYBODY)[()])


@settings(max_examples=min(count(60), 5_000), deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.integers(0, 27), st.integers(0, 252).map(lambda it: it / 4)), max_size=12
    )
)
def test_sudden_gains_are_those_of_one_course(scores: list[Any]) -> None:
    rows = [(1, at, round(1_000 * it)) for at, it in enumerate(scores, start=1) if it is not None]
    frame = pl.LazyFrame(
        rows, schema={"course": pl.Int64, "session": pl.Int64, "score": pl.Int64}, orient="row"
    )
    for points in (0.001, 3, 6):
        found = gains.find(frame, least=int(1_000 * Fraction(str(points)))).collect().rows()
        slow = sudden_gains.find(scores, points=points)
        looked = slowly._looked(scores)
        assert found == ([(1, len(slow), sum(it.reversed_at is not None for it in slow))] if looked else [])


# --- however they are cut


@FEW
@given(services(), st.randoms(use_true_random=False))
def test_batches_their_order_and_the_partitions_change_nothing(
    service: tuple[list[Row], list[Row]], chance: Any
) -> None:
    courses, scores = service
    whole = outcomes.partial(frames(courses, scores), ASKED)
    batches: list[list[Row]] = [[] for _ in range(chance.randint(1, 5))]
    for one in courses:
        chance.choice(batches).append(one)
    partials = []
    for rows in batches:
        chance.shuffle(rows)
        mine = [it for it in scores if it["course"] in {one["course"] for one in rows}]
        chance.shuffle(mine)
        partials.append(outcomes.partial(frames(rows, mine), ASKED))
    chance.shuffle(partials)
    cut = chance.randint(0, len(partials) - 1)
    nested = [outcomes.combine(partials[:cut])] if cut else []
    together = outcomes.combine([*partials[cut:], *nested])
    assert together.equals(whole)
    assert outcomes.combine([together]).equals(together)
    assert report(together, ASKED) == report(whole, ASKED)


@FEW
@given(services())
def test_groups_add_up_to_everybody(service: tuple[list[Row], list[Row]]) -> None:
    split = outcomes.partial(frames(*service), ASKED)
    assert outcomes.combine([split.drop("protocol", "problem_area")]).equals(
        outcomes.partial(frames(*service), EVERYBODY)
    )


def test_a_partial_is_small_and_whole() -> None:
    found = outcomes.partial(frames([course(n, waiting_days=n % 7) for n in range(500)], []), EVERYBODY)
    assert found.schema == {"what": pl.String, "at": pl.Int64, "n": pl.Int64}
    assert len(found) < 30


# --- what is refused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"anxiety": "bai"}, "anxiety is one of gad7"),
        ({"by": ("protocol", "protocol")}, "by names one thing twice"),
        ({"by": ("finished",)}, "by cannot be called finished"),
        ({"measures": (PHQ9, PHQ9)}, "measures names one thing twice"),
        ({"measures": (Measure("sessions", 6, 0.9, 10),)}, "measures cannot be called sessions"),
    ],
)
def test_questions_that_cannot_be_asked(given: dict[str, Any], said: str) -> None:
    with pytest.raises(StatisticError, match=said):
        Asked(**given)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sd": 0}, "sd is a standard deviation"),
        ({"reliability": 1}, "reliability lies"),
        ({"cutoff": None}, "cutoff is a finite number"),
        ({"higher_is": "up"}, "higher_is says"),
        ({"gain": 0}, "gain is a fall above 0"),
        ({"higher_is": "better"}, "gain is a fall above 0"),
    ],
)
def test_measures_that_cannot_be(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(StatisticError, match=said):
        replace(PHQ9, **wrong)


def test_without_anxiety_the_outcomes_of_talking_therapies_are_left_out() -> None:
    (found,) = read([course(1)], [], Asked(anxiety=None))
    assert not any(it.name.startswith("talking_therapies") for it in found.rates)


@pytest.mark.parametrize(
    ("courses", "scores", "said"),
    [
        ([course(1), course(1)], [], "a course has more than one row"),
        ([course(1, finished=None)], [], "courses: one of .*finished.* is null"),
        ([course(1, waiting_days=-1)], [], "waiting_days is below 0"),
        ([course(1, resolution_client=6)], [], "resolution_client is not a whole number from 1 to 5"),
        ([course(1)], 2 * scored(1, "phq9", 3), "a session has a measure more than once"),
        ([course(1)], scored(1, "phq9", 3, start=-1), "session is below 0"),
        ([course(1)], scored(1, "phq9", float("nan")), "not a number within 10,000 points"),
        ([course(1)], scored(1, "phq9", 20_000), "not a number within 10,000 points"),
        ([], scored(1, "phq9", 3), "the course is not among the courses"),
    ],
)
def test_rows_that_hold_no_courses(courses: list[Row], scores: list[Row], said: str) -> None:
    with pytest.raises(ValueError, match=rf"{said}.* \(rows: 1\)"):
        check(frames(courses, scores), EVERYBODY)


def test_columns_that_are_not_there_or_hold_something_else() -> None:
    batch = frames([course(1)], scored(1, "phq9", 3))
    wrong = Courses(
        batch.courses.drop("finished").with_columns(sessions_missed=pl.lit("two"), course=pl.lit(None)),
        batch.scores.with_columns(pl.col("measure").cast(pl.Categorical), score=pl.lit("3")),
    )
    with pytest.raises(ValueError) as refused:
        check(wrong, ASKED)
    for said in (
        "no column finished",
        "sessions_missed cannot be String",
        "course cannot be Null",
        "score cannot be String",
    ):
        assert said in str(refused.value)
    assert "measure" not in str(refused.value)


def test_whole_scores_of_any_width_and_columns_of_nothing_pass() -> None:
    batch = frames([course(1)], scored(1, "phq9", 3))
    check(
        Courses(
            batch.courses.with_columns(problem_area=pl.lit(None), waiting_days=pl.lit(7, pl.Int64)),
            batch.scores.with_columns(pl.col("score").cast(pl.UInt8)),
        ),
        ASKED,
    )
    assert "problem_area" in COURSES
