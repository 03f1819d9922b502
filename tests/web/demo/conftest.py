"""The synthetic clinic, made once for the tests of this folder and rolled back after them."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client as Browser
from django.test import override_settings

import amity.web.urls  # noqa: F401 - read now, while this is no demo: it asks only once
from amity.web.base import audit, clock
from amity.web.demo.build import build

NOW = datetime(2026, 3, 4, 9, 12, tzinfo=UTC)  # a Wednesday; London is on UTC


@pytest.fixture(scope="package")
def clinic(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[datetime]:
    """A store filled at NOW."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        audit.mark_synthetic(True)
        with transaction.atomic():
            with clock.set_to(NOW), override_settings(AMITY_DEMO=True):  # it mails nobody anything
                build(NOW)
            yield NOW
            transaction.set_rollback(True)
        audit.mark_synthetic(False)


@pytest.fixture
def demo(clinic: datetime, db: None) -> Iterator[Browser]:
    """A browser on this computer, in front of the demo."""
    templates: Any = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("amity.web.demo.context.banner")
    with (
        override_settings(
            AMITY_DEMO=True,
            ON_LOOPBACK=True,
            ROOT_URLCONF="tests.web.demo.urls",
            INSTALLED_APPS=["amity.web.demo", *settings.INSTALLED_APPS],
            TEMPLATES=templates,
        ),
        clock.set_to(clinic),
    ):
        yield Browser(SERVER_NAME="localhost")
