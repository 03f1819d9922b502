"""The audit trail: only added to, by whichever way one tries."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from amity.web.base import audit
from amity.web.base.models import AuditEvent
from tests.conftest import StoppedClock

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> AuditEvent:
    audit.wrote("try_something", by=audit.SYSTEM, client=uuid4(), record="x.Y", fields=("a", "b"))
    return AuditEvent.objects.get(verb="try_something")


def _through_the_table(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda event: AuditEvent.objects.filter(pk=event.pk).update(verb="else"),
        lambda event: AuditEvent.objects.filter(pk=event.pk).delete(),
        lambda event: event.delete(),
        lambda event: _through_the_table("UPDATE base_auditevent SET verb = 'else'"),
        lambda event: _through_the_table("DELETE FROM base_auditevent"),
    ],
    ids=["update", "delete", "delete one", "update in SQL", "delete in SQL"],
)
def test_the_store_itself_refuses(event: AuditEvent, attempt: Any) -> None:
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        attempt(event)
    assert AuditEvent.objects.get(pk=event.pk).verb == "try_something"


def test_a_row_is_not_saved_again(event: AuditEvent) -> None:
    event.verb = "else"
    with pytest.raises(TypeError, match="only added to"):
        event.save()


def test_an_action_that_fails_leaves_no_row() -> None:
    def fails() -> None:
        with transaction.atomic():
            audit.wrote("half_done", by=audit.SYSTEM, client=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not AuditEvent.objects.filter(verb="half_done").exists()


def test_one_read_row_a_person_client_purpose_and_minute(clock: StoppedClock) -> None:
    first, second = uuid4(), uuid4()
    for client in (first, first, second):
        for purpose in ("care", "care", "contact"):
            audit.read(by=audit.SYSTEM, client=client, purpose=purpose)
    assert AuditEvent.objects.filter(verb="read").count() == 4
    clock.forward(minutes=1)
    audit.read(by=audit.SYSTEM, client=first, purpose="care")
    assert AuditEvent.objects.filter(verb="read").count() == 5


def test_the_demo_marks_its_rows() -> None:
    audit.mark_synthetic(True)
    try:
        audit.wrote("in_the_demo", by=audit.SYSTEM, client=None)
    finally:
        audit.mark_synthetic(False)
    assert AuditEvent.objects.get(verb="in_the_demo").synthetic
