"""Beside the score: targets and steps, nights, weekends, and what stands out."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.errors import StatisticError
from amity.core.rhythms import (
    EVENINGS_BEFORE,
    SOURCES,
    Adherence,
    Middle,
    Night,
    activity_rose,
    feeling_rose,
    most_usual,
    night,
    nights,
    sleep_fell,
    steps_to,
    target_adherence,
    weekday_weekend,
)
from tests.core import slow_rhythms

MONDAY = date(2026, 3, 2)


# --- targets


def test_near_a_target_is_45_minutes_at_most_and_counts_entries_with_a_target() -> None:
    week: dict[str, list[int | None]] = {"dinner": [900, 945, 946, 855, 854, None, 900], "nap": [600]}
    assert target_adherence(week, {"dinner": 900, "to_bed": 1200}) == Adherence(within=4, of=6)
    assert target_adherence(week, {"dinner": 900}).value == Fraction(2, 3)


def test_a_target_may_change_within_a_week_and_a_day_may_have_none() -> None:
    found = target_adherence({"dinner": [900, 900, 900]}, {"dinner": [None, 900, 960]})
    assert found == Adherence(within=1, of=2)
    assert target_adherence({"dinner": [900] * 3}, {"dinner": [900]}) == Adherence(1, 1)


def test_without_targets_nothing_is_said_which_is_not_0() -> None:
    assert target_adherence({"dinner": [900]}, {}).value is None
    assert target_adherence({"dinner": [900]}, {"dinner": None}).value is None
    assert target_adherence({"dinner": [100]}, {"dinner": 900}).value == 0
    assert target_adherence({"dinner": [900]}, {"dinner": 900}).value == 1


def test_a_target_that_is_no_time_is_refused() -> None:
    with pytest.raises(StatisticError, match="the target of dinner"):
        target_adherence({"dinner": [900]}, {"dinner": 9_000})


TIMES = st.integers(-1440, 2879)
NOWS = TIMES | st.fractions(-1440, 2879, max_denominator=7)


@given(NOWS, TIMES, st.integers(1, 240))
def test_steps_end_at_the_goal_and_none_is_longer_than_a_step(now: Any, goal: int, step: int) -> None:
    found = steps_to(now, goal, step=step)
    assert list(found) == slow_rhythms.steps(float(now), goal, step)
    assert bool(found) == (now != goal)
    if found:
        assert found[-1] == goal
        lengths = [abs(later - sooner) for sooner, later in zip((now, *found), found, strict=False)]
        assert max(lengths) <= step
        assert lengths[0] == min(lengths)
        assert min(lengths) > 0
        assert len({later > sooner for sooner, later in zip((now, *found), found, strict=False)}) == 1


def test_later_goes_the_same_way_and_half_an_hour_is_usual() -> None:
    assert steps_to(180, 250) == (190, 220, 250)
    assert steps_to(180, 180) == ()
    assert steps_to(180, 210) == (210,)


@pytest.mark.parametrize("step", [0, 241, True, 7.5])
def test_a_step_that_is_none_is_refused(step: Any) -> None:
    with pytest.raises(StatisticError, match="step is 1 to 240"):
        steps_to(0, 60, step=step)


@pytest.mark.parametrize(("now", "goal"), [(2880, 0), (0, -1441), (Fraction(5760, 1), 0), (1.5, 0)])
def test_steps_between_what_is_no_time_are_refused(now: Any, goal: int) -> None:
    with pytest.raises(StatisticError, match="no time of a day lived"):
        steps_to(now, goal)


# --- nights


def test_a_night_and_its_middle() -> None:
    assert night(1140, 180) == Night(480, 1380)
    assert night(1140, 181) == Night(481, Fraction(2761, 2))
    assert night(1140, -30).minutes == 270


def test_a_night_in_which_clocks_change_is_as_long_as_it_was() -> None:
    assert (night(1140, 180, clock_forward=60).minutes, night(1140, 180, clock_forward=-60).minutes) == (
        420,
        540,
    )


@pytest.mark.parametrize(
    ("to_bed", "up", "reason"),
    [
        (None, 180, "not_recorded"),
        (1140, None, "not_recorded"),
        (1440, 0, "not_in_order"),
        (1439, 0, None),
        (1440, -1, "not_in_order"),
        (180, 180, None),
        (180, 181, "longer_than_a_day"),
    ],
)
def test_a_night_that_is_none_says_why(to_bed: int | None, up: int | None, reason: str | None) -> None:
    found = night(to_bed, up)
    assert found.reason == reason
    assert (found.minutes is None) == (found.mid_sleep is None) == (reason is not None)


def test_nights_lie_between_days() -> None:
    found = nights([1140, None, 1170, 1000], [180, 200, 190, 210])
    assert [it.minutes for it in found] == [500, None, 480]
    assert nights([], []) == nights([1140], [180]) == ()
    assert [it.minutes for it in nights([1140, 1140], [180, 180], clocks_forward=[60])] == [420]


@pytest.mark.parametrize(("beds", "ups", "forward"), [([1], [1, 2], None), ([1, 2], [1, 2], [0, 0])])
def test_rows_that_do_not_belong_together_are_refused(beds: Any, ups: Any, forward: Any) -> None:
    with pytest.raises(StatisticError, match="do not belong together"):
        nights(beds, ups, clocks_forward=forward)


def test_a_night_of_what_is_no_time_is_refused() -> None:
    for wrong in ({"to_bed": 9_000, "out_of_bed": 0}, {"to_bed": 0, "out_of_bed": 9_000}):
        with pytest.raises(StatisticError, match="no time of a day lived"):
            night(**wrong)
    with pytest.raises(StatisticError, match="clock_forward"):
        night(0, 0, clock_forward=9_000)


# --- weekends


def test_weekdays_and_weekends_beside_each_other() -> None:
    up = dict(
        zip((MONDAY + timedelta(n) for n in range(7)), (180, 190, 185, None, 185, 300, 361), strict=True)
    )
    found = weekday_weekend(up)
    assert found.weekday == Middle(4, 185, 185)
    assert found.weekend == Middle(2, Fraction(661, 2), Fraction(661, 2))
    assert found.later_by == Fraction(291, 2)


def test_going_to_bed_belongs_to_the_evening_before() -> None:
    to_bed = {MONDAY + timedelta(n): 1140 + (60 if n in (4, 5) else 0) for n in range(7)}
    found = weekday_weekend(to_bed, weekend=EVENINGS_BEFORE)
    assert (found.later_by, found.weekend.times, found.weekday.times) == (60, 2, 5)


def test_a_side_without_times_has_no_middle() -> None:
    assert weekday_weekend({MONDAY: 180}).later_by is None
    assert weekday_weekend({MONDAY + timedelta(5): 180}).later_by is None
    assert weekday_weekend({}).weekday == Middle(0, None, None)


def test_what_is_no_day_of_the_week_or_no_time_is_refused() -> None:
    with pytest.raises(StatisticError, match="7 is no day of the week"):
        weekday_weekend({}, weekend={7})
    with pytest.raises(StatisticError, match="2026-03-02: 9000"):
        weekday_weekend({MONDAY: 9_000})


# --- what stands out


@pytest.mark.parametrize(("newest", "said"), [(300, []), (299, ["one_short_night"])])
def test_one_night_is_short_by_more_than_three_hours(newest: int, said: list[str]) -> None:
    assert [it.kind for it in sleep_fell([480] * 10 + [newest])] == said


@pytest.mark.parametrize(("newest", "said"), [(361, []), (360, ["short_nights"])])
def test_three_nights_are_short_by_two_hours(newest: int, said: list[str]) -> None:
    assert [it.kind for it in sleep_fell([480] * 7 + [newest, None, newest])] == said
    assert sleep_fell([480] * 6 + [newest, None, newest]) == ()


def test_both_may_be_so_and_each_says_its_arithmetic_and_its_source() -> None:
    one, before, first, three = sleep_fell([480, 481] * 5 + [200, 205, 210])
    assert (one.newest, one.of_newest, one.usual, one.of_usual) == (210, 1, 480, 12)
    assert (three.newest, three.of_newest, three.usual, three.of_usual) == (205, 3, Fraction(961, 2), 10)
    assert one.words == (
        "The newest night: 3 h 30 min. Usual before it: 8 h, the median of 12 nights. That is 4 h 30 min "
        "less."
    )
    assert three.words == (
        "The newest 3 nights: 3 h 25 min, the median of 3 nights. Usual before them: 8 h 1/2 min, the median "
        "of 10 nights. That is 4 h 35 1/2 min less."
    )
    assert before.words.startswith(
        "The newest night but one: 3 h 25 min. Usual before it: 8 h, the median of 11"
    )
    assert first.words.startswith("The newest night but two: 3 h 20 min. Usual before it: 8 h 1/2 min,")
    assert [it.source for it in (one, three)] == [SOURCES["one_short_night"], SOURCES["short_nights"]]


@pytest.mark.parametrize(
    "row",
    [
        [],
        [None],
        [480] * 6 + [100],  # six nights say nothing of what is usual
        [480] * 20 + [None],  # nothing is known of the newest
        [100] * 14 + [480],  # longer
    ],
)
def test_too_little_or_nothing_to_say_of_sleep(row: list[int | None]) -> None:
    assert sleep_fell(row) == ()


@pytest.mark.parametrize("since", [[], [480], [None], [480, 470], [None, None], [480, None]])
def test_a_short_night_is_said_on_its_day_and_the_two_after(since: list[int | None]) -> None:
    found = sleep_fell([480] * 13 + [200, *since], newest_on=date(2026, 3, 1) + timedelta(len(since)))
    (it,) = (sign for sign in found if sign.kind == "one_short_night")
    assert it.words.startswith("The night after 1 March: 3 h 20 min. Usual before it: 8 h, the median of 13 ")
    assert sleep_fell([480] * 13 + [200] + [480] * 3) == ()


def test_usual_is_what_was_so_lately() -> None:
    """Of the nights before, the fourteen newest alone: those of long ago are not usual any more."""
    assert sleep_fell([900] * 30 + [480] * 14 + [310]) == ()
    assert sleep_fell([900] * 30 + [480] * 14 + [310] * 3) != ()
    assert sleep_fell([900] * 15 + [480] * 7 + [None] * 7 + [310]) == ()
    assert sleep_fell([480] * 7 + [None] * 7 + [100]) != ()
    assert sleep_fell([480] * 7 + [None] * 8 + [100]) == ()


@pytest.mark.parametrize(
    ("before", "newest", "said"),
    [
        (5, [8, 8, 8], True),
        (5, [7, 7, 7], False),
        (6, [9, 9, 9], True),
        (7, [10, 10, 10], False),  # three more, but not half as many again
        (8, [12, 12, 12], True),
        (0, [3, None, 3], True),
        (0, [2, 2, 2], False),
        (3, [5, 5, 5], False),  # half as many again, but not three more
        (5, [None, 9, None], False),
    ],
)
def test_more_activities_are_half_as_many_again_and_three_more(
    before: int, newest: list[int | None], said: bool
) -> None:
    assert len(activity_rose([before] * 7 + newest)) == said
    assert activity_rose([before] * 6 + newest) == ()
    if not said:
        assert activity_rose([before] * 7 + newest) == ()


def test_a_rise_says_its_arithmetic_and_its_source() -> None:
    (it,) = activity_rose([5, 6] * 4 + [9, None, 10])
    assert it.words == (
        "The newest 3 days: 9 1/2 a day, the median of 2 days. Usual before them: 5 1/2, the median of 8 "
        "days."
    )
    assert (it.newest, it.of_newest, it.usual, it.of_usual) == (Fraction(19, 2), 2, Fraction(11, 2), 8)
    assert it.source == SOURCES["more_activities"]
    assert "not tested" in it.source
    assert activity_rose([9] * 30 + [5] * 14 + [9] * 3) != ()


@pytest.mark.parametrize("of", [*range(3, 30)])
def test_more_can_be_shown_from_the_most_that_may_be_usual_and_from_no_more(of: int) -> None:
    most = most_usual(of)
    assert activity_rose([most] * 7 + [of] * 3) != ()
    assert activity_rose([most + 1] * 7 + [of] * 3) == ()


@pytest.mark.parametrize(
    ("before", "newest", "said"),
    [
        (0, [3, 3, 3], True),
        (0, [2, 2, 2], False),
        (-1, [2, 2, 2], True),
        (-4, [1, 1, 1], False),  # up from a low, and hardly above as usual
        (-4, [2, None, 2], True),
        (2, [5, 5, 5], True),
        (3, [5, 5, 5], False),
        (0, [None, 5, None], False),
        (0, [3, -3, 3], True),
    ],
)
def test_energy_and_mood_rise_by_three_points_and_above_as_usual(
    before: int, newest: list[int | None], said: bool
) -> None:
    for kind, word in (("energy_rose", "Energy on"), ("mood_rose", "Mood on")):
        found = feeling_rose(kind, [before] * 7 + newest)  # type: ignore[arg-type]
        assert len(found) == said
        assert all(it.kind == kind and it.words.startswith(word) for it in found)
        assert feeling_rose(kind, [before] * 6 + newest) == ()  # type: ignore[arg-type]


def test_a_rise_of_energy_says_its_arithmetic_and_its_source() -> None:
    (it,) = feeling_rose("mood_rose", [5] * 20 + [-1, 0] * 7 + [3, None, 4])
    assert it.words == (
        "Mood on the newest 3 days: +3 1/2, the median of 2 days. Usual before them: −1/2, the median of 14 "
        "days."
    )
    assert (it.newest, it.of_newest, it.usual, it.of_usual) == (Fraction(7, 2), 2, Fraction(-1, 2), 14)
    assert "not tested" in it.source
    with pytest.raises(StatisticError, match="days are whole points from -5 to 5"):
        feeling_rose("mood_rose", [6])


@pytest.mark.parametrize("wrong", [-1, 1441, True, 7.5, "8"])
def test_what_is_no_night_or_no_count_is_refused(wrong: Any) -> None:
    with pytest.raises(StatisticError, match="nights are whole minutes from 0 to 1440"):
        sleep_fell([wrong])
    with pytest.raises(StatisticError, match="activities are whole activities from 0 to 100"):
        activity_rose([wrong])


def test_the_ends_of_what_can_be_counted_are_taken() -> None:
    assert sleep_fell([1440] * 7 + [0])[0].newest == 0
    assert activity_rose([0] * 7 + [100] * 3)[0].newest == 100


@given(st.lists(st.none() | st.integers(0, 1440), max_size=25), st.integers(0, 25))
def test_nothing_old_enough_changes_what_is_said(row: list[int | None], older: int) -> None:
    """Only the newest seventeen count."""
    assert sleep_fell([700] * older + [None] * 17 + row) == sleep_fell([None] * 17 + row)
