"""When the stories' appointments are, seen from any time of the day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amity.web.demo import calendar

ZONE = ZoneInfo("Europe/London")
SUNDAY = datetime(2026, 11, 22, tzinfo=ZONE)
A_SESSION = timedelta(minutes=50)


@pytest.mark.parametrize("when", ["today 11:00", "today 16:00", "sun 11:00"])
def test_nobody_sits_in_the_room_when_the_next_client_is_due(when: str) -> None:
    for minutes in range(0, 24 * 60, 5):
        now = SUNDAY + timedelta(minutes=minutes)
        other, due = calendar.moment(when, now, ZONE), calendar.soon(now, ZONE)
        assert other + A_SESSION <= now or other >= due + A_SESSION, (now, other)


def test_weeks_ago_stay_where_they_were() -> None:
    now = SUNDAY + timedelta(hours=11)
    assert calendar.moment("2 weeks ago sun 11:00", now, ZONE) == now - timedelta(weeks=2)


@pytest.mark.parametrize(
    "day", [SUNDAY, datetime(2026, 7, 3, tzinfo=ZONE), datetime(2026, 10, 25, tzinfo=ZONE)]
)
def test_soon_is_on_the_same_day_at_any_hour(day: datetime) -> None:
    """A session of tomorrow cannot be recorded, nor does it stand among today's."""
    for minutes in range(24 * 60):
        now = (day + timedelta(minutes=minutes, seconds=40)).astimezone(UTC)
        due = calendar.soon(now, ZONE)
        assert due.astimezone(ZONE).date() == now.astimezone(ZONE).date(), now
        assert due.minute % calendar.STEP == 0
        assert -timedelta(minutes=2 * calendar.STEP) <= due - now <= calendar.SOON
