"""Is this store fit to hold records? Made on the first start, examined on every one."""

import os
import stat
from pathlib import Path

from django.conf import settings

from amity.web.base import keys
from amity.web.base.errors import Unsafe


def prepare() -> None:
    """Make data folder and key on an empty first start; refuse a database without its key."""
    data, key = Path(settings.AMITY_DATA), Path(settings.AMITY_KEY_FILE)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not key.exists():
        if _holds_records():
            raise Unsafe(
                f"There is a database but no key file at {key}. Amity will not make a new key: the "
                "records would stay closed for ever. Put the key file back from its own backup, or "
                "point AMITY_KEY_FILE to where it is."
            )
        keys.make_master(key)
    _only_ours(key)
    keys.forget()
    keys.derived("database")


def _holds_records() -> bool:
    if settings.EMBEDDED:
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        return database.exists() and database.stat().st_size > 0
    return any(Path(settings.AMITY_KEYS).glob("*.key"))


def _only_ours(key: Path) -> None:
    if os.name == "posix" and stat.S_IMODE(key.stat().st_mode) & 0o077:
        raise Unsafe(f"Other users of this machine can read the key file {key}. Run: chmod 600 {key}")
