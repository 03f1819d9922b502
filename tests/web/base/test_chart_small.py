"""Many things on one axis: the same day in the same place, the whole scale, what is missing as missing."""

import re
from datetime import date, timedelta

import pytest

from amity.web.base.chart_small import Small, axis_of, axis_picture, small_picture
from amity.web.base.charts import Mark, Point

START = date(2025, 9, 3)


def weekly(*values: int | None, begins: int = 0) -> list[Point]:
    return [Point(START + timedelta(weeks=begins + at), value) for at, value in enumerate(values)]


def dots(picture: str) -> list[tuple[float, float]]:
    found = re.findall(r'<circle class="[^"]*" cx="([\d.]+)" cy="([\d.]+)"', picture)
    return [(float(x), float(y)) for x, y in found]


def test_the_same_day_stands_in_the_same_place() -> None:
    one, other = Small(weekly(18, 12, 9), 0, 27), Small(weekly(4, begins=2), 0, 10)
    axis = axis_of([one, other])
    assert axis is not None
    first, second = dots(small_picture(one, axis, "one")), dots(small_picture(other, axis, "other"))
    assert first[2][0] == second[0][0]


def test_nothing_has_no_axis() -> None:
    assert axis_of([]) is None
    assert axis_of([], [Mark(START, "1")]) is None


def test_the_ends_of_the_scale_are_the_ends_of_the_picture() -> None:
    small = Small(weekly(27, 0), 0, 27, cutoffs=[10])
    axis = axis_of([small])
    assert axis is not None
    drawn = small_picture(small, axis, "PHQ-9")
    assert [y for _, y in dots(drawn)] == [10, 62]
    assert 'class="cutoff"' in drawn


def test_a_gap_is_dotted_and_never_a_zero() -> None:
    small = Small(weekly(5, None, 5), 0, 10)
    axis = axis_of([small])
    assert axis is not None
    drawn = small_picture(small, axis, "Mood")
    assert len(dots(drawn)) == 2
    assert drawn.count('class="stroke dotted"') == 1
    assert drawn.count('class="gap"') == 1


@pytest.mark.parametrize(("joined", "lines"), [(True, 1), (False, 0)])
def test_no_line_leads_to_a_score_that_cannot_be_compared(joined: bool, lines: int) -> None:
    points = [Point(START, 5), Point(START + timedelta(weeks=1), 6, joined=joined)]
    axis = axis_of([Small(points, 0, 10)])
    assert axis is not None
    assert small_picture(Small(points, 0, 10), axis, "x").count('class="stroke"') == lines


def test_what_changed_is_marked_where_it_lies_and_its_words_are_escaped() -> None:
    small = Small(weekly(5, 6), 0, 10)
    axis = axis_of([small])
    assert axis is not None
    marks = [
        Mark(START + timedelta(days=3), "<i>Sertraline</i> begun"),
        Mark(START - timedelta(days=3), "before"),
    ]
    drawn = small_picture(small, axis, "<b>", marks)
    assert drawn.count('class="event"') == 1
    assert "&lt;i&gt;Sertraline&lt;/i&gt; begun, 6 Sept 2025" in drawn
    assert 'aria-label="&lt;b&gt;"' in drawn


def test_sessions_and_days_stand_once() -> None:
    sessions = [Mark(START, "1"), Mark(START + timedelta(weeks=8), "2", "missed")]
    axis = axis_of([Small(weekly(5), 0, 10)], sessions)
    assert axis is not None
    drawn = axis_picture(axis, sessions)
    assert drawn.count('class="session ') == 2
    assert 'class="session missed"' in drawn
    assert "Days from 3 Sept 2025 to 29 Oct 2025" in drawn
    assert "style" not in drawn
