"""What is agreed for a course, and its reviews."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from amity.core.change import early_response
from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.course import actions, queries
from amity.web.course.models import Contract, Course, Review
from amity.web.course.offered import Given
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, record


def agree_contract(course: Course, **changes: Any) -> Contract:
    return actions.agree_contract(
        course=course, by=course.clinician.user, **{"focus": "the move, and what I left"} | changes
    )


def review(course: Course, **changes: Any) -> Review:
    given: dict[str, Any] = {"kind": "week4", "decision": "We go on: she sleeps, and the score follows."}
    return actions.record_review(course=course, by=course.clinician.user, **given | changes)


def named(course: Course) -> Any:
    return queries.facts_of([course])[course.id].named


def test_the_plan_as_it_is_is_agreed(course: Course) -> None:
    made = agree_contract(course)
    assert (made.sessions, made.interval_days, made.minutes) == (16, 7, 50)
    assert made.ends_about == queries.standing_of(course).projected_end
    assert (made.agreed_on, made.agreed_how) == (date(2026, 3, 2), "spoken")
    assert named(course)["contract"] is True
    assert knock.written("agree_contract", made.id) == 1


def test_another_plan_is_said_beside_what_was_agreed(course: Course) -> None:
    agree_contract(course)
    course.planned_sessions = 12
    found = queries.agreement_of(course, queries.agreed_contracts(course))
    assert found is not None
    assert not found.is_as_planned


def test_sent_twice_it_is_one(course: Course) -> None:
    contract, looked = uuid4(), uuid4()
    for _ in range(2):
        agree_contract(course, id=contract)
        review(course, id=looked)
    assert Contract.objects.count() == Review.objects.count() == 1


def test_a_plan_changed_meanwhile_is_looked_at_first(course: Course) -> None:
    seen = queries.plan_seen(course)
    Course.objects.filter(pk=course.pk).update(planned_sessions=12)
    with pytest.raises(Refused, match="changed meanwhile"):
        agree_contract(course, seen=seen)


@pytest.mark.parametrize(
    "wrong",
    [{"focus": " "}, {"agreed_how": "x"}, {"agreed_on": date(2026, 3, 3)}, {"agreed_on": date(2020, 1, 1)}],
)
def test_bad_contracts(course: Course, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        agree_contract(course, **wrong)
    assert not Contract.objects.exists()


def test_a_review_settles_its_fact(course: Course) -> None:
    made = review(course, discussed=["referral", "focus"], alliance=7)
    assert (made.discussed, made.alliance) == (["focus", "referral"], 7)
    assert named(course)["week4_review"] is True
    assert "midpoint_review" not in named(course)
    review(course, kind="midpoint", focus_kept=False)
    assert named(course)["midpoint_review"] is True
    assert knock.written("record_review", made.id) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "week8"}, {"decision": ""}, {"alliance": 11}, {"discussed": ["weather"]},
        {"kind": "midpoint", "focus_kept": None}, {"on": date(2026, 3, 3)},
    ],
)  # fmt: skip
def test_bad_reviews(course: Course, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        review(course, **wrong)
    assert not Review.objects.exists()


def test_the_review_that_is_due(course: Course, clock: StoppedClock) -> None:
    record(plan(course, base_clock.now()))
    course.phase = "initial"
    assert queries.review_due(queries.standing_of(course)) == ""
    clock.forward(hours=24 * 29)
    assert queries.review_due(queries.standing_of(course)) == "week4"
    review(course)
    assert queries.review_due(queries.standing_of(course)) == ""


def test_the_rule_of_the_first_weeks_on_the_scores_that_are_given(
    course: Course, clock: StoppedClock
) -> None:
    before, first = date(2026, 2, 23), date(2026, 3, 2)
    later = first + timedelta(days=21)
    given = Given(scores={"phq9": ((before, 19), (later, 20))})
    assert queries.first_weeks(course, given) is None  # no session was held
    record(plan(course, base_clock.now()))
    found = queries.first_weeks(course, given)
    assert found is not None
    assert (found.first, found.now) == (19, 20)
    early = ((before, 19), (later - early_response.EARLY - timedelta(days=1), 20))
    assert queries.first_weeks(course, Given(scores={"phq9": early})) is None
    assert queries.first_weeks(course, Given(scores={"phq9": ((first, 19), (later, 9))})) is None
    assert queries.first_weeks(course, Given(scores={"gad7": ((first, 19), (later, 20))})) is None
    clock.forward(days=30)
    actions.pause_course(
        course=course, first_on=first + timedelta(days=2), last_on=first + timedelta(days=8), reason="ill",
        by=course.clinician.user,
    )  # fmt: skip
    assert queries.first_weeks(course, given) is None


def test_a_closed_course_is_agreed_and_reviewed_no_more(course: Course) -> None:
    actions.close_course(course=course, reason="over", by=course.clinician.user)
    attempts: list[Any] = [lambda: agree_contract(course), lambda: review(course)]
    for attempt in attempts:
        with pytest.raises(Refused, match="closed"):
            attempt()
