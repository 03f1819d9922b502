"""One questionnaire over time: its scores in order, where it started, how far it has moved.

Change is counted between forms of one version alone: another version is another scale.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from amity.core.change.in_words import Change
from amity.core.definitions.instrument import Instrument
from amity.web.base.chart_words import as_text
from amity.web.base.charts import Band, Chart, Cut, Mark, Point, score_chart
from amity.web.course import queries as course_queries
from amity.web.course.models import Course, Session
from amity.web.course.queries.facts import sessions_of
from amity.web.measures.queries.instruments import GOAL, place_of
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
    about, about_words: the goal or the person its questions are about; None where it is the client.
    """

    instrument: Instrument
    given: tuple[Given, ...]
    since: date | None = None
    about: UUID | None = None
    about_words: str = ""

    @property
    def title(self) -> str:
        """ "PHQ-9", or "Closeness 0–10: Ana"."""
        return f"{self.instrument.short}: {self.about_words}" if self.about_words else self.instrument.short

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The day of each form."""
        return tuple(each.on for each in self.given)

    @cached_property
    def inside(self) -> tuple[Given, ...]:
        """Those of the course."""
        pairs = zip(self.given, self.days, strict=True)
        return tuple(each for each, on in pairs if self.since is None or on >= self.since)

    @cached_property
    def scored(self) -> tuple[Given, ...]:
        """Those of the course that have a total."""
        return tuple(each for each in self.inside if each.scores.total.value is not None)

    @cached_property
    def compared(self) -> tuple[Given, ...]:
        """Those of the course in the version of the latest total, with a total or without."""
        latest = self.latest
        if latest is None:
            return ()
        return tuple(each for each in self.inside if each.instrument.version == latest.instrument.version)

    @cached_property
    def start(self) -> Given | None:
        """The first total that the latest can be compared with."""
        return next((each for each in self.compared if each.scores.total.value is not None), None)

    @cached_property
    def latest(self) -> Given | None:
        return self.scored[-1] if self.scored else None

    @property
    def is_added_up(self) -> bool:
        """Whether its questions make one number at all."""
        return self.instrument.scoring.method != "none"

    @cached_property
    def change(self) -> Change | None:
        """From the first total to the latest; None where there are not two."""
        if self.start is None or self.latest is None or self.start is self.latest:
            return None
        reliable = self.latest.instrument.reliable_change
        return Change(total(self.start), total(self.latest), reliable.points if reliable else None)

    @cached_property
    def sooner(self) -> int:
        """How many forms came sooner after the one before than the time each asks about."""
        window = timedelta(days=self.instrument.recall_days)
        return sum(later - earlier < window for earlier, later in pairwise(self.days))

    @property
    def overlaps(self) -> bool:
        """Whether two forms lie closer together than the time each asks about."""
        return self.sooner > 0

    @property
    def notes(self) -> list[str]:
        """What has to be known to read it: days that forms share, another version, another language."""
        found, newest = [], self.instrument
        if self.overlaps:
            share = f"{self.sooner} of {len(self.given)} came sooner than that after the one before"
            found.append(
                f"Each form asks about {newest.recall_days} days; those given closer together share days. "
                f"{share}: a step between neighbours is partly the same days told again."
            )
        others = sorted({it.instrument.version for it in self.given} - {newest.version})
        if others:
            said = " and ".join(str(it) for it in others)
            found.append(
                f"Some forms are of version {said}, the newest of version {newest.version}. Versions are not "
                "compared: no line joins them, and change is counted within the version of the latest."
            )
        languages = sorted({it.response.language for it in self.given})
        if len(languages) > 1:
            found.append(f"Answered in more than one language: {', '.join(languages)}.")
        return found

    @property
    def phrase(self) -> str:
        """ "PHQ-9 12, 6 points lower than at the start", or nothing."""
        if self.latest is None:
            return ""
        now = f"{self.instrument.short} {as_text(total(self.latest))}"
        return f"{now}, {self.change.moved}" if self.change else now

    @cached_property
    def sentence(self) -> str:
        """The same as a sentence, with the size of change that is larger than the error of measurement."""
        short = self.title
        if self.latest is None:
            return f"{short} has no total yet." if self.is_added_up else f"{short} is read in its parts."
        now = f"{short} is {as_text(total(self.latest))}"
        if self.change is None:
            others = {each.instrument.version for each in self.given} - {self.latest.instrument.version}
            return f"{now}. It is the first{' of its version' if others else ''}."
        known = self.change.known
        return f"{now}, {self.change.moved}." + (f" {known[0].upper()}{known[1:]}." if known else "")


def total(given: Given) -> int | Fraction:
    """The total of a form that has one."""
    value = given.scores.total.value
    assert value is not None
    return value


def series_of(given: Iterable[Given], since: date | None = None) -> list[Series]:
    """Finished forms by questionnaire; `since` is the first day of the course, its recall time included."""
    found: dict[tuple[str, UUID | None], list[Given]] = {}
    for each in given:
        if each.is_finished and each.instrument.id != GOAL:  # read where the goals are
            found.setdefault((each.instrument.id, each.response.about), []).append(each)
    order = sorted(found, key=lambda key: (place_of(key[0]), str(key[1] or "")))
    return [_series(found[key], since) for key in order]


def chart_of(
    series: Series,
    sessions: Iterable[Mark] = (),
    *,
    medicines: Iterable[Mark] = (),
    width: int = 640,
    height: int = 250,
) -> Chart | None:
    """The whole scale, its bands, every cut-off of it, the changes too small to count, every gap as a gap.

    None where there is nothing to draw: no form, or questions that are not added up.

    medicines: what was begun, changed or stopped, from `course.queries.medication_marks`.
    """
    instrument, reliable = series.instrument, series.instrument.reliable_change
    start, latest = series.start, series.latest
    if not series.is_added_up:
        return None
    is_newest = latest is not None and latest.instrument.version == instrument.version
    return score_chart(
        points_of(series),
        low=instrument.range.lowest,
        high=instrument.range.highest,
        bands=[Band(band.label, band.from_) for band in instrument.bands],
        cutoffs=[Cut(it.at, it.label) for it in instrument.cutoffs],
        reliable_points=reliable.points if reliable and is_newest else None,
        baseline=total(start) if start and is_newest else None,
        sessions=list(sessions),
        events=list(medicines),
        name=series.title,
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
        for line in course_queries.session_lines(course, sessions_of([course])[course.id])
        if line.session.attendance in MARKS
    ]


def _series(given: list[Given], since: date | None) -> Series:
    ordered = sorted(given, key=lambda each: (each.at, each.response.place))
    newest = max((each.instrument for each in ordered), key=lambda instrument: instrument.version)
    # the form before the first session asks about the days before it
    first_day = since - timedelta(days=newest.recall_days) if since else None
    last = ordered[-1].response
    about_words = last.about_words if last.about else ""  # sealed: opened where there are any
    return Series(newest, tuple(ordered), first_day, last.about, about_words)


def points_of(series: Series) -> list[Point]:
    """A point for each form, on the scale of the newest version."""
    versions = [None, *(each.instrument.version for each in series.given)]
    rows = zip(series.given, series.days, versions, strict=False)
    return [_point(each, on, series.instrument, before) for each, on, before in rows]


def _point(given: Given, on: date, newest: Instrument, before: int | None) -> Point:
    value, version, marks = given.scores.total.value, given.instrument.version, []
    if given.scores.total.prorated:
        marks.append(f"{given.answered_of} answered, prorated")
    elif value is None and given.scores.answered:
        marks.append(f"{given.answered_of} answered, no total")
    if version != newest.version:
        marks.append(f"version {version}")
    if value is not None and given.instrument.range != newest.range:
        scale = given.instrument.range
        marks.append(f"{as_text(value)} on its scale of {scale.lowest} to {scale.highest}")
        value = None
    return Point(on, value, marker="; ".join(marks), joined=before in (None, version))
