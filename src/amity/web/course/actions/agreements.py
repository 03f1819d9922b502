"""What is agreed for the course, and a look at where it stands."""

import uuid
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.models import Contract, Course, Review
from amity.web.people import rules as people_rules


@transaction.atomic
def agree_contract(
    *,
    id: UUID | None = None,
    course: Course,
    focus: str,
    arrangements: str = "",
    agreed_on: date | None = None,
    agreed_how: str = "spoken",
    seen: str = "",
    by: Actor,
) -> Contract:
    """The plan as it is now is agreed with the client: number, rhythm and minutes stand in the course alone.

    seen: the plan that was on the page (`queries.plan_seen`); one changed meanwhile is looked at first.
    """
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(Contract, id, course_id=course.id)) is not None:
        return found
    on = agreed_on or clock.today(course.client.service.zone)
    rules.check_can_agree_contract(course, focus, agreed_how, on)
    rules.check_plan_seen(course, seen)
    contract = Contract.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        sessions=course.planned_sessions,
        interval_days=course.interval_days,
        minutes=course.minutes,
        ends_about=queries.standing_of(course).projected_end,
        focus=focus.strip(),
        arrangements=arrangements.strip(),
        agreed_on=on,
        agreed_how=agreed_how,
        at=clock.now(),
        by=by.actor_id,
    )
    audit.wrote(
        "agree_contract",
        by=by,
        client=course.client_id,
        record="course.Contract",
        record_id=contract.id,
        fields=("sessions", "interval_days", "minutes", "ends_about", "focus", "arrangements"),
    )
    return contract


@transaction.atomic
def record_review(
    *,
    id: UUID | None = None,
    course: Course,
    kind: str,
    seen: str = "",
    discussed: Sequence[str] = (),
    alliance: int | None = None,
    focus_kept: bool | None = None,
    decision: str,
    on: date | None = None,
    by: Actor,
) -> Review:
    """What client and therapist saw, what they talked about, what they decided and why. Never changed later.

    alliance: how they work together, 0 to 10, as the client rates it; None: not rated.
    """
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(Review, id, course_id=course.id)) is not None:
        return found
    on = on or clock.today(course.client.service.zone)
    rules.check_can_record_review(course, kind, discussed, alliance, focus_kept, decision, on)
    review = Review.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        kind=kind,
        seen=seen.strip(),
        discussed=[it for it in rules.DISCUSSED if it in discussed],
        alliance=alliance,
        focus_kept=focus_kept,
        decision=decision.strip(),
        on=on,
        at=clock.now(),
        by=by.actor_id,
    )
    audit.wrote(
        "record_review",
        by=by,
        client=course.client_id,
        record="course.Review",
        record_id=review.id,
        fields=("kind", "seen", "discussed", "alliance", "focus_kept", "decision"),
    )
    return review
