"""Which appointments count, which session is next, and when the course may end."""

from datetime import date, timedelta

import pytest

from amity.core.phases import Attendance, Count, CourseFacts, SessionFact, Standing, count, standing
from tests.core.phases_cast import MONDAY, course, ipt, week


def stand(facts: CourseFacts, today: date = MONDAY) -> Standing:
    return standing(ipt(), facts, today=today)


@pytest.mark.parametrize(
    ("letters", "session", "left"),
    [
        ("", 1, 16),
        ("a", 2, 15),
        ("l", 2, 15),
        ("d", 1, 16),
        ("c", 1, 16),
        ("p", 1, 16),
        ("adacla", 5, 12),
        ("a" * 15, 16, 1),
        ("a" * 16, 16, 0),
        ("a" * 16 + "p", 17, 0),
        ("a" * 17, 17, 0),
    ],
)
def test_attended_and_late_count(letters: str, session: int, left: int) -> None:
    found = stand(course(letters), today=week(len(letters)))
    assert (found.session, found.left, found.of) == (session, left, 16)
    assert found.held + found.left == found.of + found.beyond


def test_the_rule_is_said() -> None:
    assert stand(course()).counting_rule == ipt().counting.says


@pytest.mark.parametrize(
    ("letters", "today", "end"),
    [
        ("", MONDAY, week(15)),
        ("a", week(0), week(15)),
        ("ad", week(1), week(16)),
        ("ac", week(1), week(16)),
        ("ap", week(0), week(15)),
        ("aaa", week(5), week(17)),  # two weeks without an appointment: the next is today at the earliest
        ("aaa", week(5) + timedelta(days=1), week(18)),
        ("a" * 16, week(20), week(15)),
    ],
)
def test_the_end_is_projected_from_the_last_appointment(letters: str, today: date, end: date) -> None:
    found = stand(course(letters), today)
    assert found.projected_end == end
    assert found.days_left == max(0, (end - today).days)


def test_an_appointment_already_made_moves_those_after_it() -> None:
    moved = (SessionFact(week(0), Attendance.ATTENDED), SessionFact(week(1) + timedelta(days=2)))
    assert stand(course(sessions=moved)).projected_end == week(15) + timedelta(days=2)


def test_enough_appointments_made_give_the_end_themselves() -> None:
    made = tuple(SessionFact(MONDAY + timedelta(days=n)) for n in range(20))
    assert stand(course(sessions=made)).projected_end == MONDAY + timedelta(days=15)


def test_a_course_of_two_weeks_interval() -> None:
    assert stand(course("a", interval_days=14)).projected_end == MONDAY + timedelta(days=15 * 14)


def test_weeks_in_a_pause_are_skipped() -> None:
    away = ((week(2), week(3) + timedelta(days=6)),)
    assert stand(course("aa", pauses=away), week(1)).projected_end == week(17)


def test_nobody_knows_the_end_of_a_pause_without_one() -> None:
    found = stand(course("aa", pauses=((week(2), None),)), week(1))
    assert (found.projected_end, found.days_left) == (None, None)


def test_no_day_at_all_gives_no_end() -> None:
    assert stand(course(started_on=None)).projected_end is None


def test_an_appointment_without_a_day_is_not_a_day() -> None:
    assert stand(course(sessions=(SessionFact(None),))).projected_end == week(15)


def test_a_closed_course_ended_with_its_last_session() -> None:
    found = stand(course("aad", phase="closed"), week(4))
    assert (found.projected_end, found.days_left, found.due, found.overdue) == (week(1), None, (), ())
    assert stand(course("d", phase="closed")).projected_end is None


def test_the_course_may_outlive_the_calendar() -> None:
    late = course(sessions=(SessionFact(date(9999, 12, 30), Attendance.ATTENDED),))
    assert stand(late, date(9999, 12, 30)).projected_end is None
    assert stand(course("a", pauses=((week(1), date.max),))).projected_end is None


def test_unknown_phase_and_length_are_named() -> None:
    with pytest.raises(ValueError, match="has no phase 'midle'; it has not_begun, initial, middle"):
        stand(course(phase="midle"))
    with pytest.raises(ValueError, match="IPT is planned for 12 to 16 sessions, not 20"):
        stand(course(planned_sessions=20))


@pytest.mark.parametrize("letters", ["", "a", "adacla", "a" * 16, "a" * 16 + "p", "a" * 17, "ppp"])
def test_the_count_alone_is_what_the_standing_says(letters: str) -> None:
    found, facts = stand(course(letters)), course(letters)
    alone = count(ipt(), reversed(facts.sessions), facts.planned_sessions)
    assert alone == Count(found.session, found.of, found.held, found.left)
