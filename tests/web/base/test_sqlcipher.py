"""The embedded store: encrypted on the disk, obeying what it was told, refusing a wrong key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from sqlcipher3 import dbapi2

from amity.web.base import keys
from amity.web.base.errors import Unsafe
from amity.web.base.models import SessionRow
from amity.web.base.sqlcipher import base as backend

pytestmark = pytest.mark.skipif(not settings.EMBEDDED, reason="this is about the embedded store")


@pytest.fixture
def file(transactional_db: None) -> Path:
    """The database file of the tests, with something in it."""
    SessionRow.objects.create(
        key_hash="0" * 64, session_data="planted words", expire_date="2030-01-01T00:00Z"
    )
    return Path(connection.settings_dict["NAME"])


def test_the_file_does_not_say_what_it_is(file: Path) -> None:
    assert file.read_bytes()[:16] != b"SQLite format 3\x00"
    assert b"SQLite" not in file.read_bytes()


def test_its_words_are_not_in_it(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        assert b"planted words" not in path.read_bytes(), path.name


def test_it_opens_with_the_key_and_not_without(file: Path) -> None:
    for key in (None, "00" * 32):
        other = dbapi2.connect(str(file))
        if key:
            other.execute(f"PRAGMA key = \"x'{key}'\"")
        with pytest.raises(dbapi2.DatabaseError, match="not a database"):
            other.execute("SELECT count(*) FROM sqlite_master").fetchone()
        other.close()


def test_the_wrong_key_is_said_in_a_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "derived", lambda purpose: b"\x00" * 32)
    other = backend.DatabaseWrapper(dict(connection.settings_dict), "other")
    with pytest.raises(Unsafe, match="belongs to another database"):
        other.ensure_connection()


@pytest.mark.parametrize(
    ("name", "expected"), [(name, wanted[1]) for name, wanted in backend.PRAGMAS.items()]
)
def test_what_was_set_is_read_back(file: Path, name: str, expected: Any) -> None:
    with connection.cursor() as cursor:
        (found,) = cursor.execute(f"PRAGMA {name}").fetchone()
    assert found == expected


def test_a_store_that_does_not_obey_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(backend.PRAGMAS, "synchronous", ("OFF", 2))
    other = backend.DatabaseWrapper(dict(connection.settings_dict), "other")
    with pytest.raises(Unsafe, match="Not started"):
        other.ensure_connection()


def test_an_old_sqlite_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "OLDEST", (99, 0, 0))
    other = backend.DatabaseWrapper(dict(connection.settings_dict), "other")
    with pytest.raises(Unsafe, match="known corruption bug"):
        other.ensure_connection()


def test_a_transaction_takes_the_lock_at_once(file: Path) -> None:
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        SessionRow.objects.count()
    assert asked[0]["sql"] == "BEGIN IMMEDIATE"


def test_foreign_keys_hold(file: Path) -> None:
    from django.db import IntegrityError

    from amity.web.people.models import Staff

    with pytest.raises(IntegrityError):  # noqa: SIM117 - the commit is what refuses
        with transaction.atomic():
            Staff.objects.create(user_id="0" * 32, service_id="0" * 32, name="x", role="clinician")


@pytest.fixture
def cursor(db: None) -> Iterator[Any]:
    with connection.cursor() as cursor:
        yield cursor


def test_parameters_by_place_and_by_name(cursor: Any) -> None:
    assert cursor.execute("SELECT %s || '%%'", ["a"]).fetchone() == ("a%",)
    assert cursor.execute("SELECT %(x)s", {"x": 1}).fetchone() == (1,)
    cursor.execute("CREATE TEMP TABLE t (a)")
    cursor.executemany("INSERT INTO t VALUES (%s)", [(1,), (2,)])
    cursor.executemany("INSERT INTO t VALUES (%(a)s)", [{"a": 3}])
    cursor.executemany("INSERT INTO t VALUES (%s)", [])
    assert cursor.execute("SELECT sum(a) FROM t").fetchone() == (6,)
