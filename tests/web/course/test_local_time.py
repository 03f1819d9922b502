"""Local hours that the clocks skip or show twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.web.base.errors import Refused
from amity.web.course.local_time import comes_twice, instant, same_time_after

LONDON = ZoneInfo("Europe/London")
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]


def test_a_skipped_hour_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused, match=r"There is no 01:30 on 29 March 2026 .* Choose a time before or after"):
        instant(date(2026, 3, 29), time(1, 30), LONDON)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    moment = instant(date(2026, 10, 25), time(1, 30), LONDON)
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert comes_twice(moment, LONDON)
    assert not comes_twice(moment + timedelta(days=1), LONDON)


def test_a_week_on_it_is_the_same_hour_on_the_wall() -> None:
    before = instant(date(2026, 3, 26), time(14), LONDON)
    after = same_time_after(before, 7, LONDON)
    assert after.astimezone(LONDON).time() == time(14)
    assert after - before == timedelta(days=7) - timedelta(hours=1)


def test_a_skipped_hour_comes_an_hour_later_that_once() -> None:
    before = instant(date(2026, 3, 22), time(1, 30), LONDON)
    assert same_time_after(before, 7, LONDON).astimezone(LONDON).time() == time(2, 30)


@given(
    moment=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    name=st.sampled_from(ZONES),
)
def test_there_and_back(moment: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    here = moment.astimezone(zone)
    again = instant(here.date(), here.time(), zone)
    assert again.astimezone(zone).replace(tzinfo=None, fold=0) == here.replace(tzinfo=None, fold=0)
    assert again <= moment
