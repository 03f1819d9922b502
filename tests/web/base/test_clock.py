"""The one clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from amity.web.base import clock


def test_it_is_aware_and_goes() -> None:
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first


def test_it_stands_only_inside_its_block() -> None:
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    with clock.set_to(moment):
        assert clock.now() == moment
        assert clock.today(ZoneInfo("Asia/Tokyo")) == date(2026, 3, 2)
        with clock.set_to(datetime(2020, 1, 1, tzinfo=UTC)):
            assert clock.now().year == 2020
        assert clock.now() == moment
    assert clock.now().year != 2020


def test_it_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="with its zone"), clock.set_to(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
