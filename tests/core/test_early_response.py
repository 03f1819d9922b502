"""The first weeks: the rule against a slow second version, on every pair of scores."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from amity.core.change import early_response as early
from amity.core.phases.dates import week_begins

BEGAN = date(2026, 3, 2)
DAYS = st.integers(0, 120).map(lambda days: BEGAN + timedelta(days=days))
SCORES = st.lists(st.tuples(DAYS, st.integers(0, 27)), max_size=12, unique_by=lambda it: it[0])


def reading(
    scores: Sequence[tuple[date, int]], began: date, away: Sequence[tuple[date, date | None]] = ()
) -> early.Reading | None:
    """By the weeks of a course that began then."""
    week_4, week_7 = (week_begins(began, it, away) for it in early.WEEKS)
    return early.reading(scores, week_4, week_7)


def slowly(first: int, now: int) -> bool:
    """A point at a time: is the score below 10, or has a fifth of the first score gone?"""
    gone = 0
    while first - gone > now:
        gone += 1
    a_fifth_has_gone = now <= first and gone * 100 >= first * 20
    return not (now < 10 or a_fifth_has_gone)


def test_every_pair_of_scores() -> None:
    for first in range(28):
        for now in range(28):
            assert early.reason_to_talk(first, now) is slowly(first, now), (first, now)


def test_a_fall_of_exactly_a_fifth_is_enough_and_a_hair_less_is_not() -> None:
    assert early.reason_to_talk(20, 16) is False
    assert early.reason_to_talk(20, Fraction(1601, 100)) is True


AWAY = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 20)).map(
        lambda it: (it[0], None if it[1] is None else it[0] + timedelta(days=it[1]))
    ),
    max_size=2,
)


def counted(day: date, began: date, away: list[tuple[date, date | None]]) -> int:
    """Days of the course until then, one by one; those of a pause left out. Before it began: -1."""
    count, at = (0 if day >= began else -1), began
    while at < day:
        at += timedelta(days=1)
        count += not any(first <= at and (last is None or at <= last) for first, last in away)
    return count


@given(SCORES, DAYS, AWAY)
def test_which_scores_are_compared(
    scores: list[tuple[date, int]], began: date, away: list[tuple[date, date | None]]
) -> None:
    found = reading(scores, began, away)
    by_day = sorted(scores)
    ahead = (began + timedelta(days=days) for days in range(21, 400))
    week_4 = next((day for day in ahead if counted(day, began, away) == 21), None)
    opens = date.max if week_4 is None else week_4 - timedelta(days=3)
    later = [it for it in by_day if it[0] >= opens and counted(it[0], began, away) <= 41]
    if not later or by_day[0][0] >= opens:
        assert found is None
        return
    assert found is not None
    assert (found.first_on, found.first) == by_day[0]
    assert (found.now_on, found.now) == later[-1]
    assert found.applies is early.reason_to_talk(by_day[0][1], later[-1][1])


def test_a_first_score_of_before_the_first_session_does_not_begin_the_weeks() -> None:
    scores = [(BEGAN - timedelta(days=14), 20), (BEGAN + timedelta(days=7), 19)]
    assert reading(scores, BEGAN) is None
    week_4 = (BEGAN + timedelta(days=21), 19)
    found = reading([*scores, week_4], BEGAN)
    assert found is not None
    assert (found.first, found.now_on) == (20, week_4[0])
    early_answer = (BEGAN + timedelta(days=18), 19)
    assert reading([*scores, early_answer], BEGAN) is not None, "asked for the session of week 4"
    away = [(BEGAN + timedelta(days=7), BEGAN + timedelta(days=13))]
    assert reading([*scores, week_4], BEGAN, away) is None
    assert reading([*scores, week_4], BEGAN, [(BEGAN + timedelta(days=1), None)]) is None


def test_without_a_score_there_is_nothing_to_compare() -> None:
    assert reading([], BEGAN) is None


@given(SCORES)
def test_the_order_does_not_matter(scores: list[tuple[date, int]]) -> None:
    assert reading(scores, BEGAN) == reading(scores[::-1], BEGAN)


def test_the_arithmetic_that_is_shown() -> None:
    day4 = BEGAN + timedelta(days=21)
    shown = [(19, 20, -5), (20, 17, 15), (16, 13, 19), (27, 0, 100), (0, 12, None)]
    for first, now, percent in shown:
        found = reading([(BEGAN, first), (day4, now)], BEGAN)
        assert found is not None
        assert found.fall_percent == percent
