"""Whose courses are not counted with those of their service."""

from uuid import UUID

from amity.web.people.models import Consent, Service


def not_counted(service: Service) -> frozenset[UUID]:
    """Clients who took back their agreement to keeping records here: nothing of theirs is counted."""
    rows = Consent.objects.filter(client__service=service, kind=Consent.Kind.RECORDS)
    said = dict(rows.order_by("recorded_at", "id").values_list("client_id", "given"))
    return frozenset(id for id, given in said.items() if not given)
