"""What waits for a day: follow-ups that were agreed, plans to look at again. Many clients at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from amity.web.base import clock
from amity.web.base.templatetags.amity import day
from amity.web.people.models import Client
from amity.web.safety.models import Flag, RiskAssessment, SafetyPlan


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something of one client that was to be done on a day which has come. at: when that was agreed."""

    client_id: UUID
    on: date
    at: datetime


def follow_ups_due(client_ids: Iterable[UUID], today: date) -> list[Waiting]:
    """Follow-ups agreed in an assessment for today or earlier, and not recorded as done."""
    rows = RiskAssessment.objects.filter(
        client__in=list(client_ids), follow_up_on__lte=today, followed_up_at=None
    )
    found = rows.values_list("client_id", "follow_up_on", "at")
    return [Waiting(client, on, at) for client, on, at in found if on]


def is_followed_up(agreed_on: date, follow_up_on: date, asked_on: Iterable[date]) -> bool:
    """Whether somebody asked again, later than it was agreed and not before the day that was agreed."""
    return any(on > agreed_on and on >= follow_up_on for on in asked_on)


def reviews_due(client_ids: Iterable[UUID], today: date) -> list[Waiting]:
    """Safety plans whose newest version was to be looked at again by today."""
    newer = SafetyPlan.objects.filter(client=OuterRef("client"), number__gt=OuterRef("number"))
    rows = SafetyPlan.objects.filter(~Exists(newer), client__in=list(client_ids), review_on__lte=today)
    found = rows.values_list("client_id", "review_on", "at")
    return [Waiting(client, on, at) for client, on, at in found if on]


def open_at_close(client: Client) -> list[str]:
    """What is still open about a client's safety when a course closes, each a sentence. It stops nothing."""
    today = clock.today(client.service.zone)
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
        for it in reviews_due([client.id], today)
    ]
    return found
