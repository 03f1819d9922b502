"""A score over time: true to its scale and to its days, gaps as gaps, the same said in words."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from amity.web.base.chart_shapes import Drawing
from amity.web.base.charts import Band, Chart, Cut, Mark, Point, score_chart

START = date(2025, 9, 3)
BANDS = (Band("few", 0), Band("some", 5), Band("many", 10), Band("most", 20))


def weekly(*values: int | Fraction | None) -> list[Point]:
    return [Point(START + timedelta(weeks=week), value, f"week {week}") for week, value in enumerate(values)]


def drawn(*values: int | Fraction | None, **more: object) -> Chart:
    given_more = {"low": 0, "high": 27, "bands": BANDS, "cutoffs": [Cut(10)], "name": "Points", **more}
    chart = score_chart(weekly(*values), **given_more)  # type: ignore[arg-type]
    assert chart is not None
    return chart


def shown(chart: Chart | None) -> str:
    return render_to_string("base/_chart.html", {"chart": chart})


def wide(chart: Chart) -> Drawing:
    return chart.drawings[0]


def test_nothing_is_drawn_of_nothing() -> None:
    assert score_chart([], low=0, high=27) is None


def test_a_score_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the scale of 0 to 27: 28"):
        drawn(3, 28)


def test_a_scale_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="two ends"):
        score_chart(weekly(1), low=5, high=5)


def test_the_ends_of_the_scale_are_the_ends_of_the_picture() -> None:
    picture = wide(drawn(0, 27))
    assert [dot.y for dot in picture.dots] == [picture.foot, picture.top]
    assert {"0", "27"} <= {tick.label for tick in picture.numbers}


def test_time_is_true_to_the_calendar() -> None:
    points = [Point(START + timedelta(days=days), 5) for days in (0, 10, 40)]
    chart = score_chart(points, low=0, high=27)
    assert chart is not None
    first, second, third = (dot.x for dot in wide(chart).dots)
    assert (third - first) / (second - first) == pytest.approx(4)


def test_one_score_stands_at_the_start_of_a_month() -> None:
    picture = wide(drawn(18))
    assert len(picture.dots) == 1
    assert picture.dots[0].x < picture.plot_left + picture.plot_across / 10
    assert picture.strokes == ()


def test_a_gap_is_dotted_and_never_a_zero() -> None:
    picture = wide(drawn(18, None, 12))
    assert [stroke.dotted for stroke in picture.strokes] == [True]
    assert len(picture.dots) == 2
    assert picture.gaps[0].words == "10 Sept 2025 (week 1): not answered"


def test_gaps_at_the_ends_join_nothing() -> None:
    picture = wide(drawn(None, 18, 17, None))
    assert [stroke.dotted for stroke in picture.strokes] == [False]
    assert len(picture.gaps) == 2


def test_words_of_neighbouring_gaps_do_not_run_together() -> None:
    gaps = wide(drawn(*[18, 17, None, None, 12, 11, 10, 9, 8, 7, None, 6, 5, 4, 3, 2])).gaps
    assert [gap.written for gap in gaps] == [False, False, True]


def test_only_the_latest_score_is_filled_and_labelled() -> None:
    picture = wide(drawn(18, 12, None))
    assert [dot.latest for dot in picture.dots] == [False, True]
    assert picture.latest_label == "12"


def test_all_missing_is_drawn_without_a_line() -> None:
    chart = drawn(None, None, reliable_points=6)
    assert wide(chart).latest is None
    assert wide(chart).reliable is None
    assert "not answered, not answered" in chart.sentence


def test_the_reliable_band_stays_on_the_scale() -> None:
    picture = wide(drawn(25, 24, reliable_points=6))
    assert picture.reliable is not None
    assert picture.reliable.top == picture.top
    assert picture.reliable.height == pytest.approx(picture.down * 8 / 27)  # from 19 to 27


def test_a_named_baseline_moves_the_reliable_band() -> None:
    named, first = drawn(20, 12, reliable_points=6, baseline=12), drawn(20, 12, reliable_points=6)
    assert wide(named).reliable != wide(first).reliable


def test_areas_cover_the_scale_without_overlap() -> None:
    picture = wide(drawn(3))
    assert sum(area.height for area in picture.bands) == pytest.approx(picture.down)
    assert [area.shaded for area in picture.bands] == [False, True, False, True]


def test_a_thin_area_keeps_its_word_out() -> None:
    bands = (Band("low", 0), Band("thin", 10), Band("high", 11))
    assert [area.word for area in wide(drawn(3, bands=bands)).bands] == ["low", "", "high"]


def test_the_narrow_picture_has_the_words_in_its_key() -> None:
    chart = drawn(3, 4)
    assert [area.word for area in chart.drawings[1].bands] == ["", "", "", ""]
    html = render_to_string("base/_chart.html", {"chart": chart})
    assert "<span>5 some</span>" in html


def test_session_numbers_thin_out_where_they_would_touch() -> None:
    sessions = [Mark(START + timedelta(days=day), str(day + 1)) for day in range(60)]
    marks = wide(drawn(3, 4, sessions=sessions)).sessions
    written = [mark.x for mark in marks if mark.written]
    assert len(marks) == 60
    assert all(after - before >= 15 for before, after in pairwise(written))


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (28, {"3 Sept", "10 Sept", "1 Oct"}),
        (200, {"Oct", "Dec", "Jan 2026"}),
        (700, {"Jan 2026", "Jan 2027"}),
        (7000, {"Jan 2030"}),
    ],
)
def test_dates_get_coarser_as_time_gets_longer(days: int, labels: set[str]) -> None:
    chart = score_chart([Point(START, 3), Point(START + timedelta(days=days), 3)], low=0, high=27)
    assert chart is not None
    assert labels <= {tick.label for tick in wide(chart).dates}


def test_dates_that_begin_on_a_first_of_the_month_include_it() -> None:
    points = [Point(date(2026, 1, 1), 3), Point(date(2026, 6, 1), 3)]
    chart = score_chart(points, low=0, high=27)
    assert chart is not None
    assert wide(chart).dates[0].label == "Jan 2026"


def test_the_sentence_says_what_the_picture_shows() -> None:
    assert drawn(18, None, 12).sentence == (
        "Points, on a scale of 0 to 27, from 3 Sept 2025 to 17 Sept 2025: 18, not answered, 12. "
        "The latest score is 12, 6 points lower than the first. The cut-off is 10."
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((5, 5), "the same as the first"),
        ((5, 6), "1 point higher than the first"),
        ((5, Fraction(19, 2)), "9.5, 4.5 points higher than the first"),
    ],
)
def test_change_is_said_with_its_number(values: tuple[int | Fraction, ...], words: str) -> None:
    assert words in drawn(*values).sentence


def test_many_scores_are_summed_up() -> None:
    sentence = drawn(*([18, 9] * 10), None).sentence
    assert "20 scores between 9 and 18, 1 not answered" in sentence
    assert "17 not answered" in drawn(*[None] * 17).sentence


def test_the_table_has_every_row_and_says_what_is_missing() -> None:
    html = render_to_string("base/_chart_table.html", {"chart": drawn(18, None)})
    assert html.count("<tr>") == 3
    assert '<td class="number missing">not answered</td>' in html
    assert 'tabindex="0"' in html


def test_a_marked_point_is_ringed_and_named() -> None:
    chart = score_chart([Point(START, 9, "week 0", "changed form")], low=0, high=27)
    html = render_to_string("base/_chart.html", {"chart": chart})
    assert 'class="ring"' in html
    assert "3 Sept 2025 (week 0): 9, changed form" in html


def test_the_drawing_obeys_the_content_security_policy() -> None:
    html = render_to_string("base/_chart.html", {"chart": drawn(18, None, 12, reliable_points=6)})
    assert "style" not in html
    assert 'role="img"' in html


def test_numbers_are_not_written_in_the_readers_language(settings: object) -> None:
    from django.utils import translation

    with translation.override("nl"):
        html = render_to_string("base/_chart.html", {"chart": drawn(18, 17, 12)})
    assert not any("," in part.split('"')[0] for part in html.split('cx="')[1:])


@given(st.lists(st.none() | st.integers(0, 27), min_size=1, max_size=40))
def test_whatever_the_scores_everything_stays_inside(values: list[int | None]) -> None:
    for picture in drawn(*values, reliable_points=6).drawings:
        assert len(picture.dots) + len(picture.gaps) == len(values)
        for dot in picture.dots:
            assert picture.plot_left <= dot.x <= picture.right
            assert picture.top <= dot.y <= picture.foot


def test_the_table_has_a_column_of_notes_only_where_there_are_notes() -> None:
    plain = score_chart([Point(date(2026, 5, 3), 9)], low=0, high=27, name="PHQ-9")
    noted = score_chart([Point(date(2026, 5, 3), 9, marker="8 of 9 answered")], low=0, high=27, name="PHQ-9")
    tables = [render_to_string("base/_chart_table.html", {"chart": chart}) for chart in (plain, noted)]
    assert ["Note</th>" in table for table in tables] == [False, True]
    assert [table.count("<td") for table in tables] == [1, 2]


def changed(*weeks: int) -> list[Mark]:
    return [Mark(START + timedelta(weeks=week), f"change {week}") for week in weeks]


def test_what_changed_stands_in_the_picture_the_key_the_table_and_the_sentence() -> None:
    chart = drawn(18, 17, 12, events=changed(1))
    picture, table = (
        render_to_string(f"base/{name}.html", {"chart": chart}) for name in ("_chart", "_chart_table")
    )
    assert picture.count("<title>change 1, 10 Sept 2025</title>") == 2  # both widths
    assert '<b class="key-event">A</b>change 1, 10 Sept 2025' in picture
    assert "Marked: change 1, 10 Sept 2025." in chart.sentence
    assert "<td>change 1</td>" in table


def test_letters_follow_the_days_whatever_the_order_they_came_in() -> None:
    chart = drawn(18, 17, 12, events=changed(2, 0, 1))
    assert [(it.letter, it.words) for it in chart.events] == [
        ("A", "change 0"), ("B", "change 1"), ("C", "change 2"),
    ]  # fmt: skip
    assert [row.on for row in chart.rows] == sorted(row.on for row in chart.rows)


def test_what_changed_before_the_picture_begins_is_named_and_does_not_stretch_it() -> None:
    chart = drawn(18, 17, 12, events=changed(-80))
    assert [it.letter for it in chart.events] == [""]
    assert wide(chart).events == ()
    assert wide(chart).dots == wide(drawn(18, 17, 12)).dots
    assert "earlier: change -80" in render_to_string("base/_chart.html", {"chart": chart})


def test_letters_of_near_days_do_not_cover_each_other() -> None:
    events = [Mark(START + timedelta(days=day), "x") for day in (0, 0, 0, 14)]
    marks = wide(drawn(18, 17, 12, events=events)).events
    assert marks[0].y < marks[1].y < marks[2].y
    assert marks[3].y == marks[0].y


def test_a_letter_for_every_change() -> None:
    chart = drawn(18, 17, events=[Mark(START, "x")] * 60)
    assert len({it.letter for it in chart.events}) == 60


def test_the_latest_score_has_a_whisker_as_long_as_reliable_change() -> None:
    chart = drawn(18, 12, reliable_points=6)
    (whisker, scale) = (chart.drawings[0].whisker, chart.drawings[0])
    assert whisker is not None
    per_point = scale.down / 27
    assert whisker.height == pytest.approx(12 * per_point)
    assert whisker.top + whisker.height / 2 == pytest.approx(scale.dots[-1].y)
    assert shown(chart).count('class="whisker"') == 2
    assert "6 points up and down from the latest" in shown(chart)


def test_a_whisker_stays_on_the_scale_and_a_first_score_has_none() -> None:
    whisker = drawn(18, 2, reliable_points=6).drawings[0].whisker
    assert whisker is not None
    assert whisker.top + whisker.height == drawn(18, 2).drawings[0].foot
    assert drawn(18, reliable_points=6).drawings[0].whisker is None


def test_scores_that_cannot_be_compared_are_not_joined() -> None:
    days = [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]
    points = [Point(days[0], 10), Point(days[1], 12, joined=False), Point(days[2], 9)]
    chart = score_chart(points, low=0, high=27)
    assert chart is not None
    assert len(chart.drawings[0].strokes) == 1
    assert chart.drawings[0].strokes[0].x1 == chart.drawings[0].dots[1].x


def test_every_word_in_a_picture_is_escaped() -> None:
    marks = [Mark(date(2026, 3, 3), "<b>'Ana' & \"co\"", "medicine")]
    chart = score_chart([Point(date(2026, 3, 2), 1), Point(date(2026, 3, 9), 2)], low=0, high=3, events=marks)
    html = shown(chart)
    assert "<b>'Ana'" not in html
    assert "&lt;b&gt;&#x27;Ana&#x27; &amp; &quot;co&quot;" in html


def test_every_cut_off_is_drawn_and_said_with_what_it_is() -> None:
    chart = drawn(9, cutoffs=[Cut(3, "Line for women"), Cut(4, "Line for men"), Cut(5)])
    assert [len(it.cutoffs) for it in chart.drawings] == [3, 3]
    assert all(it.cutoffs == tuple(sorted(it.cutoffs, reverse=True)) for it in chart.drawings)
    assert "The cut-offs are 3: Line for women; 4: Line for men; 5." in chart.sentence
    assert chart.cuts == ["3: Line for women", "4: Line for men", "5"]


def test_without_a_cut_off_none_is_said() -> None:
    chart = drawn(9, cutoffs=[])
    assert chart.cuts == []
    assert "cut-off" not in chart.sentence
