"""Dates as people say them, dots with their words, icons that stay silent."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import timezone

from amity.web.base import icons
from amity.web.base.templatetags import amity
from tests.conftest import StoppedClock

pytestmark = pytest.mark.usefixtures("clock")  # Monday 2 March 2026, 10:00 UTC


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 11, 24), "Tue 24 Nov"),
        (date(2025, 9, 3), "Wed 3 Sept 2025"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "Mon 2 Mar"),
        (None, ""),
    ],
)
def test_day(value: date | None, words: str) -> None:
    assert amity.day(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 3, 2, 9, 14, tzinfo=UTC), "today 09:14"),
        (datetime(2026, 3, 1, 21, 14, tzinfo=UTC), "yesterday 21:14"),
        (datetime(2026, 3, 3, 8, 0, tzinfo=UTC), "tomorrow 08:00"),
        (datetime(2026, 10, 12, 21, 14, tzinfo=UTC), "12 Oct 21:14"),
        (datetime(2025, 10, 12, 21, 14, tzinfo=UTC), "12 Oct 2025 21:14"),
        (None, ""),
    ],
)
def test_moment(value: datetime | None, words: str) -> None:
    assert amity.moment(value) == words


def test_a_moment_is_told_in_the_readers_time_zone() -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert amity.moment(late) == "yesterday 23:30"
    with timezone.override(ZoneInfo("Europe/Amsterdam")):
        assert amity.moment(late) == "today 00:30"
        assert amity.clock_time(late) == "00:30"
        assert amity.day(late) == "Mon 2 Mar"


def test_midnight_moves_today(clock: StoppedClock) -> None:
    clock.forward(hours=14)  # Tuesday, 00:00
    assert amity.near_day(date(2026, 3, 2)) == "yesterday"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 3, 1), "yesterday"),
        (date(2026, 3, 2), "today"),
        (datetime(2026, 3, 3, 9, tzinfo=UTC), "tomorrow"),
        (date(2026, 3, 5), "Thu 5 Mar"),
        (None, ""),
    ],
)
def test_near_day(value: date | None, words: str) -> None:
    assert amity.near_day(value) == words


def test_a_date_of_birth_has_its_year_and_no_weekday() -> None:
    assert amity.date_only(date(1990, 11, 24)) == "24 Nov 1990"
    assert amity.date_only(None) == ""


def test_a_clock_time_that_is_missing_is_empty() -> None:
    assert amity.clock_time(None) == ""


@pytest.mark.parametrize(
    ("now", "start", "classes"),
    [
        (6, 2, ["on"] * 2 + ["gain"] * 4 + [""] * 4),
        (3, 5, ["on"] * 3 + ["less"] * 2 + [""] * 5),
        (4, None, ["on"] * 4 + [""] * 6),
    ],
)
def test_dots_show_then_and_now(now: int, start: int | None, classes: list[str]) -> None:
    html = amity.meter(now, start)
    assert [part.split('"')[0] for part in html.split('<i class="')[1:]] == classes


def test_dots_are_said_in_words() -> None:
    assert 'aria-label="2 at the start, 6 now, of 10"' in amity.meter(6, 2)
    assert 'aria-label="4 of 10"' in amity.meter(4)


def test_a_missing_rating_is_not_a_zero() -> None:
    assert "not answered" in amity.meter(None, 3)


@pytest.mark.parametrize("name", icons.PATHS)
def test_icons_are_hidden_from_screen_readers(name: str) -> None:
    html = engines["django"].from_string('{% icon "' + name + '" %}').render()
    assert 'aria-hidden="true"' in html
    assert "style" not in html


def test_an_icon_nobody_drew_fails_loudly() -> None:
    with pytest.raises(KeyError):
        amity.icon("rocket")
