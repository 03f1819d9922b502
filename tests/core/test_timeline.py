"""Dates as exactly as they are known: read, said, spanned; windows, ticks, rows and what is near."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import timeline
from amity.core.timeline import (
    Approximate,
    Span,
    UnreadableDate,
    Window,
    in_words,
    read,
    read_period,
    span_of,
)
from tests.core import slow_timeline

DAYS = st.dates(date(1900, 3, 1), date(2190, 1, 1))


@st.composite
def whens(draw: st.DrawFn) -> Approximate:
    """Any date of any precision."""
    on, precision = draw(DAYS), draw(st.sampled_from(timeline.PRECISIONS))
    first = {
        "day": on,
        "month": on.replace(day=1),
        "season": on.replace(day=1, month=draw(st.sampled_from([3, 6, 9, 12]))),
        "year": on.replace(day=1, month=1),
    }[precision]
    return Approximate(first, precision, draw(st.booleans()))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Within a few years, so that many meet."""
    four = sorted(draw(st.lists(st.dates(date(2018, 1, 1), date(2020, 1, 1)), min_size=4, max_size=4)))
    return Span(*four)


@pytest.mark.parametrize(
    ("text", "first", "precision", "said"),
    [
        ("12 March 2021", date(2021, 3, 12), "day", "12 March 2021"),
        ("on the 12th of Mar. 2021", date(2021, 3, 12), "day", "12 March 2021"),
        ("March 12, 2021", date(2021, 3, 12), "day", "12 March 2021"),
        ("12/3/2021", date(2021, 3, 12), "day", "12 March 2021"),
        ("12. 3. 2021", date(2021, 3, 12), "day", "12 March 2021"),
        ("12-3-2021", date(2021, 3, 12), "day", "12 March 2021"),
        ("2021-03-12", date(2021, 3, 12), "day", "12 March 2021"),
        ("3/2021", date(2021, 3, 1), "month", "March 2021"),
        ("2021-03", date(2021, 3, 1), "month", "March 2021"),
        ("in SEPT 2021", date(2021, 9, 1), "month", "September 2021"),
        ("Spring 2019", date(2019, 3, 1), "season", "spring 2019"),
        ("the summer of 2019", date(2019, 6, 1), "season", "summer 2019"),
        ("fall 2019", date(2019, 9, 1), "season", "autumn 2019"),
        ("winter 2018", date(2018, 12, 1), "season", "winter 2018/19"),
        ("winter 1999/2000", date(1999, 12, 1), "season", "winter 1999/00"),
        (" 2015 ", date(2015, 1, 1), "year", "2015"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_said(text: str, first: date, precision: str, said: str) -> None:
    found = read(text)
    assert (found.first, found.precision, found.is_about) == (first, precision, False)
    assert in_words(found) == said
    for about in ("about", "Around", "circa", "c.", "ca.", "~"):
        assert in_words(read(f"{about} {text}")) == f"about {said}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" ", "Say when it was"),
        ("some time", "year is missing"),
        ("March", "year is missing"),
        ("12/3/21", "four figures"),
        ("early 2019", "cannot be read"),
        ("Ma 2019", "cannot be read"),
        ("May 2019/20", "cannot be read"),
        ("3 Smarch 2019", "cannot be read"),
        ("31 February 2019", "no such day"),
        ("3/14/2019", "no such day"),
        ("0/2019", "cannot be read"),
        ("0000", "cannot be read"),
        ("spring 0000", "cannot be read"),
        ("spring 2018/19", "Only a winter"),
        ("winter 2018/20", "Only a winter"),
        ("1019", "very far away"),
        ("2919", "very far away"),
    ],
)
def test_what_is_no_date_says_why_and_what_to_write(text: str, why: str) -> None:
    with pytest.raises(UnreadableDate, match=why):
        read(text)


@given(whens())
def test_what_is_said_is_read_again(when: Approximate) -> None:
    assert read(in_words(when)) == when


@given(whens())
def test_about_is_wider_by_one_of_its_kind_either_way(when: Approximate) -> None:
    plain = Approximate(when.first, when.precision)
    assert (plain.earliest, plain.latest) == (plain.first, plain.last)
    about = Approximate(when.first, when.precision, is_about=True)
    assert about.earliest < plain.earliest <= plain.latest < about.latest
    if when.precision != "day":
        before = Approximate(about.earliest, when.precision)
        assert before.last + timedelta(days=1) == when.first


def test_a_season_begins_with_its_month() -> None:
    assert Approximate(date(2018, 12, 1), "season").last == date(2019, 2, 28)
    for wrong in (Approximate, lambda on, how: Approximate(on, how)):
        with pytest.raises(ValueError, match="begins no season"):
            wrong(date(2019, 1, 1), "season")


@pytest.mark.parametrize("text", ["2015 to 2019", "2015–2019", "2015 - 2019", "2015 until 2019", "2015-2019"])
def test_two_dates_are_a_period(text: str) -> None:
    began, ended = read_period(text)
    assert timeline.period_in_words(began, ended) == "2015 to 2019"
    assert span_of(began, ended) == Span(
        date(2015, 1, 1), date(2015, 12, 31), date(2019, 1, 1), date(2019, 12, 31)
    )


def test_one_date_is_no_period() -> None:
    began, ended = read_period("winter 2018-2019")
    assert ended is None
    assert timeline.period_in_words(began, ended) == "winter 2018/19"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2019 to 2015", "lies before"),
        ("2015 to 2016 to 2017", "one date, or two"),
        ("2015 to ?", "year is missing"),
    ],
)
def test_a_period_that_is_none(text: str, why: str) -> None:
    with pytest.raises(UnreadableDate, match=why):
        read_period(text)


@given(whens(), whens())
def test_a_span_holds_both_its_ends(began: Approximate, ended: Approximate) -> None:
    if ended.last < began.first:
        began, ended = ended, began
    span = span_of(began, ended)
    assert span.earliest == began.earliest
    assert span.latest == max(began.latest, ended.latest)
    alone = span_of(began)
    assert alone.is_day == (began.precision == "day" and not began.is_about)
    assert alone.firm_from == alone.firm_to


def test_a_span_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        Span(date(2020, 1, 2), date(2020, 1, 1), date(2020, 1, 3), date(2020, 1, 3))


@given(spans(), spans())
def test_how_far_apart_is_what_day_by_day_says(one: Span, other: Span) -> None:
    assert timeline.days_apart(one, other) == timeline.days_apart(other, one)
    assert timeline.days_apart(one, other) == slow_timeline.days_apart(one, other)


def test_what_goes_on_is_near_only_where_it_began_or_ended() -> None:
    job = span_of(*read_period("2015 to 2025"))
    assert timeline.is_near(job, span_of(read("summer 2025")))
    assert timeline.is_near(job, span_of(read("May 2015")))
    assert not timeline.is_near(job, span_of(read("2020")))


@pytest.mark.parametrize(("days", "near"), [(0, True), (183, True), (184, False)])
def test_near_is_within_half_a_year_either_way(days: int, near: bool) -> None:
    onset, on = date(2019, 6, 1), date(2019, 6, 1) + timedelta(days=days)
    one, other = span_of(Approximate(onset)), span_of(Approximate(on))
    assert timeline.is_near(one, other) is timeline.is_near(other, one) is near


@settings(deadline=None)  # the slow twin looks at each day
@given(DAYS, st.integers(27, 20_000), st.integers(2, 14))
def test_ticks_are_the_finest_calendar_steps_that_fit(first: date, days: int, at_most: int) -> None:
    window = Window(first, first + timedelta(days=days))
    found = timeline.ticks(window, at_most)
    every = slow_timeline.starts(window.first, window.last)
    assert [it.on for it in found] == next((it for it in every if len(it) <= at_most), every[-1])
    if found:
        assert str(found[0].on.year) in found[0].label


def test_what_is_written_under_ticks() -> None:
    weeks = timeline.ticks(Window(date(2026, 12, 16), date(2027, 1, 12)), 5)
    assert [it.label for it in weeks] == ["21 Dec 2026", "28 Dec", "4 Jan 2027", "11 Jan"]
    months = timeline.ticks(Window(date(2026, 11, 16), date(2027, 3, 12)), 6)
    assert [it.label for it in months] == ["Dec 2026", "Jan 2027", "Feb", "Mar"]
    assert timeline.ticks(Window(date(2001, 1, 2), date(2009, 1, 2)), 1) == (
        timeline.Tick(date(2005, 1, 1), "2005"),
    )
    assert len(timeline.ticks(Window(date(1900, 1, 1), date(1999, 1, 1)), 1)) == 2  # the coarsest there is


@given(DAYS, st.integers(27, 9_000), st.floats(0.1, 8))
def test_a_window_zoomed_keeps_its_middle_and_its_bounds(first: date, days: int, times: float) -> None:
    window = Window(first, first + timedelta(days=days))
    other = window.zoomed(times)
    assert 27 <= other.days <= 36_525
    middles = [(it.first - date(1800, 1, 1)).days + it.days / 2 for it in (window, other)]
    assert abs(middles[0] - middles[1]) <= 1
    assert window.moved(0.5).days == window.days
    assert (window.share(window.first), window.share(window.last)) == (0, 1)


def test_what_shows_in_a_window() -> None:
    window = Window(date(2020, 1, 1), date(2020, 12, 31))
    assert window.holds(date(2019, 1, 1), date(2020, 1, 1))
    assert window.holds(date(2020, 12, 31), date(2022, 1, 1))
    assert not window.holds(date(2019, 1, 1), date(2019, 12, 31))
    assert not window.holds(date(2021, 1, 1), date(2021, 1, 1))
    edges = [window.clipped(on) for on in (date(2019, 1, 1), date(2020, 5, 5), date(2022, 1, 1))]
    assert edges == [window.first, date(2020, 5, 5), window.last]
    with pytest.raises(ValueError, match="ends after"):
        Window(date(2020, 1, 1), date(2020, 1, 1))


PLACES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda it: (it[0], it[0] + it[1])), max_size=14
)


@given(PLACES, st.integers(0, 5))
def test_nothing_in_a_row_lies_over_another(places: list[tuple[float, float]], gap: int) -> None:
    rows = timeline.stack(places, gap)
    assert not slow_timeline.clash(places, rows, gap)
    assert set(rows) == set(range(max(rows, default=-1) + 1))


@given(PLACES)
def test_no_more_rows_than_must_be(places: list[tuple[float, float]]) -> None:
    assert max(timeline.stack(places), default=-1) + 1 == slow_timeline.rows_needed(places)
