"""Every table reaches a client, so that access, export and erasure find it."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from amity.web.people.models import Client

# Named, so that a reviewer sees them: these are about the service and its staff, or hold plain UUIDs.
ABOUT_NOBODY = {
    "base.User": "a sign-in",
    "base.SessionRow": "a browser session",
    "base.AuditEvent": "plain UUIDs, so that the trail outlives the record",
    "people.Service": "the clinic itself",
    "people.Staff": "a member of staff",
    "measures.ImportedInstrument": "a questionnaire the service brought itself",
    "outcomes.Summary": "counts of a whole service",
    "outcomes.SummaryPart": "counts of a batch of courses",
    "outcomes.ExpectedResponse": "a curve of a whole service's finished courses",
    "outcomes.FitPart": "scores of a batch of courses, by number, until they are fitted",
    "outcomes.Export": "who handed out courses without names, and what for",
}


def our_models() -> list[type[models.Model]]:
    """The tables of every slice."""
    return [model for model in apps.get_models() if model.__module__.startswith("amity.web.")]


def unreached(tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """Tables whose `client_path` does not lead to a client by foreign keys that may not be empty."""
    for table in tables:
        if table is Client or table._meta.label in ABOUT_NOBODY:
            continue
        at: type[models.Model] | None = table
        for step in getattr(table, "client_path", "client").split("__"):
            at = _next(at, step) if at else None
        if at is not Client:
            yield f"{table._meta.label} does not reach a client"


def _next(table: type[models.Model], step: str) -> type[models.Model] | None:
    names = {field.name for field in table._meta.get_fields()}
    field = table._meta.get_field(step) if step in names else None
    followed = isinstance(field, models.ForeignKey) and not field.null
    return field.related_model if followed else None  # type: ignore[union-attr]


def test_every_table_reaches_a_client() -> None:
    assert list(unreached(our_models())) == []


def test_no_exception_outlives_its_table() -> None:
    assert set(ABOUT_NOBODY) <= {model._meta.label for model in our_models()}


@isolate_apps("amity.web.people")
def planted(**fields: "models.Field[Any, Any]") -> list[str]:
    """What is said of a table with these fields."""
    body = {"__module__": "amity.web.people.models", "Meta": type("Meta", (), {"app_label": "people"})}
    return list(unreached([type("Planted", (models.Model,), {**body, **fields})]))


def test_a_table_of_nobody_is_seen() -> None:
    assert planted(name=models.TextField())


@pytest.mark.parametrize(("null", "seen"), [(True, True), (False, False)])
def test_a_client_that_may_be_missing_is_seen(null: bool, seen: bool) -> None:
    assert bool(planted(client=models.ForeignKey(Client, models.PROTECT, null=null))) is seen
