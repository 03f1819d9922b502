"""When somebody reads, in the service's own zone."""

from datetime import UTC, datetime

import pytest

from amity.web.people import queries
from amity.web.people.models import Service
from tests import cast


@pytest.fixture
def north(db: None) -> Service:
    return cast.service("Northgate", holidays=[datetime(2026, 4, 3).date(), datetime(2026, 4, 6).date()])  # noqa: DTZ001


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "reads", "closes"),
    [
        ("2026-03-02T10:00", "2026-03-02T10:00", "2026-03-02T17:00"),  # open
        ("2026-03-02T07:00", "2026-03-02T09:00", "2026-03-02T17:00"),  # before opening
        ("2026-03-02T17:00", "2026-03-03T09:00", "2026-03-03T17:00"),  # at closing
        ("2026-03-06T20:00", "2026-03-09T09:00", "2026-03-09T17:00"),  # Friday evening
        ("2026-03-28T12:00", "2026-03-30T08:00", "2026-03-30T16:00"),  # the clocks go forward
        ("2026-10-24T12:00", "2026-10-26T09:00", "2026-10-26T17:00"),  # and back
        ("2026-04-02T20:00", "2026-04-07T08:00", "2026-04-07T16:00"),  # Good Friday and Easter Monday
    ],
)
def test_working_moments(north: Service, now: str, reads: str, closes: str) -> None:
    assert queries.next_working_moment(north, at(now)) == at(reads)
    assert queries.end_of_working_day(north, at(now)) == at(closes)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-03-02T10:00", "Ada reads this today, before 17:00. Nobody reads it at once."),
        ("2026-03-02T16:30", "Ada reads this tomorrow from 9:00. Nobody reads it before then."),
        ("2026-03-02T07:00", "Ada reads this today from 9:00. Nobody reads it before then."),
        ("2026-03-06T20:00", "Ada reads this on Monday from 9:00. Nobody reads it before then."),
    ],
)
def test_the_sentence(north: Service, now: str, said: str) -> None:
    assert queries.reading_sentence(north, "Ada", at(now)) == said


def test_far_away_has_its_date(db: None) -> None:
    holidays = [datetime(2026, 3, day).date() for day in range(2, 20)]  # noqa: DTZ001
    closed = cast.service("Closed", holidays=holidays)
    assert "on Friday 20 March from 9:00" in queries.reading_sentence(closed, "Ada", at("2026-03-02T10:00"))


def test_a_service_that_never_opens_is_a_bug_not_an_endless_search(north: Service) -> None:
    north.working_days = ""
    with pytest.raises(ValueError, match="no working day"):
        queries.next_working_moment(north, at("2026-03-02T10:00"))
