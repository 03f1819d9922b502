"""What is decided on a card of *what now*: kept with its reason and with what the card showed."""

from collections.abc import Sequence
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from amity.core.definitions.card import Card
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.measures import decision_rules as rules
from amity.web.measures.models import CardDecision
from amity.web.people import rules as people_rules


@transaction.atomic
def decide_card(
    *,
    id: UUID | None = None,
    course: Course,
    card: Card,
    occasions: Sequence[str],
    evidence: str,
    decision: str,
    reason: str,
    by: Actor,
) -> list[CardDecision]:
    """One row for each of the occasions that brought the card up. Never changed later.

    id: of the form, so that one sent twice decides once. evidence: what stood on the card.
    """
    course = course_queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    of_form = id or uuid4()
    first = course_queries.made_before(CardDecision, of_form, course_id=course.id)
    if first is not None:
        return list(CardDecision.objects.filter(course=course, card=first.card, at=first.at))
    rules.check_can_decide(course, card, occasions, decision, reason)
    now = clock.now()
    rows = [
        CardDecision.objects.create(
            id=of_form if n == 0 else uuid5(of_form, occasion),
            course=course,
            occasion=occasion,
            card=card.id,
            card_version=card.version,
            evidence=evidence,
            decision=decision,
            reason=reason.strip(),
            at=now,
            by=by.actor_id,
        )
        for n, occasion in enumerate(dict.fromkeys(occasions))
    ]
    audit.wrote(
        "decide_card",
        by=by,
        client=course.client_id,
        record="measures.CardDecision",
        record_id=of_form,
        fields=("card", "occasion", "evidence", "decision", "reason"),
    )
    return rows
