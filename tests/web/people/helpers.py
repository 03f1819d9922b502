"""What the page tests of this slice share."""

from typing import Any
from uuid import UUID, uuid4

from amity.web.base.models import AuditEvent

IDENTITY: dict[str, Any] = {
    "name": "Yusuf Brandt",
    "date_of_birth": "3 July 1979",
    "pronouns": "he/him",
    "phone": "01632 960 777",
    "email": "yusuf@example.org",
    "language": "en",
    "time_zone": "Europe/London",
}


def identity(**changes: Any) -> dict[str, Any]:
    """A filled-in form about somebody new."""
    return IDENTITY | {"id": str(uuid4())} | changes


def verbs(client_id: UUID | str) -> list[str]:
    """What the audit trail says was done about a client, oldest first, reads left out."""
    events = AuditEvent.objects.filter(client=client_id).exclude(verb="read").order_by("id")
    return list(events.values_list("verb", flat=True))


def reads(client_id: UUID | str, by: UUID) -> list[str]:
    """The purposes for which somebody opened a client."""
    events = AuditEvent.objects.filter(client=client_id, verb="read", actor=by)
    return list(events.values_list("purpose", flat=True))
