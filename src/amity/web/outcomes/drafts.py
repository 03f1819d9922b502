"""Where the files of an export lie while they are made: on this computer in the clear, and not for long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

PREFIX: Final = "amity-courses-"
LEFT_FOR: Final = 15 * 60  # seconds: an export is made in some twenty


@contextmanager
def folder() -> Iterator[Path]:
    """A new folder for one export, which is gone afterwards."""
    clear()
    with TemporaryDirectory(prefix=PREFIX) as name:
        yield Path(name)


def clear() -> None:
    """Remove what a process that was killed left lying: it had no time to do so itself."""
    for left in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):  # somebody else was quicker
            if time.time() - left.lstat().st_mtime > LEFT_FOR:
                rmtree(left, ignore_errors=True)  # which follows no link
