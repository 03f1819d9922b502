"""What is held about one client who was already opened through the one door, or about many by id."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.models import User
from amity.web.base.once import once
from amity.web.people.models import (
    CareTeamMember,
    Client,
    Consent,
    Grant,
    OutgoingMessage,
    SafeContact,
    Staff,
    latest,
)

STALE = timedelta(hours=24)  # a notice that could not be sent for a day is no longer sent


def safe_contact_of(client: Client) -> SafeContact | None:
    """How and when it is safe to reach the client, as last said. None: never asked, so not at all."""
    found: SafeContact | None = latest(client.safe_contacts)
    return found


def consents_of(client: Client) -> dict[str, Consent]:
    """The newest consent of each kind that was ever recorded."""
    return {consent.kind: consent for consent in client.consents.order_by("recorded_at", "id")}


def consent_history_of(client: Client) -> list[Consent]:
    """Every consent given and taken back, newest first."""
    return list(client.consents.order_by("-recorded_at", "-id"))


def has_consent(client: Client, kind: str) -> bool:
    """Whether the newest word on this kind is a yes."""
    newest = latest(client.consents.filter(kind=kind))
    return newest is not None and newest.given


def care_team_of(client: Client) -> list[Staff]:
    """Who works with the client now, longest first."""
    members = CareTeamMember.objects.filter(client=client).current()
    return [member.staff for member in members.select_related("staff__user").order_by("since", "id")]


@once
def lead_clinician_of(client: Client) -> Staff | None:
    """Whom flags go to: the one who has been in the care team longest and can sign in."""
    return next((staff for staff in care_team_of(client) if staff.user.is_active), None)


def is_in_care_team(client: Client, by: Actor) -> bool:
    """Whether this clinician works with the client now."""
    if not isinstance(by, User) or not by.is_active:
        return False
    working = CareTeamMember.objects.filter(client=client, staff__user=by, staff__role=Staff.Role.CLINICIAN)
    return working.current().exists()


def running_grants(client: Client) -> list[Grant]:
    """Supervisors who may read the record now, with until when and why."""
    running = Grant.objects.filter(client=client).running()
    return list(running.select_related("staff").order_by("until", "id"))


def grants_of(client: Client) -> list[Grant]:
    """Every grant there ever was, newest first."""
    return list(client.grants.select_related("staff").order_by("-since", "-id"))


def names_of(client_ids: Iterable[UUID]) -> dict[UUID, Client]:
    """Clients by id, for callers that already asked what this person may see."""
    return Client.objects.select_related("service").in_bulk(list(client_ids))


def messages_of(client: Client) -> list[OutgoingMessage]:
    """Notices to a client, newest first."""
    return list(client.messages.order_by("-queued_at", "-id"))


def messages_to_send() -> QuerySet[OutgoingMessage]:
    """Notices that nobody has begun to send while it is still safe, oldest first."""
    waiting = OutgoingMessage.objects.filter(claimed_at=None, sent_at=None, failed_at=None)
    now = clock.now()  # a clock that was wrong may have gone back behind the hour it was put down at
    waiting = waiting.filter(Q(until=None) | Q(until__gt=now, queued_at__lte=now))
    return waiting.select_related("client__service").order_by("queued_at", "id")
