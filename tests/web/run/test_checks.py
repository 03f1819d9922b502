"""Each check of `amity doctor`, seen wrong once."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from amity.web.base import audit
from amity.web.base.errors import Unsafe
from amity.web.run import checks, ports
from tests.cast import World, service

pytestmark = pytest.mark.django_db


def test_an_empty_clinic_is_in_order_but_for_notes() -> None:
    settings.AMITY_DATA.chmod(0o700)
    wrong = [result for result in checks.results() if result.fault and result.check.blocks]
    assert wrong == []
    checks.refuse_unsafe()


@override_settings(SECURE=False, ON_LOOPBACK=False, SITE_URL="http://clinic.example")
def test_an_address_without_tls_is_refused() -> None:
    with pytest.raises(Unsafe, match=r"unencrypted.*https://"):
        checks.refuse_unsafe()


def test_a_folder_that_others_can_open_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    with override_settings(AMITY_DATA=tmp_path):
        fault = checks.data_folder()
    assert fault
    assert fault.mend == f"Run: chmod 700 {tmp_path}"


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    key = tmp_path / "amity.key"
    key.write_text("5a" * 32)
    key.chmod(0o640)
    with override_settings(AMITY_KEY_FILE=key):
        fault = checks.key_file()
    assert fault
    assert "chmod 600" in fault.mend


def test_a_missing_key_is_told_once(tmp_path: Path) -> None:
    with override_settings(AMITY_KEY_FILE=tmp_path / "gone.key"):
        asked = checks.Check("asked too", checks.key_file)
        found = [result.check.name for result in checks.results((*checks.CHECKS, asked)) if result.fault]
    assert found.count("key file") == 1
    assert "asked too" not in found


@pytest.mark.skipif(not settings.EMBEDDED, reason="the file of the embedded store")
def test_a_database_in_the_clear_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = tmp_path / "plain.db"
    plain.write_bytes(b"SQLite format 3\x00" + bytes(100))
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(plain))
    fault = checks.database()
    assert fault
    assert "not encrypted" in fault.says


def test_the_demo_and_a_clinic_never_share_a_store() -> None:
    service("Quay")
    with override_settings(AMITY_DEMO=True):
        fault = checks.demo()
    assert fault
    assert "not made by the demo" in fault.says
    assert checks.demo() is None


def test_a_clinic_never_opens_on_the_demo_s_store() -> None:
    audit.mark_synthetic(True)
    try:
        service("Quay")
    finally:
        audit.mark_synthetic(False)
    fault = checks.demo()
    assert fault
    assert "invented people" in fault.says
    with override_settings(AMITY_DEMO=True):
        assert checks.demo() is None


def test_old_help_numbers_are_noted_by_name() -> None:
    old = str(date.today() - checks.NUMBERS_HOLD - timedelta(days=1))  # noqa: DTZ011 - a day, long ago
    number = {"label": "Night line", "number": "01632 960 002", "hours": "night", "checked_on": old}
    service("Quay", help_numbers=[number])
    fault = checks.help_numbers()
    assert fault
    assert "Night line" in fault.says


def test_records_put_back_without_their_keys_are_noted(world: World) -> None:
    assert checks.client_keys() is None
    (settings.AMITY_KEYS / f"{world.maya.id}.key").unlink()
    fault = checks.client_keys()
    assert fault
    assert fault.says.startswith("1 of 4 clients have no key")


def test_a_clinic_without_anybody_is_noted() -> None:
    fault = checks.staff()
    assert fault
    assert "amity user add" in fault.mend


def test_ports() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not ports.is_free("127.0.0.1", port)
        assert ports.next_free("127.0.0.1", port) > port
    assert ports.is_free("127.0.0.1", port)
