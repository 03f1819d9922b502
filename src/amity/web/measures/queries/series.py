"""One questionnaire over time: its scores in order, where it started, how far it has moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from amity.core.definitions.instrument import Instrument
from amity.web.base.chart_words import as_text
from amity.web.base.charts import Band, Chart, Mark, Point, score_chart
from amity.web.course import queries as course_queries
from amity.web.course.models import Course, Session
from amity.web.measures.queries.instruments import place_of
from amity.web.measures.queries.responses import Given

MARKS = {
    Session.Attendance.ATTENDED: "done",
    Session.Attendance.LATE: "done",
    Session.Attendance.DNA: "missed",
    Session.Attendance.PLANNED: "next",
}


@dataclass(frozen=True)
class Series:
    """Finished forms of one questionnaire, oldest first.

    since: the first day that belongs to the course; change is counted from the first total after it.
    """

    instrument: Instrument
    given: tuple[Given, ...]
    since: date | None = None

    @property
    def scored(self) -> tuple[Given, ...]:
        """Those of the course that have a total."""
        inside = (each for each in self.given if self.since is None or each.on >= self.since)
        return tuple(each for each in inside if each.scores.total.value is not None)

    @property
    def start(self) -> Given | None:
        return self.scored[0] if self.scored else None

    @property
    def latest(self) -> Given | None:
        return self.scored[-1] if self.scored else None

    @property
    def overlaps(self) -> bool:
        """Whether two forms lie closer together than the time each asks about."""
        days = [each.on for each in self.given]
        window = timedelta(days=self.instrument.recall_days)
        return any(later - earlier < window for earlier, later in pairwise(days))

    @property
    def phrase(self) -> str:
        """ "PHQ-9 12, 6 points lower than at the start", or nothing."""
        if self.latest is None or self.start is None:
            return ""
        now = f"{self.instrument.short} {as_text(total(self.latest))}"
        return now if self.latest is self.start else f"{now}, {moved(total(self.start), total(self.latest))}"

    @property
    def sentence(self) -> str:
        """The same as a sentence, with the size of change that is larger than the error of measurement."""
        short = self.instrument.short
        if self.latest is None or self.start is None:
            return f"{short} has no total yet."
        now = f"{short} is {as_text(total(self.latest))}"
        if self.latest is self.start:
            return f"{now}. It is the first."
        reliable = self.instrument.reliable_change
        known = f" Reliable change for this measure is {reliable.points}." if reliable else ""
        return f"{now}, {moved(total(self.start), total(self.latest))}.{known}"


def total(given: Given) -> int | Fraction:
    """The total of a form that has one."""
    value = given.scores.total.value
    assert value is not None
    return value


def moved(start: int | Fraction, now: int | Fraction) -> str:
    """ "6 points lower than at the start"."""
    if now == start:
        return "the same as at the start"
    size = as_text(start - now if now < start else now - start)
    points = "point" if size == "1" else "points"
    return f"{size} {points} {'lower' if now < start else 'higher'} than at the start"


def series_of(given: Iterable[Given], since: date | None = None) -> list[Series]:
    """Finished forms by questionnaire; `since` is the first day of the course, its recall time included."""
    by_instrument: dict[str, list[Given]] = {}
    for each in given:
        if each.is_finished:
            by_instrument.setdefault(each.instrument.id, []).append(each)
    return [_series(by_instrument[id], since) for id in sorted(by_instrument, key=place_of)]


def chart_of(
    series: Series,
    sessions: Iterable[Mark] = (),
    *,
    medicines: Iterable[Mark] = (),
    width: int = 640,
    height: int = 250,
) -> Chart | None:
    """The whole scale, its bands, its cut-off, the changes too small to count, every gap as a gap.

    medicines: what was begun, changed or stopped, from `course.queries.medication_marks`.
    """
    instrument, reliable = series.instrument, series.instrument.reliable_change
    start = series.start
    return score_chart(
        [_point(each, instrument) for each in series.given],
        low=instrument.range.lowest,
        high=instrument.range.highest,
        bands=[Band(band.label, band.from_) for band in instrument.bands],
        cutoff=instrument.cutoffs[0].at if instrument.cutoffs else None,
        reliable_points=reliable.points if reliable else None,
        baseline=total(start) if start else None,
        sessions=list(sessions),
        events=list(medicines),
        name=instrument.short,
        width=width,
        height=height,
    )


def session_marks(course: Course) -> list[Mark]:
    """The course's sessions, for the foot of a chart; cancelled ones leave none."""
    return [
        Mark(
            line.session.planned_at.astimezone(line.session.local).date(),
            str(line.number or ""),
            MARKS[Session.Attendance(line.session.attendance)],
        )
        for line in course_queries.session_lines(course)
        if line.session.attendance in MARKS
    ]


def _series(given: list[Given], since: date | None) -> Series:
    ordered = sorted(given, key=lambda each: (each.at, each.response.place))
    newest = max((each.instrument for each in ordered), key=lambda instrument: instrument.version)
    # the form before the first session asks about the days before it
    first_day = since - timedelta(days=newest.recall_days) if since else None
    return Series(newest, tuple(ordered), first_day)


def _point(given: Given, newest: Instrument) -> Point:
    marks = []
    if given.scores.total.prorated:
        marks.append(f"{given.answered_of} answered, prorated")
    elif given.scores.total.value is None and given.scores.answered:
        marks.append(f"{given.answered_of} answered, no total")
    if given.instrument.version != newest.version:
        marks.append(f"version {given.instrument.version}")
    return Point(given.on, given.scores.total.value, marker="; ".join(marks))
