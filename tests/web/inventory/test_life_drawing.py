"""The life chart drawn: nothing over anything else, soft ends inside what is known, words on the picture."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import timeline
from amity.core.timeline import Window, read_period, span_of
from amity.web.inventory.life_drawing import LETTER, Bar, Drawing, Line, draw
from amity.web.inventory.offered import Lane, LaneItem

TODAY = date(2026, 3, 2)
WINDOW = Window(date(2010, 1, 1), date(2026, 6, 1))
WHENS = st.sampled_from(
    ["2011", "about 2015", "spring 2019", "12 March 2021", "2012 to 2024", "2009 to 2027", "about May 2026",
     "3 January 2010", "1 June 2026", "2025 to March 2026"]
)  # fmt: skip
WORDS = st.text("abcd efgh", min_size=1, max_size=60)


def item(when: str, words: str = "moved", **changes: object) -> LaneItem:
    began, ended = read_period(when)
    return LaneItem(span_of(began, ended), when, words, words, **changes)  # type: ignore[arg-type]


def drawn(*items: LaneItem, kind: str = "wide", width: int = 760, window: Window = WINDOW) -> Drawing:
    return draw(kind, width, [Lane("What happened", "spans", items)], [], window, TODAY)


def extent(bar: Bar) -> tuple[float, float]:
    """From the first to the last of bar and words."""
    wide = len(bar.label) * LETTER
    begin = bar.label_x - wide if bar.anchor == "end" else bar.label_x
    return min(bar.x, begin), max(bar.x + bar.width, begin + wide)


@settings(deadline=None)
@given(
    st.lists(st.tuples(WHENS, WORDS), min_size=1, max_size=12),
    st.sampled_from([("wide", 760), ("narrow", 330)]),
)
def test_nothing_is_drawn_over_anything_else(told: list[tuple[str, str]], size: tuple[str, int]) -> None:
    picture = drawn(*(item(when, words) for when, words in told), kind=size[0], width=size[1])
    bars = picture.lanes[0].bars
    assert len(bars) == len(told)
    for at, one in enumerate(bars):
        begin, end = extent(one)
        assert begin >= 0
        assert end <= picture.width
        assert picture.top <= one.y < picture.foot
        for other in bars[at + 1 :]:
            if one.y == other.y:
                assert extent(one)[1] <= extent(other)[0] or extent(other)[1] <= extent(one)[0]


@given(WHENS)
def test_what_is_known_lies_inside_what_may_have_been(when: str) -> None:
    [bar] = drawn(item(when)).lanes[0].bars
    for box in [*bar.soft, *([bar.firm] if bar.firm else [])]:
        assert bar.x <= box.x
        assert box.x + box.width <= bar.x + bar.width + 1
    widths = [box.width for box in bar.soft]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    ("when", "soft", "firm"),
    [("12 March 2021", False, True), ("about 2015", True, False), ("2012 to 2020", True, True)],
)
def test_ends_are_soft_where_they_are_not_known(when: str, soft: bool, firm: bool) -> None:
    [bar] = drawn(item(when)).lanes[0].bars
    assert (bool(bar.soft), bar.firm is not None) == (soft, firm)


def test_words_are_cut_or_stand_under_the_bar_where_there_is_no_room() -> None:
    long = "A very long sentence about what happened then, and after it"
    [bar] = drawn(item("2009 to 2027", long), kind="narrow", width=330).lanes[0].bars
    assert bar.is_under
    assert bar.label_y > bar.y + 12
    [bar] = drawn(item("2012 to June 2020", long), kind="narrow", width=330).lanes[0].bars
    assert bar.label.endswith("…")
    assert not bar.is_under


def test_values_stand_on_their_whole_scale_and_about_is_a_line() -> None:
    points = [item("2012", value=0), item("12 March 2021", value=10)]
    lane = Lane("Mood", "points", points, 0, 10, is_joined=False)
    [found] = draw("wide", 760, [lane], [], WINDOW, TODAY).lanes
    low, high = found.dots
    assert (low.y, high.y) == (found.foot, found.body)
    assert low.x1 < low.x < low.x2
    assert high.x1 == high.x2
    assert not found.is_joined
    assert not found.strokes  # what lay between them nobody knows


def test_marks_say_their_word_where_it_has_room() -> None:
    days = [TODAY - timedelta(days=7 * back) for back in range(4)]
    lane = Lane("Sessions", "marks", [LaneItem.on(on, "Session", "12") for on in days])
    far, near = WINDOW, Window(TODAY - timedelta(days=56), TODAY)
    written = [
        [it.written for it in draw("wide", 760, [lane], [], at, TODAY).lanes[0].tags] for at in (far, near)
    ]
    assert written[0] == [True, False, False, False]
    assert written[1] == [True] * 4


def test_lines_through_all_lanes_have_their_words_beneath_each_other() -> None:
    onset, peak = (span_of(timeline.read(when)) for when in ("about May 2025", "June 2025"))
    lines = [Line(onset, "", "when it began", "onset"), Line(peak, "", "when it was worst", "peak")]
    picture = draw("narrow", 330, [Lane("x", "spans", [item("2011")])], lines, WINDOW, TODAY)
    assert picture.lines[0].label_y != picture.lines[1].label_y
    assert picture.top >= max(it.label_y for it in picture.lines)
    assert picture.lines[0].width > 0
    assert picture.today is not None
    assert draw("wide", 760, [], [], Window(date(2000, 1, 1), date(2001, 1, 1)), TODAY).today is None


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_dates_at_the_foot_do_not_run_together(kind: str) -> None:
    for days in (28, 60, 200, 900, 4000, 20_000):
        picture = drawn(item("2011"), kind=kind, width=760 if kind == "wide" else 330,
                        window=Window(TODAY - timedelta(days=days), TODAY))  # fmt: skip
        places = [
            (it.x - len(it.label) * LETTER / 2, it.x + len(it.label) * LETTER / 2) for it in picture.dates
        ]
        assert all(a[1] <= b[0] + 12 for a, b in pairwise(places)), picture.dates
