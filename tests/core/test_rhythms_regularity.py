"""The Social Rhythm Metric of a week: worked weeks, a slow twin, and what must not matter."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import rhythms
from amity.core.errors import StatisticError
from amity.core.rhythms import srm
from tests.core import slow_rhythms
from tests.counts import count

MANY = settings(max_examples=count(300), deadline=None)
TIMES = st.none() | st.integers(0, 1679) | st.integers(420, 520)  # any, and some that lie near each other
ROWS = st.lists(TIMES, min_size=7, max_size=7)
WEEKS = st.dictionaries(st.sampled_from(["out_of_bed", "dinner", "to_bed", "nap"]), ROWS)
Week = dict[str, list[int | None]]


def at(*clocks: str) -> list[int | None]:
    """Minutes after the midnight that a day began with; "24:30" is after the next, "-" not noted."""
    return [None if it == "-" else int(it[:-3]) * 60 + int(it[-2:]) for it in clocks]


# Amity handbook, section 4.19
WORKED: Week = {
    "out_of_bed": at("07:00", "07:10", "07:05", "06:55", "07:20", "09:30", "08:00"),
    "first_contact": at("07:30", "07:40", "07:35", "07:30", "08:00", "10:00", "09:00"),
    "start_work": at("09:00", "09:00", "09:05", "09:00", "09:10", "-", "-"),
    "dinner": at("18:30", "19:00", "18:45", "20:30", "18:30", "18:40", "-"),
    "to_bed": at("23:00", "23:15", "23:10", "22:55", "24:30", "25:30", "23:05"),
}


def test_the_worked_week() -> None:
    found = srm(WORKED)
    assert found.value == Fraction(26, 5)
    assert {id: it.hits for id, it in found.activities.items()} == dict(
        zip(WORKED, (6, 5, 5, 5, 5), strict=True)
    )
    assert found.activities["dinner"].habitual_minutes == 18 * 60 + 41
    assert found.activities["dinner"].left_out == (3,)
    assert (found.hits, found.qualifying, found.days_recorded) == (26, 5, 7)
    assert (found.reason, found.is_incomplete, found.algorithm_version) == (None, False, "srm_1")


def test_an_activity_with_two_times_drops_out_and_the_divisor_with_it() -> None:
    found = srm(WORKED | {"dinner": at("18:30", "20:30")})
    assert found.value == Fraction(21, 4)
    dinner = found.activities["dinner"]
    assert (dinner.times, dinner.hits, dinner.habitual_minutes, dinner.qualifies) == (2, None, None, False)
    assert dinner.left_out == ()


@pytest.mark.parametrize("week", [{}, {"dinner": []}, {"dinner": [None] * 7}])
def test_a_week_without_entries_has_no_score_and_is_never_0(week: Week) -> None:
    found = srm(week)
    assert (found.value, found.hits, found.reason) == (None, None, "nothing_recorded")
    assert (found.qualifying, found.days_recorded, found.is_incomplete) == (0, 0, True)


def test_a_week_in_which_no_activity_has_three_times_says_so() -> None:
    found = srm({"dinner": at("18:30", "18:30"), "nap": at("-", "-", "14:00")})
    assert (found.value, found.hits, found.reason, found.days_recorded) == (None, None, "too_few_times", 3)


def test_a_week_with_no_hit_is_0_and_not_missing() -> None:
    found = srm({"dinner": at("10:00", "13:00", "16:00", "19:00")})
    assert (found.value, found.reason) == (0, None)


@pytest.mark.parametrize(("days", "incomplete"), [(4, True), (5, False)])
def test_fewer_than_five_days_are_marked_and_scored(days: int, incomplete: bool) -> None:
    found = srm({"dinner": at(*["18:30"] * days)})
    assert (found.value, found.is_incomplete) == (days, incomplete)


def test_days_are_counted_over_all_activities() -> None:
    week = {"dinner": at("18:30", "-", "18:30", "-", "18:30"), "nap": at("-", "14:00", "-", "14:00")}
    assert srm(week).days_recorded == 5


@pytest.mark.parametrize(("last", "hits"), [(45, 4), (46, 2)])
def test_a_hit_is_45_minutes_away_at_most(last: int, hits: int) -> None:
    found = srm({"a": [-last, last, 0, 0]}).activities["a"]
    assert (found.habitual_minutes, found.left_out, found.hits) == (0, (), hits)


def test_exactly_45_minutes_from_a_habitual_time_that_is_no_whole_number() -> None:
    """With the mean 30 1/3 75 is 44 2/3 away, a hit; of 7, 8 and 76 the last is 45 2/3 away, and none."""
    assert srm({"a": [8, 8, 75]}).activities["a"].hits == 3
    assert srm({"a": [7, 8, 76]}).activities["a"].hits == 2


def test_of_four_times_none_is_further_than_one_and_a_half_standard_deviations() -> None:
    """The furthest of four is exactly 1.5 away, which a float may call further."""
    for one in range(1, 400):
        found = srm({"a": [100, 100, 100, 100 + one]}).activities["a"]
        assert (found.left_out, found.habitual_minutes) == (
            (),
            100 + rhythms.regularity.whole(Fraction(one, 4)),
        )


def test_the_standard_deviation_is_that_of_a_sample() -> None:
    """Of five, 4 times t and one further: 4/√5 = 1.79 standard deviations, left out. Of four with n: 1.73."""
    assert srm({"a": [0, 0, 0, 0, 60]}).activities["a"].left_out == (4,)
    assert srm({"a": [0, 0, 0, 60]}).activities["a"].left_out == ()


def test_a_time_left_out_of_the_habitual_time_may_still_be_a_hit() -> None:
    found = srm({"a": [0, 0, 0, 0, 30]}).activities["a"]
    assert (found.left_out, found.habitual_minutes, found.hits) == ((4,), 0, 5)


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ([1] * 8, "a has 8 entries; a week has 7 days"),
        ([True], "a: True is no time"),
        ([1.0], r"a: 1\.0 is no time"),
        (["07:00"], "a: '07:00' is no time"),
        ([-1441], "a: -1441 is no time"),
        ([2880], "a: 2880 is no time"),
        ("0700", "a is a list of times"),
        (7, "a is a list of times"),
    ],
)
def test_what_is_no_week_is_refused_and_named(times: Any, why: str) -> None:
    with pytest.raises(StatisticError, match=why):
        srm({"a": times})


def test_a_time_may_be_a_day_early_or_late() -> None:
    assert srm({"a": [-1440, 2879]}).activities["a"].times == 2


# --- the slow twin, and what must not matter


def assert_like_the_twin(week: Mapping[str, Sequence[int | None]]) -> None:
    found, slow = srm(week), slow_rhythms.srm(week)
    assert {id: it.hits for id, it in found.activities.items() if it.qualifies} == slow["hits"]
    for id, minutes in slow["habitual"].items():
        assert found.activities[id].habitual_minutes == pytest.approx(minutes, abs=1e-6)
    assert (found.value is None) == (slow["value"] is None)
    assert slow["value"] is None or found.value == pytest.approx(slow["value"])
    assert found.days_recorded == slow["days"]


@MANY
@given(WEEKS)
def test_the_slow_twin_counts_the_same(week: Week) -> None:
    assert_like_the_twin(week)


def test_the_slow_twin_counts_the_same_of_many_weeks_around_the_lines() -> None:
    """Times near each other, so that hits, misses and times left out lie close together."""
    chance = random.Random(20261123)
    for _ in range(count(5_000)):
        wide = chance.choice((20, 60, 120, 600))
        assert_like_the_twin(
            {id: [chance.choice((None, *[chance.randrange(wide)] * 4)) for _ in range(7)] for id in "abc"}
        )


@MANY
@given(WEEKS, st.randoms(use_true_random=False))
def test_the_order_of_days_and_of_activities_does_not_matter(week: Week, chance: random.Random) -> None:
    order = chance.sample(range(7), 7)
    ids = chance.sample(list(week), len(week))
    shuffled = {id: [week[id][day] for day in order] for id in ids}
    one, other = srm(week), srm(shuffled)
    assert (one.value, one.reason, one.hits, one.days_recorded) == (
        other.value,
        other.reason,
        other.hits,
        other.days_recorded,
    )
    for id in week:
        assert one.activities[id].habitual_minutes == other.activities[id].habitual_minutes
        assert {order[day] for day in other.activities[id].left_out} == set(one.activities[id].left_out)


@MANY
@given(WEEKS, st.integers(-1440, 1200))
def test_a_week_that_is_all_later_is_as_regular(week: Week, later: int) -> None:
    moved = {id: [None if it is None else it + later for it in row] for id, row in week.items()}
    one, other = srm(week), srm(moved)
    assert (one.value, one.hits) == (other.value, other.hits)
    for id, it in one.activities.items():
        if it.habitual_minutes is not None:
            assert other.activities[id].habitual_minutes == it.habitual_minutes + later


@MANY
@given(WEEKS)
def test_the_score_is_0_to_7_and_no_activity_has_more_hits_than_times(week: Week) -> None:
    found = srm(week)
    assert found.value is None or 0 <= found.value <= 7
    for it in found.activities.values():
        assert it.hits is None or 0 <= it.hits <= it.times
        assert it.times - len(it.left_out) >= min(1, it.times)


@MANY
@given(st.integers(0, 1439), st.integers(3, 7))
def test_a_week_by_the_clock_is_as_regular_as_it_has_days(time: int, days: int) -> None:
    assert srm({"a": [time] * days}).value == days
