"""Keys: one master key outside the database, one wrapped data key for each client.

The database key and the wrapping key are derived from the master key (HKDF-SHA-256, RFC 5869).
A client's data key lies in its own file, wrapped, outside the database and its backups: destroying
the file makes that client's narrative unreadable everywhere, old backups included.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from amity.web.base.errors import Unsafe

KEY_BYTES = 32
NONCE_BYTES = 12


def derive(master: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose, derived from `master`."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"amity:" + purpose.encode()).derive(master)


def derived(purpose: str) -> bytes:
    """A 32-byte key for one purpose, derived from the master key."""
    return derive(_master(), purpose)


def read_master(path: Path) -> bytes:
    """The master key in `path`. Raises Unsafe if it is missing or is not one."""
    try:
        text = path.read_text().strip()
    except FileNotFoundError:
        raise Unsafe(
            f"The key file {path} is not there. Without it the records cannot be opened. "
            "Put the key file back from its own backup, or point AMITY_KEY_FILE to it."
        ) from None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Unsafe(f"The key file {path} does not hold a key of 64 hexadecimal digits. Restore it.")
    return key


def data_key(client: UUID, *, make: bool) -> bytes:
    """The client's 32-byte data key; `make` creates it on first use.

    Raises KeyError when there is none: the narrative cannot be read by anybody any more.
    """
    path = Path(settings.AMITY_KEYS) / f"{client}.key"
    try:
        return _unwrapped(path, client)
    except FileNotFoundError:
        if not make:
            raise KeyError(f"there is no data key for client {client}") from None
    wrapped = _wrap(secrets.token_bytes(KEY_BYTES), client)
    write_once(path, wrapped)
    return _unwrapped(path, client)


def forget() -> None:
    """Drop every key held in memory (after rotation or erasure, and in tests)."""
    _master.cache_clear()
    _unwrapped.cache_clear()


def make_master(path: Path) -> None:
    """Write a new master key: 32 random bytes as hex, readable by this user alone."""
    write_once(path, secrets.token_hex(KEY_BYTES).encode())


def write_once(path: Path, content: bytes) -> None:
    """Create `path` with mode 0600, whole and on the disk before it can be seen; never overwrite."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@lru_cache(maxsize=1)
def _master() -> bytes:
    return read_master(Path(settings.AMITY_KEY_FILE))


@lru_cache(maxsize=4096)
def _unwrapped(path: Path, client: UUID) -> bytes:
    wrapped = path.read_bytes()
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    return AESGCM(derived("wrap")).decrypt(nonce, sealed, client.bytes)


def _wrap(key: bytes, client: UUID) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(derived("wrap")).encrypt(nonce, key, client.bytes)
