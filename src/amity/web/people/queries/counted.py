"""Whose courses are not counted with those of their service."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from amity.web.people.models import Client, Consent, Service


def not_counted(service: Service) -> frozenset[UUID]:
    """Clients who took back their agreement to keeping records here: nothing of theirs is counted."""
    said = Consent.objects.filter(client=OuterRef("pk"), kind=Consent.Kind.RECORDS)
    newest = Subquery(said.order_by("-recorded_at", "-id").values("given")[:1])
    rows = Client.objects.filter(service=service).annotate(agreed=newest).filter(agreed=False)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def births_of(ids: Collection[UUID]) -> dict[UUID, date]:
    """When these clients were born, to count them by age; no name is opened."""
    rows = Client.objects.filter(pk__in=ids).only("date_of_birth").order_by()
    return {it.pk: it.date_of_birth for it in rows}
