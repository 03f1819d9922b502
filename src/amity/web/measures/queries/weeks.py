"""The fourth and the eighth week: what the measures show when it is time to look at the course.

A reason to look and to talk, never a statement about how it goes on. The rule of week 4 is
`amity.core.change.early_response`; for week 8 there is none, so the numbers stand alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from amity.core.change import early_response
from amity.core.change.in_words import Change, plain
from amity.web.base import clock
from amity.web.base.chart_words import day_of
from amity.web.course.models import Course
from amity.web.measures.queries.series import Series, total

EIGHTH = timedelta(days=49)  # the eighth week begins 49 days after the first score
UNTIL_EIGHTH = timedelta(days=69)  # and a score counts for it until the tenth week is over
LOOKED_AT = early_response.INSTRUMENT
NO_RULE = "Amity has no rule for week 8: no threshold was found that could be cited."


@dataclass(frozen=True)
class WeekReview:
    """What stands at week 4 or 8. asks: whether the rule gives a reason to talk; None where there is none."""

    week: int
    sentence: str
    arithmetic: str
    asks: bool | None
    source: str
    course_id: UUID


def week_review_of(course: Course | None, series: Sequence[Series]) -> WeekReview | None:
    """The review of the last of the two weeks that has begun, until four weeks after it ended; else None."""
    found = next((it for it in series if it.instrument.id == LOOKED_AT and it.about is None), None)
    if course is None or course.closed_at is not None or found is None or found.start is None:
        return None
    scores = [(it.on, total(it)) for it in found.compared if it.scores.total.value is not None]
    since = clock.today(course.client.service.zone) - found.start.on
    if EIGHTH <= since <= UNTIL_EIGHTH + timedelta(weeks=4):
        return _eighth(course, scores)
    if early_response.WEEK_4 <= since < EIGHTH:
        return _fourth(course, scores)
    return None


def _fourth(course: Course, scores: Sequence[tuple[date, int | Fraction]]) -> WeekReview:
    read = early_response.reading(scores)
    if read is None:
        sentence = "No PHQ-9 with a total has come in since the fourth week began."
        return WeekReview(4, sentence, "", None, early_response.SOURCE, course.id)
    change = Change(read.first, read.now)
    sentence = (
        f"PHQ-9 is {plain(read.now)} on {day_of(read.now_on)}, {change.moved} on {day_of(read.first_on)}."
    )
    least, still = int(100 * early_response.LEAST_FALL), early_response.STILL
    rule = f"A fall of less than {least} % that leaves it at {still} or above is a reason to talk"
    fall = (
        ""
        if read.fall_percent is None or read.fall_percent < 0
        else f", {read.fall_percent} % of {plain(read.first)}"
    )
    return WeekReview(
        4, sentence, f"{change.arithmetic}{fall}. {rule}.", read.applies, early_response.SOURCE, course.id
    )


def _eighth(course: Course, scores: Sequence[tuple[date, int | Fraction]]) -> WeekReview:
    first_on, first = scores[0]
    within = [it for it in scores if EIGHTH <= it[0] - first_on <= UNTIL_EIGHTH]
    if not within:
        sentence = "No PHQ-9 with a total has come in since the eighth week began."
        return WeekReview(8, sentence, "", None, NO_RULE, course.id)
    now_on, now = within[-1]
    change = Change(first, now)
    sentence = f"PHQ-9 is {plain(now)} on {day_of(now_on)}, {change.moved} on {day_of(first_on)}."
    return WeekReview(8, sentence, f"{change.arithmetic}.", None, NO_RULE, course.id)
