"""Everything that is followed in a course, on one axis of time: questionnaires, what IPT asks about, goals.

A goal's ratings stand with the course; each by whoever rated it, the client's where both did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from amity.core.change.in_words import Change
from amity.web.base.chart_small import Small, axis_of, axis_picture, small_picture
from amity.web.base.charts import Mark, Point
from amity.web.course import queries as course_queries
from amity.web.course.models import Course, GoalRating
from amity.web.measures.queries.series import Series, points_of

OUTCOMES: Final = (  # what interpersonal therapy wants to change beside the symptoms, in this order
    "own_mood",
    "own_roles",
    "own_self_esteem",
    "own_self_blame",
    "own_loneliness",
    "own_closeness",
    "own_relationship",
)
GOAL_LOW, GOAL_HIGH = 0, 10


@dataclass(frozen=True)
class Followed:
    """One thing over time. is_words: its title is in the client's words. picture: None, nothing is drawn."""

    title: str
    sentence: str
    higher_is: str
    url: str
    picture: SafeString | None
    is_words: bool = False


@dataclass(frozen=True)
class Followings:
    """All of them, and the days below them."""

    rows: Sequence[Followed]
    axis: SafeString | None


def followed_of(
    series: Sequence[Series], course: Course | None, sessions: Sequence[Mark], medicines: Sequence[Mark]
) -> Followings:
    """A row each; questionnaires first, then the outcomes in their order, then goals."""
    goals = course_queries.goals_of(course) if course else []
    goal_ids = {it.goal.id for it in goals}
    ordered = sorted((it for it in series if it.about not in goal_ids), key=_place)
    drawn = [(it, _small(it)) for it in ordered]
    rated = [(it, _rated(it)) for it in goals if it.ratings]
    axis = axis_of([*(small for _, small in drawn if small), *(small for _, small in rated)], sessions)
    if axis is None:
        return Followings([_row(it, None) for it, _ in drawn], None)
    rows = [
        _row(it, small_picture(small, axis, it.sentence, medicines) if small else None) for it, small in drawn
    ]
    for line, small in rated:
        rows.append(_goal_row(line, small_picture(small, axis, _goal_said(line), medicines)))
    return Followings(rows, axis_picture(axis, sessions))


def _place(series: Series) -> tuple[int, int]:
    """Questionnaires as they come; the outcomes behind them, in their own order."""
    id = series.instrument.id
    return (1, OUTCOMES.index(id)) if id in OUTCOMES else (0, 0)


def _small(series: Series) -> Small | None:
    it = series.instrument
    if not series.is_added_up:
        return None
    cutoffs = [cut.at for cut in it.cutoffs]
    return Small(points_of(series), it.range.lowest, it.range.highest, cutoffs)


def _row(series: Series, picture: SafeString | None) -> Followed:
    client = series.given[0].response.client_id
    address = reverse("measure", args=[client, series.instrument.id])
    said = series.sentence.removeprefix(f"{series.title} is ")  # the title stands above it
    return Followed(series.title, said[:1].upper() + said[1:], series.instrument.higher_is, address, picture)


def _rated(line: course_queries.GoalLine) -> Small:
    return Small([Point(it.on, it.value) for it in _shown(line)], GOAL_LOW, GOAL_HIGH)


def _goal_row(line: course_queries.GoalLine, picture: SafeString) -> Followed:
    address = reverse("goals", args=[line.goal.course_id])
    return Followed(line.goal.words, _goal_said(line), "better", address, picture, is_words=True)


def _goal_said(line: course_queries.GoalLine) -> str:
    """ "6 of 10, 4 points higher than at the start." with whoever rated it."""
    ratings = _shown(line)
    now, who = ratings[-1].value, "" if line.by_client else " Rated by the therapist."
    state = "" if line.goal.state == "open" else f" {line.goal.get_state_display().capitalize()}."
    if len(ratings) == 1:
        return f"{now} of 10. It is the first rating.{who}{state}"
    return f"{now} of 10, {Change(ratings[0].value, now).moved}.{who}{state}"


def _shown(line: course_queries.GoalLine) -> list[GoalRating]:
    return line.by_client or line.by_therapist
