"""Sessions: found by the hash of their key, gone when they end."""

import pytest
from django.contrib.sessions.backends.base import UpdateError

from amity.web.base.models import SessionRow
from amity.web.base.session_store import SessionStore
from tests.conftest import StoppedClock

pytestmark = pytest.mark.django_db


def made() -> SessionStore:
    session = SessionStore()
    session["word"] = "kept"
    session.save()
    return session


def test_the_key_is_not_in_the_table() -> None:
    key = str(made().session_key)
    (row,) = SessionRow.objects.all()
    assert key not in f"{row.key_hash} {row.session_data}"
    assert row.key_hash == SessionRow.hashed(key)


def test_a_stolen_table_opens_no_session() -> None:
    made()
    assert SessionStore(SessionRow.objects.get().key_hash).get("word") is None


def test_the_key_opens_it() -> None:
    assert SessionStore(made().session_key)["word"] == "kept"


def test_a_new_key_ends_the_old_one() -> None:
    session = made()
    old = session.session_key
    session.cycle_key()
    session.save()
    assert session.session_key != old
    assert SessionStore(old).get("word") is None
    assert SessionStore(session.session_key)["word"] == "kept"


def test_a_made_up_key_is_not_taken_over() -> None:
    session = SessionStore("a" * 32)
    assert session.get("word") is None
    session["word"] = "new"
    session.save()
    assert session.session_key != "a" * 32


def test_it_ends_with_its_time(clock: StoppedClock) -> None:
    key = made().session_key
    clock.forward(hours=10, seconds=1)
    assert SessionStore(key).get("word") is None
    SessionStore.clear_expired()
    assert SessionRow.objects.count() == 0


def test_what_was_ended_elsewhere_is_not_written_back() -> None:
    session = made()
    SessionStore().delete(session.session_key)
    session["word"] = "back again"
    with pytest.raises(UpdateError):
        session.save()
    assert SessionRow.objects.count() == 0


def test_flush_ends_it() -> None:
    session = made()
    key = str(session.session_key)
    session.flush()
    assert not session.exists(key)
