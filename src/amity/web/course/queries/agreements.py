"""What was agreed for a course, and how it was looked at."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from amity.core.change import early_response
from amity.core.phases import Fact, Standing
from amity.core.phases.dates import week_begins
from amity.web.base.once import once_each
from amity.web.course.models import Contract, Course, Review
from amity.web.course.offered import Given
from amity.web.course.queries.facts import began_on, protocol_of
from amity.web.course.queries.followed import protocol_at
from amity.web.course.queries.pauses import days_away
from amity.web.course.queries.plan_changes import rhythm

REVIEWED: dict[str, Fact] = {
    Review.Kind.WEEK4: Fact.WEEK4_REVIEW,
    Review.Kind.MIDPOINT: Fact.MIDPOINT_REVIEW,
    Review.Kind.ACUTE: Fact.ACUTE_REVIEW,
}


@dataclass(frozen=True)
class Agreement:
    """What was agreed, beside what the plan is now."""

    contract: Contract
    is_as_planned: bool


def agreed_contracts(course: Course) -> list[Contract]:
    """Everything agreed, the newest first: that one holds."""
    return list(course.contracts.order_by("-at"))


def rhythm_agreed(contract: Contract) -> str:
    """How often they meet by it, in the words of the protocol that was followed then."""
    return rhythm(contract.interval_days, protocol_at(contract.course, contract.at))


def agreement_of(course: Course, contracts: list[Contract]) -> Agreement | None:
    """The newest contract, and whether the plan is still the one agreed."""
    if not contracts:
        return None
    newest = contracts[0]
    agreed = (newest.sessions, newest.interval_days, newest.minutes)
    return Agreement(newest, agreed == (course.planned_sessions, course.interval_days, course.minutes))


def reviews_of(course: Course) -> list[Review]:
    """Every review, the newest first."""
    return reviews_in([course.id])[course.id][::-1]


@once_each
def reviews_in(courses: Collection[UUID]) -> dict[UUID, list[Review]]:
    """The same of many courses, by course, the oldest first."""
    found: dict[UUID, list[Review]] = {id: [] for id in courses}
    for it in Review.objects.filter(course__in=courses).order_by("on", "at"):
        found[it.course_id].append(it)
    return found


def reviews_known(course: Course) -> dict[str, str]:
    """The reviews that the protocol of this course foresees, and any other: kind and name."""
    asked = {fact for gate in protocol_of(course).gates for fact in gate.needs}
    foreseen = {kind.value: kind.label for kind in Review.Kind if REVIEWED.get(kind) in asked}
    return {**foreseen, Review.Kind.OTHER.value: "at another time"}


def review_due(standing: Standing) -> str:
    """The review that is due, the one longest due first; "" when none is."""
    missing = {gate.id: {need.fact for need in gate.missing} for gate in standing.gates}
    waiting = [missing.get(due.id, set()) for due in [*standing.overdue, *standing.due] if due.kind == "gate"]
    return next((kind for facts in waiting for kind, fact in REVIEWED.items() if fact in facts), "")


def first_weeks(course: Course, given: Given) -> early_response.Reading | None:
    """The rule of the first weeks on the scores of this course, where it applies."""
    began = began_on(course)
    if began is None:
        return None
    scores = given.scores.get(early_response.INSTRUMENT, ())
    away = days_away([course.id])[course.id]
    week_4, week_7 = (week_begins(began, it, away) for it in early_response.WEEKS)
    found = early_response.reading(scores, week_4, week_7)
    return found if found and found.applies else None
