"""Answers over time for both to look at: the shape and its days; no total, band, cut-off or scale name."""

from dataclasses import dataclass

from amity.web.base.chart_shapes import Drawing
from amity.web.base.charts import Point, score_chart
from amity.web.course.models import Course
from amity.web.measures import queries
from amity.web.measures.queries import Series
from amity.web.measures.queries.own_answers import title_of
from amity.web.measures.queries.series import points_of


@dataclass(frozen=True)
class Weeks:
    """One questionnaire's line. hard_is_up: the upper edge is the harder one."""

    title: str
    sentence: str
    hard_is_up: bool
    drawings: tuple[Drawing, ...]


def weeks_of(course: Course) -> list[Weeks]:
    """A line for each questionnaire the client answered in this course; what a clinician asked has none."""
    given = queries.forms_of([course.client_id])[course.client_id]
    found = queries.series_of(given, since=course.started_on)
    own = [it for it in found if it.scored and it.instrument.filled_by == "client"]
    return [weeks for series in own if (weeks := _weeks(series))]


def _weeks(series: Series) -> Weeks | None:
    instrument = series.instrument
    inside = [point for point in points_of(series) if series.since is None or point.on >= series.since]
    chart = score_chart(
        [Point(point.on, point.value, joined=point.joined) for point in inside],
        low=instrument.range.lowest,
        high=instrument.range.highest,
        name="",
        width=760,
        height=300,
    )
    hard_is_up = instrument.higher_is == "worse"
    return (
        Weeks(title_of(series.scored[-1]), _sentence(series, hard_is_up), hard_is_up, chart.drawings)
        if chart
        else None
    )


def _sentence(series: Series, hard_is_up: bool) -> str:
    """Where the line is now, seen from where it began; what the measure cannot tell apart is the same."""
    change = series.change
    if change is None:
        return "This is the first time. The line grows from here."
    if change.reaches is None:
        return "The full dot is the last time."
    if not change.reaches:
        return "The line is about where it began."
    easier = (change.now < change.start) == hard_is_up
    return f"The line is nearer to the {'easier' if easier else 'harder'} side now than where it began."
