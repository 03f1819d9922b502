"""Which day lived an instant belongs to: clocks that change, journeys, and a slow twin."""

import random
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.errors import StatisticError
from amity.core.rhythms import DAY_START, Lived, clock_forward, clock_of, lived, minutes_of
from tests.core import slow_rhythms
from tests.counts import count

AMSTERDAM, NEW_YORK = ZoneInfo("Europe/Amsterdam"), ZoneInfo("America/New_York")
ZONES = (
    *("Europe/Amsterdam", "Europe/London", "Europe/Lisbon", "Atlantic/Azores", "America/New_York"),
    *("America/St_Johns", "America/Santiago", "America/Havana", "America/Sao_Paulo", "Asia/Kathmandu"),
    *("Asia/Kolkata", "Asia/Tehran", "Asia/Beirut", "Africa/Casablanca", "Australia/Lord_Howe"),
    *("Australia/Adelaide", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Antarctica/Troll"),
)
CLOCKS = st.times().map(lambda it: it.replace(second=0, microsecond=0))


@cache
def changes(name: str) -> tuple[datetime, ...]:
    """The hours in which the clocks of a place change, 2009 to 2030."""
    zone = ZoneInfo(name)
    days = [datetime(2009, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(21 * 366)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    return tuple(
        next(
            hour
            for n in range(1, 25)
            if (hour := day + timedelta(hours=n)).astimezone(zone).utcoffset() != was
        )
        for day, was, then in zip(days, offsets, offsets[1:], strict=False)
        if was != then
    )


def test_ten_thousand_instants_fall_where_the_slow_twin_says() -> None:
    """Half of them within a day of a change of clocks; every day start, the usual one most."""
    chance = random.Random(20261123)
    near = 0
    for _ in range(count(10_000)):
        name = chance.choice(ZONES)
        instant = datetime(2009, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(20 * 366 * 86_400))
        if (turns := changes(name)) and chance.random() < 0.5:
            instant = chance.choice(turns) + timedelta(seconds=chance.randrange(-86_400, 86_400))
            near += 1
        start = chance.choice((DAY_START, DAY_START, time(chance.randrange(24), chance.randrange(60))))
        found = lived(instant.astimezone(ZoneInfo(chance.choice(ZONES))), ZoneInfo(name), start)
        slow = slow_rhythms.lived(instant, ZoneInfo(name), start)
        assert (found.on.isoformat(), found.minutes) == slow, (name, instant, start)
        assert 0 <= found.minutes < 1440
        assert clock_of(found.minutes, start) == instant.astimezone(ZoneInfo(name)).time().replace(
            second=0, microsecond=0
        )
    assert near >= count(10_000) // 4


def test_after_midnight_is_still_the_day_before() -> None:
    assert lived(datetime(2026, 3, 6, 0, 30, tzinfo=AMSTERDAM), AMSTERDAM) == Lived(date(2026, 3, 5), 1230)
    assert lived(datetime(2026, 3, 6, 3, 59, 59, tzinfo=AMSTERDAM), AMSTERDAM) == Lived(
        date(2026, 3, 5), 1439
    )
    assert lived(datetime(2026, 3, 6, 4, 0, tzinfo=AMSTERDAM), AMSTERDAM) == Lived(date(2026, 3, 6), 0)


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25)])
def test_seven_in_the_morning_is_seven_also_when_clocks_change(day: date) -> None:
    at_seven = datetime.combine(day, time(7), AMSTERDAM)
    assert lived(at_seven.astimezone(UTC), AMSTERDAM) == Lived(day, 180)


def test_an_hour_that_comes_twice_has_the_same_minutes_twice() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    twice = [lived(first + timedelta(hours=n), AMSTERDAM) for n in (0, 1)]
    assert twice == [Lived(date(2026, 10, 24), 22 * 60 + 30)] * 2


def test_a_traveller_lives_by_the_clock_of_the_place() -> None:
    landed = datetime(2026, 6, 1, 22, 0, tzinfo=UTC)
    assert lived(landed, NEW_YORK) == Lived(date(2026, 6, 1), 14 * 60)
    assert lived(landed, AMSTERDAM) == Lived(date(2026, 6, 1), 20 * 60)


def test_of_a_day_that_a_place_left_out_only_its_night_is_lived() -> None:
    """Samoa went from 29 to 31 December 2011: by the calendar, the night before the 31st is the 30th's."""
    apia, began = ZoneInfo("Pacific/Apia"), datetime(2011, 12, 29, tzinfo=UTC)
    found = [lived(began + timedelta(hours=hour), apia) for hour in range(96)]
    assert [it.minutes for it in found if it.on == date(2011, 12, 30)] == [1200, 1260, 1320, 1380]


def test_getting_up_before_the_day_start_opens_the_day_to_come() -> None:
    early = datetime(2026, 3, 6, 3, 30, tzinfo=AMSTERDAM)
    assert lived(early, AMSTERDAM, opens=True) == Lived(date(2026, 3, 6), -30)
    assert lived(early, AMSTERDAM) == Lived(date(2026, 3, 5), 1410)
    late = datetime(2026, 3, 6, 23, 30, tzinfo=AMSTERDAM)
    assert lived(late, AMSTERDAM, opens=True) == lived(late, AMSTERDAM) == Lived(date(2026, 3, 6), 1170)


@given(CLOCKS, CLOCKS, st.booleans())
def test_a_clock_goes_there_and_back(clock: time, start: time, opens: bool) -> None:
    minutes = minutes_of(clock, start, opens=opens)
    assert clock_of(minutes, start) == clock
    assert (minutes < 0) == (opens and clock < start)
    assert -1440 < minutes < 1440


def test_an_instant_has_a_zone_and_a_day_starts_at_a_whole_minute() -> None:
    with pytest.raises(StatisticError, match="has no zone"):
        lived(datetime(2026, 3, 6, 7), AMSTERDAM)  # noqa: DTZ001 - that is the fault
    for wrong in (time(4, 0, 1), time(4, 0, 0, 1), time(4, tzinfo=UTC)):
        with pytest.raises(StatisticError, match="whole minute"):
            minutes_of(time(7), wrong)
    with pytest.raises(StatisticError, match="no time of a day lived"):
        clock_of(2880)


def test_seconds_of_the_clock_are_left_off() -> None:
    assert minutes_of(time(7, 0, 59)) == 180


@pytest.mark.parametrize(
    ("night_of", "into", "minutes"),
    [
        (date(2026, 3, 28), None, 60),
        (date(2026, 3, 29), None, 0),
        (date(2026, 10, 24), None, -60),
        (date(2026, 6, 1), NEW_YORK, -360),
        (date(2026, 3, 28), NEW_YORK, -300),
        (date(2026, 6, 1), timezone(timedelta(hours=2, seconds=20)), 0),
    ],
)
def test_how_far_the_clock_goes_forward_in_a_night(night_of: date, into: tzinfo | None, minutes: int) -> None:
    assert clock_forward(night_of, AMSTERDAM, into) == minutes


def test_a_zone_without_an_offset_cannot_say() -> None:
    class Nowhere(tzinfo):
        def utcoffset(self, when: datetime | None) -> None:
            return None

        dst = tzname = utcoffset

    for zone, into in ((Nowhere(), AMSTERDAM), (AMSTERDAM, Nowhere())):
        with pytest.raises(StatisticError, match="knows no offset"):
            clock_forward(date(2026, 3, 28), zone, into)
