"""Where the output goes: a file that appears whole or not at all."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from amity.core.errors import InputError

Write = Callable[[str], object]


@contextmanager
def open_target(path: str, source: str) -> Iterator[Write]:
    """A function that writes text, one byte a character; what it wrote is there only if nothing went wrong.

    path: the file to make or replace, or "-" for stdout.
    source: the input, which is never replaced.
    """
    if path == "-":
        with tempfile.TemporaryFile("w+", encoding="latin-1", newline="") as spool:
            yield spool.write
            spool.seek(0)
            _copy_out(spool)
        return
    target = _checked(path, source)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise InputError(f"Nothing can be written in {target.parent}: {error.strerror}.") from None
    part = Path(name)
    try:
        with open(handle, "w", encoding="latin-1", newline="", buffering=1 << 20) as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        raise InputError(f"{path} could not be written: {error.strerror}.") from None
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _checked(path: str, source: str) -> Path:
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        raise InputError(f"{path} is not an ordinary file; name a file to write, or - for stdout.")
    if not target.parent.is_dir():
        raise InputError(f"There is no folder {target.parent}; make it first.")
    if source != "-" and target.exists() and target.samefile(source):
        raise InputError(f"{path} is the input itself; name another file to write.")
    return target


def _copy_out(spool: IO[str]) -> None:
    out = sys.stdout.buffer
    while text := spool.read(1 << 20):
        out.write(text.encode("latin-1"))
    out.flush()
