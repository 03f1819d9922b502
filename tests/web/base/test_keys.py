"""Keys: readable by this user alone, never made anew over a store that holds records."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base import keys, store
from amity.web.base.errors import Unsafe


@pytest.fixture
def elsewhere(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A data folder of its own, empty."""
    settings.AMITY_DATA = tmp_path / "data"
    settings.AMITY_KEY_FILE = tmp_path / "data" / "amity.key"
    settings.AMITY_KEYS = tmp_path / "data" / "keys"
    settings.EMBEDDED = True
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(tmp_path / "data" / "amity.db"))
    keys.forget()
    yield settings
    keys.forget()


def test_the_first_start_makes_folder_and_key(elsewhere: Any) -> None:
    store.prepare()
    assert stat.S_IMODE(elsewhere.AMITY_KEY_FILE.stat().st_mode) == 0o600
    assert stat.S_IMODE(elsewhere.AMITY_DATA.stat().st_mode) == 0o700
    key = elsewhere.AMITY_KEY_FILE.read_text()
    assert len(bytes.fromhex(key)) == 32
    store.prepare()
    assert elsewhere.AMITY_KEY_FILE.read_text() == key


def test_a_database_without_its_key_is_refused(elsewhere: Any) -> None:
    store.prepare()
    Path(elsewhere.DATABASES["default"]["NAME"]).write_bytes(b"records")
    elsewhere.AMITY_KEY_FILE.unlink()
    with pytest.raises(Unsafe, match="There is a database but no key file"):
        store.prepare()
    assert not elsewhere.AMITY_KEY_FILE.exists()


def test_client_keys_without_the_master_key_are_refused_too(elsewhere: Any) -> None:
    store.prepare()
    elsewhere.EMBEDDED = False
    keys.data_key(uuid4(), make=True)
    elsewhere.AMITY_KEY_FILE.unlink()
    with pytest.raises(Unsafe, match="no key file"):
        store.prepare()


def test_a_key_that_others_can_read_is_refused(elsewhere: Any) -> None:
    store.prepare()
    elsewhere.AMITY_KEY_FILE.chmod(0o640)
    with pytest.raises(Unsafe, match="chmod 600"):
        store.prepare()


@pytest.mark.parametrize("content", ["", "not hex", "5a" * 31, "5a" * 33])
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "amity.key"
    path.write_text(content)
    with pytest.raises(Unsafe, match="64 hexadecimal digits"):
        keys.read_master(path)


def test_a_missing_key_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unsafe, match="Put the key file back from its own backup"):
        keys.read_master(tmp_path / "amity.key")


def test_a_clients_key_is_made_once_and_lies_wrapped(elsewhere: Any) -> None:
    store.prepare()
    client = uuid4()
    with pytest.raises(KeyError):
        keys.data_key(client, make=False)
    key = keys.data_key(client, make=True)
    keys.forget()
    assert keys.data_key(client, make=True) == key
    (file,) = elsewhere.AMITY_KEYS.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert key not in file.read_bytes()


def test_another_master_key_unwraps_nothing(elsewhere: Any) -> None:
    from cryptography.exceptions import InvalidTag

    store.prepare()
    client = uuid4()
    keys.data_key(client, make=True)
    elsewhere.AMITY_KEY_FILE.write_text("00" * 32)
    keys.forget()
    with pytest.raises(InvalidTag):
        keys.data_key(client, make=False)


def test_nothing_written_once_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    keys.write_once(path, b"first")
    keys.write_once(path, b"second")
    assert path.read_bytes() == b"first"
    assert [file.name for file in path.parent.iterdir()] == ["file"]


def test_each_purpose_has_a_key_of_its_own() -> None:
    made = {keys.derive(b"\x5a" * 32, purpose) for purpose in ("database", "wrap", "django", "second factor")}
    assert len(made) == 4
