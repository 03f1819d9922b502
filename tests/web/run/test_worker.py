"""Timed work: everything that is due, whatever one job does wrong; the log tells nothing but kinds."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from amity.web.base.models import SessionRow
from amity.web.base.session_store import SessionStore
from amity.web.run import worker
from tests.conftest import StoppedClock

pytestmark = pytest.mark.django_db
NAME = "Ida Nightingale"
done: list[str] = []


def one() -> int:
    done.append("one")
    return 2


def broken() -> int:
    raise ValueError(f"{NAME} answered 3")


def three() -> int:
    done.append("three")
    return 1


@pytest.fixture(autouse=True)
def connections_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own transaction needs its connection."""
    monkeypatch.setattr(connections, "close_all", lambda: None)
    done.clear()


def test_every_job_exists_and_finds_nothing_in_an_empty_store() -> None:
    assert len(settings.JOBS) >= 2
    assert all(callable(import_string(path)) for path in settings.JOBS)
    assert worker.turn() == 0


def test_one_broken_job_keeps_no_other_from_its_turn(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(settings, "JOBS", [f"{__name__}.{name}" for name in ("one", "broken", "three")])
    monkeypatch.setattr(logging.getLogger("amity"), "propagate", True)
    assert worker.turn() == 3
    assert done == ["one", "three"]
    assert "broken failed: ValueError" in caplog.text
    assert NAME not in caplog.text


def test_sessions_that_ran_out_are_cleared(clock: StoppedClock) -> None:
    session = SessionStore()
    session["seen"] = 1
    session.create()
    worker.turn()
    assert SessionRow.objects.count() == 1
    clock.forward(seconds=settings.SESSION_COOKIE_AGE + timedelta(minutes=1).seconds)
    worker.turn()
    assert SessionRow.objects.count() == 0
