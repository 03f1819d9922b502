"""What waits for a day: follow-ups that were agreed, plans to look at again. Many clients at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Value

from amity.web.base import clock
from amity.web.base.templatetags.amity import day
from amity.web.people.models import Client
from amity.web.safety.models import Flag, RiskAssessment, SafetyPlan


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something of one client that was to be done on a day which has come. at: when that was agreed."""

    client_id: UUID
    kind: Literal["follow_up", "plan_review"]
    on: date
    at: datetime


def waiting_for(client_ids: Iterable[UUID], today: date) -> list[Waiting]:
    """Follow-ups agreed in an assessment and not done, plans whose newest version was to be looked at again.

    One query, however many clients: Today asks it.
    """
    ids = list(client_ids)
    follow_ups = RiskAssessment.objects.filter(client__in=ids, follow_up_on__lte=today, followed_up_at=None)
    newer = SafetyPlan.objects.filter(client=OuterRef("client"), number__gt=OuterRef("number"))
    plans = SafetyPlan.objects.filter(~Exists(newer), client__in=ids, review_on__lte=today)
    rows = _of_kind(follow_ups, "follow_up", "follow_up_on").union(
        _of_kind(plans, "plan_review", "review_on")
    )
    return sorted((Waiting(*row) for row in rows), key=lambda it: (it.on, it.at))


def _of_kind(rows: Any, kind: str, day_column: str) -> Any:
    named = rows.order_by().annotate(kind=Value(kind, CharField()), on=F(day_column))
    return named.values_list("client_id", "kind", "on", "at")


def is_followed_up(agreed_on: date, follow_up_on: date, asked_on: Iterable[date]) -> bool:
    """Whether somebody asked again, later than it was agreed and not before the day that was agreed."""
    return any(on > agreed_on and on >= follow_up_on for on in asked_on)


def open_at_close(client: Client) -> list[str]:
    """What is still open about a client's safety when a course closes, each a sentence. It stops nothing."""
    found = [
        f"A flag has been open since {day(opened.astimezone(client.service.zone))}. Closing the course "
        "does not close it."
        for opened in Flag.objects.filter(client=client, closed_at=None).values_list("opened_at", flat=True)
    ]
    ahead = RiskAssessment.objects.filter(client=client, followed_up_at=None, follow_up_on__isnull=False)
    found += [
        f"A follow-up agreed for {day(on)} is not recorded as done."
        for on in ahead.order_by("follow_up_on").values_list("follow_up_on", flat=True)
    ]
    found += [
        f"The safety plan was to be looked at again on {day(it.on)}."
        for it in waiting_for([client.id], clock.today(client.service.zone))
        if it.kind == "plan_review"
    ]
    return found
