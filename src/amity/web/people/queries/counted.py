"""Whose courses are not counted with those of their service."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from amity.web.people.models import Client, Consent, Service


def not_counted(service: Service) -> frozenset[UUID]:
    """Clients who took back their agreement to keeping records here: nothing of theirs is counted."""
    rows = Consent.objects.filter(client__service=service, kind=Consent.Kind.RECORDS)
    said = dict(rows.order_by("recorded_at", "id").values_list("client_id", "given"))
    return frozenset(id for id, given in said.items() if not given)


def births_of(ids: Collection[UUID]) -> dict[UUID, date]:
    """When these clients were born, to count them by age; no name is opened."""
    rows = Client.objects.filter(pk__in=ids).only("date_of_birth").order_by()
    return {it.pk: it.date_of_birth for it in rows}
