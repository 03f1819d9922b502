"""The fourth and the eighth week: what the measures show when it is time to look at the course.

A reason to look and to talk, never a statement about how it goes on. The rule of week 4 is
`amity.core.change.early_response`; for week 8 there is none, so the numbers stand alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from amity.core.change import early_response
from amity.core.change.in_words import Change, plain
from amity.core.phases.dates import week_begins
from amity.web.base import clock
from amity.web.base.chart_words import day_of
from amity.web.course.models import Course
from amity.web.course.queries.facts import began_on
from amity.web.course.queries.pauses import days_away
from amity.web.measures.queries.series import Series, total

FOURTH, EIGHTH = 4, 8  # weeks of the course, counted from the first session, pauses left out
OVER = 11  # a score counts for the eighth until the tenth is over
SHOWN_UNTIL = 15  # and is shown for four weeks more
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
    began, away = began_on(course), days_away([course.id])[course.id]
    if began is None:
        return None
    scores = [(it.on, total(it)) for it in found.compared if it.scores.total.value is not None]
    weeks = {it: week_begins(began, it, away) for it in (FOURTH, EIGHTH, OVER, SHOWN_UNTIL)}
    today = clock.today(course.client.service.zone)
    begun = {week for week, day in weeks.items() if day is not None and day <= today}
    if EIGHTH in begun:
        return None if SHOWN_UNTIL in begun else _eighth(course, scores, weeks[EIGHTH], weeks[OVER])
    week_4, week_7 = (week_begins(began, it, away) for it in early_response.WEEKS)
    read = early_response.reading(scores, week_4, week_7)
    return _fourth(course, scores[0][0], weeks[FOURTH], read) if FOURTH in begun else None


def _fourth(
    course: Course, first_on: date, since: date | None, read: early_response.Reading | None
) -> WeekReview:
    if read is None:
        return WeekReview(4, _missing(first_on, since, "fourth"), "", None, early_response.SOURCE, course.id)
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


def _eighth(
    course: Course, scores: Sequence[tuple[date, int | Fraction]], since: date | None, until: date | None
) -> WeekReview:
    first_on, first = scores[0]
    within = [on for on, _ in scores[1:] if since and since <= on and (until is None or on < until)]
    if not within or (since and first_on >= since):
        return WeekReview(8, _missing(first_on, since, "eighth"), "", None, NO_RULE, course.id)
    now_on, now = [it for it in scores if it[0] in within][-1]
    change = Change(first, now)
    sentence = f"PHQ-9 is {plain(now)} on {day_of(now_on)}, {change.moved} on {day_of(first_on)}."
    return WeekReview(8, sentence, f"{change.arithmetic}.", None, NO_RULE, course.id)


def _missing(first_on: date, since: date | None, week: str) -> str:
    """Why nothing can be compared: no later score, or no earlier one."""
    if since is not None and first_on >= since:
        return f"The first PHQ-9 with a total is of {day_of(first_on)}: none lies before the {week} week."
    return f"No PHQ-9 with a total has come in since the {week} week began."
