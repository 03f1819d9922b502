"""Addresses of static files. Each has a word made of what all of them hold, so that no browser asks twice.

`/static/4f0c…/base/tokens.css`: as long as nothing changes, the file under this address is this file, and a
browser may keep it for ever. After an upgrade the word is another one, for all files, and what they name
beside themselves (a font, a module) stands under it as well. Nothing is collected or renamed: the word is
taken off before a file is looked for.
"""

import hashlib
import re
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage

UNDER: Final = f"/{settings.STATIC_URL.strip('/')}/"
LONG: Final = 16
WORD: Final = re.compile(rf"{re.escape(UNDER)}([0-9a-f]{{{LONG}}})/")
FOR_EVER: Final = "max-age=31536000, public, immutable"


class Lasting(StaticFilesStorage):
    """Gives out the lasting addresses."""

    def url(self, name: str | None) -> str:
        """name: "base/tokens.css"."""
        return super().url(f"{word()}/{name}")


@lru_cache(maxsize=1)
def word() -> str:
    """Another one as soon as any static file is another."""
    found = hashlib.sha256()
    for name, storage in sorted(
        (it for finder in get_finders() for it in finder.list([])), key=lambda it: str(it[0])
    ):
        with storage.open(name) as file:
            found.update(f"{name}\n".encode() + hashlib.sha256(file.read()).digest())
    return found.hexdigest()[:LONG]


def taken_off(path: str) -> tuple[str, bool]:
    """A path without the word, and whether the word is the one of now: ("/static/base/tokens.css", True)."""
    found = WORD.match(path)
    if found is None:
        return path, False
    return UNDER + path[found.end() :], found[1] == word()
