"""The server process with the job worker beside it."""

import os
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from amity.web.base.errors import Unsafe
from amity.web.run import ports

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
THREADS = min(8, 2 * (os.cpu_count() or 1))  # requests worked on at once; hashing has its own limit


def check_place(host: str, port: int) -> None:
    """Raises Unsafe when the server would listen where it must not, or cannot."""
    if host not in LOOPBACK and not settings.SECURE:
        raise Unsafe(
            f"--host {host} lets other machines connect, but AMITY_SITE_URL is {settings.SITE_URL}. "
            "Put a server that speaks TLS in front and set AMITY_SITE_URL to its https:// address."
        )
    if not ports.is_free(host, port):
        raise Unsafe(f"Port {port} is taken. Stop what uses it, or choose another: --port {port + 1}")


def serve(host: str, port: int, *, open_browser: bool) -> int:
    """Serve until told to stop. The worker ends with it."""
    if open_browser:
        threading.Thread(target=_open_when_up, args=(host, port), daemon=True).start()
    with _worker():
        Granian(
            "amity.web.wsgi:application",
            address="127.0.0.1" if host == "localhost" else host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=5,
            log_access=False,  # addresses hold ids of records
            log_level=LogLevels.warning,
        ).serve()
    return 0


@contextmanager
def _worker() -> Iterator[None]:
    """`amity worker` as a child that also watches for our end by itself."""
    child = subprocess.Popen([sys.executable, "-m", "amity", "worker", "--beside"])
    try:
        yield
    finally:
        child.terminate()
        child.wait(timeout=20)


def _open_when_up(host: str, port: int, patience: float = 30) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1" if host == "localhost" else host, port)) == 0:
                webbrowser.open(settings.SITE_URL)
                return
        time.sleep(0.1)
