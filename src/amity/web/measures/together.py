"""Answers over time for both to look at: the shape and its days; no total, band, cut-off or scale name."""

from dataclasses import dataclass
from fractions import Fraction

from amity.web.base.chart_shapes import Drawing
from amity.web.base.charts import Point, score_chart
from amity.web.course.models import Course
from amity.web.measures import queries
from amity.web.measures.queries import Series

ABOUT = {  # what the questions are about, as one would say it to the client
    "phq9": "Low mood",
    "phq2": "Low mood, the short form",
    "gad7": "Worry",
    "gad2": "Worry, the short form",
}


@dataclass(frozen=True)
class Weeks:
    """One questionnaire's line. hard_is_up: the upper edge is the harder one."""

    title: str
    sentence: str
    hard_is_up: bool
    drawings: tuple[Drawing, ...]


def weeks_of(course: Course) -> list[Weeks]:
    """A line for each questionnaire that was answered in this course."""
    given = queries.given(queries.responses_of(course.client))
    found = queries.series_of(given, since=course.started_on)
    return [weeks for series in found if series.scored and (weeks := _weeks(series))]


def _weeks(series: Series) -> Weeks | None:
    instrument = series.instrument
    inside = [each for each in series.given if series.since is None or each.on >= series.since]
    chart = score_chart(
        [Point(each.on, each.scores.total.value) for each in inside],
        low=instrument.range.lowest,
        high=instrument.range.highest,
        name="",
        width=760,
        height=300,
    )
    title = ABOUT.get(instrument.id, "Your answers")
    hard_is_up = instrument.higher_is == "worse"
    return Weeks(title, _sentence(series, hard_is_up), hard_is_up, chart.drawings) if chart else None


def _sentence(series: Series, hard_is_up: bool) -> str:
    """Where the line is now, seen from where it began; what the measure cannot tell apart is the same."""
    assert series.start is not None
    assert series.latest is not None
    if series.latest is series.start:
        return "This is the first time. The line grows from here."
    reliable = series.instrument.reliable_change
    moved = Fraction(queries.total(series.latest)) - Fraction(queries.total(series.start))
    if reliable is None:
        return "The full dot is the last time."
    if abs(moved) < reliable.points:
        return "The line is about where it began."
    easier = (moved < 0) == hard_is_up
    return f"The line is nearer to the {'easier' if easier else 'harder'} side now than where it began."
