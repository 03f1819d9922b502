"""Metacognition as a clinician rated it: each scale over time, whether a rating waits, whether to stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.safestring import SafeString

from amity.core import library, schemas
from amity.core.definitions.technique_parts import Choice
from amity.core.schemas import HIGHEST, SCALES, Rating
from amity.web.base.chart_small import Small, axis_of, axis_picture, small_picture
from amity.web.base.charts import Mark, Point
from amity.web.course import queries as courses
from amity.web.course.models import Course, Session
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.across import THERE
from amity.web.techniques.queries.episodes import RATINGS, day_of, follows_mit, seen_of
from amity.web.techniques.queries.seeing import whole_for

VALUES: Final = ("zero", "one", "two", "three", "four")  # the options of every scale, by what they stand for

GO_ON: Final = "go_on_why"  # the reason to go on to a later step all the same
STAY: Final = (
    "Monitoring was rated low: stay with steps 1 and 2. To go on all the same, write why on that rating, or "
    "rate again."
)


@dataclass(frozen=True, slots=True)
class Scale:
    """One of the five: what it is called, its newest rating in words, its picture."""

    id: str
    title: str
    newest: str
    picture: SafeString


@dataclass(frozen=True, slots=True)
class Row:
    """One rating in the table. values: in the order of the scales; "" where it was not rated."""

    worksheet: Worksheet
    on: date
    session: int | None
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Metacognition:
    """All of it. is_low: whether monitoring was rated so low that the work stays at steps 1 and 2; None: not
    rated. held: sessions held so far."""

    scales: Sequence[Scale]
    rows: Sequence[Row]
    axis: SafeString | None
    is_due: bool
    is_low: bool | None
    held: int


def metacognition_of(course: Course) -> Metacognition:
    """The ratings of a course that the care team sees. None is a mean, and open is not 0."""
    held = _days_held(course)
    sheets = _rated(course)
    ratings = [_rating(it, held) for it in sheets]
    series = schemas.series(ratings)
    marks = [Mark(on, "session") for on in held]
    drawn = {
        id: Small([Point(it.on, it.value) for it in points], 0, HIGHEST) for id, points in series.items()
    }
    axis = axis_of(drawn.values(), marks)
    scales = [
        Scale(id, _title(id), _newest(small), small_picture(small, axis, f"{_title(id)}: {_newest(small)}"))
        for id, small in drawn.items()
        if axis is not None
    ]
    by_id = {str(it.id): it for it in sheets}
    newest = sorted(ratings, key=lambda it: it.on)  # of one day, the one begun last
    monitored = [it.monitoring for it in newest if it.monitoring is not None]
    return Metacognition(
        scales,
        [_row(it, by_id[it.id]) for it in newest],
        axis_picture(axis, marks) if axis is not None else None,
        schemas.rating_is_due(len(held), [it.session or 0 for it in ratings]),
        schemas.is_low(monitored[-1] if monitored else None),
        len(held),
    )


@dataclass(frozen=True, slots=True)
class Minds:
    """What ratings say about going on. low: the newest rating of monitoring, where that is low, else None.

    is_due: whether a rating waits.
    """

    low: Worksheet | None
    is_due: bool


def minds_in(session: Session) -> Minds | None:
    """For a session of a course of this model, and not one before the last held; None for any other."""
    course = session.course
    if not follows_mit(course):
        return None
    held = _days_held(course)
    number = next(it.number for it in courses.session_lines(course) if it.session.id == session.id)
    if number is None or number < len(held):
        return None
    rated = [_rating(it, held).session or 0 for it in _rated(course)]
    return Minds(low_in([course]).get(course.id), schemas.rating_is_due(number, rated))


def low_in(among: Sequence[Course]) -> dict[UUID, Worksheet]:
    """By course of this model, its newest rating of monitoring, where that is low. One query for all."""
    own = [it.id for it in among if follows_mit(it)]
    if not own:
        return {}
    rows = Worksheet.objects.filter(whole_for("clinician"), THERE, course__in=own, technique=RATINGS)
    there = rows.select_related("course__client__service").order_by("begun_at", "id")
    rated = sorted((it for it in there if "monitoring" in it.told), key=day_of)
    newest = {it.course_id: it for it in rated}
    return {id: it for id, it in newest.items() if schemas.is_low(VALUES.index(it.told["monitoring"]))}


def held_back_by(low: Worksheet) -> dict[str, str]:
    """The criteria of the steps after the second, while no reason to go on stands beside low monitoring.

    Source: Amity handbook section 2.6, the path for low monitoring.
    """
    if low.told.get(GO_ON):
        return {}
    steps = courses.protocol_of(low.course).steps
    return {it.goes_on_when: STAY for it in steps if it.id not in schemas.FIRST_TWO}


def _rated(course: Course) -> list[Worksheet]:
    return [it for it in seen_of(course, "clinician", RATINGS) if any(id in it.told for id in SCALES)]


def _days_held(course: Course) -> list[date]:
    """The days of the sessions that count, in order: the n-th stands for session n."""
    counts = courses.protocol_of(course).counting.counts
    lines = [it.session for it in courses.session_lines(course) if it.session.attendance in counts]
    return [it.planned_at.astimezone(it.local).date() for it in lines]


def _rating(worksheet: Worksheet, held: Sequence[date]) -> Rating:
    """One rating, with the number of the last session held by its day."""
    on = day_of(worksheet)
    values = {id: VALUES.index(worksheet.told[id]) for id in SCALES if id in worksheet.told}
    return Rating(str(worksheet.id), on, sum(day <= on for day in held) or None, **values)


def _title(scale: str) -> str:
    return library.technique(RATINGS).field(scale).asks


def _newest(small: Small) -> str:
    """What its newest rating says."""
    values = [it.value for it in small.points if it.value is not None]
    return f"{values[-1]} of {HIGHEST}" if values else "not rated yet"


def _row(rating: Rating, worksheet: Worksheet) -> Row:
    return Row(worksheet, rating.on, rating.session, [_words(id, worksheet) for id in SCALES])


def _words(scale: str, worksheet: Worksheet) -> str:
    asked = worksheet.definition.field(scale)
    options = asked.options if isinstance(asked, Choice) else ()
    return next((it.says for it in options if it.id == worksheet.told.get(scale)), "")
