"""Whose courses are not counted with those of their service."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from amity.web.people.models import Client, Consent, Service


def not_counted() -> frozenset[UUID]:
    """Clients who took back their agreement to keeping records here: nothing of theirs is counted."""
    ever = Consent.objects.filter(kind=Consent.Kind.RECORDS, given=False).order_by()
    return _took_back(set(ever.values_list("client_id", flat=True)))


def counted_among(service: Service, ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these clients, those of the service who are counted with it."""
    theirs = Client.objects.filter(pk__in=ids, service=service).order_by().values_list("pk", flat=True)
    return frozenset(theirs) - _took_back(ids)


def _took_back(among: Collection[UUID]) -> frozenset[UUID]:
    """By the newest of what each of them said."""
    said = Consent.objects.filter(client__in=among, kind=Consent.Kind.RECORDS)
    newest = dict(said.order_by("recorded_at", "id").values_list("client_id", "given"))
    return frozenset(id for id, given in newest.items() if not given)


def births_of(ids: Collection[UUID]) -> dict[UUID, date]:
    """When these clients were born, to count them by age; no name is opened."""
    rows = Client.objects.filter(pk__in=ids).only("date_of_birth").order_by()
    return {it.pk: it.date_of_birth for it in rows}
