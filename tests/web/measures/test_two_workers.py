"""Two workers ask what a course asks at the same moment, each on a connection of its own; goal G46.

Both have read that nothing was given yet when either begins to write. The embedded store lets one writer in
at a time, so there is nothing to see there.
"""

import logging
from collections.abc import Callable
from contextvars import copy_context
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings as the_settings
from django.db import connection, connections

from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Link, Notice, Occasion
from amity.web.people.models import OutgoingMessage
from tests import cast
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, start

pytestmark = [
    pytest.mark.skipif(the_settings.EMBEDDED, reason="one writer at a time"),
    pytest.mark.django_db(transaction=True),
]
PATIENCE = 20  # seconds; a worker that waits longer waits for ever


@pytest.fixture
def course(clock: StoppedClock, transactional_db: None, settings: Any) -> Course:
    """Maya's, before its first session; a notice by e-mail is safe at this hour."""
    settings.MAIL_IS_SET_UP = True
    world = cast.build()
    made = start(world.maya, world.ada)
    plan(made, clock.now + timedelta(days=2))
    return made


def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each does a whole turn; at each step that writes they wait until both have read what there is."""
    for name in ("_make", "_say"):
        monkeypatch.setattr(jobs_giving, name, together(getattr(jobs_giving, name)))

    def work() -> None:
        try:
            jobs_giving.run_due()
        finally:
            connections.close_all()

    workers = [Thread(target=copy_context().run, args=(work,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE)
        assert not worker.is_alive()
    assert connection.vendor == "postgresql"


def together(step: Callable[..., bool]) -> Callable[..., bool]:
    both = Barrier(2)

    def stepped(*given: Any) -> bool:
        both.wait(PATIENCE)
        return step(*given)

    return stepped


def failed(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What one worker could not do, as another had done it."""
    return [it.getMessage() for it in caplog.records if "could not be seen to" in it.getMessage()]


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("amity"), "propagate", True)


@pytest.mark.goal("G46")
def test_each_is_asked_once_and_said_once(
    course: Course, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    two_workers(monkeypatch)
    assert failed(caplog) == []
    rows = (Occasion, Link, Notice, OutgoingMessage)
    assert [it.objects.count() for it in rows] == [1, 1, 1, 1]


def test_without_the_lock_it_is_seen(
    course: Course, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Both find nothing and both write; the store keeps one, and the other worker fails."""
    monkeypatch.setattr(course_queries, "course_locked", lambda course: course)
    two_workers(monkeypatch)
    assert failed(caplog) != []
