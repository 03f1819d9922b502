"""Work on a timer: every quarter of a minute, whatever each slice's jobs find due.

No queue: a job asks the database what is due and does it, so nothing is lost when the worker stops
and nothing is done twice when two run.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from amity.web.base.session_store import SessionStore

EVERY = 15.0  # seconds
log = logging.getLogger("amity.worker")


def turn() -> int:
    """Do everything that is due, once. Returns how many things were done.

    One failing job keeps no other from its turn; the log names the job and the kind of error alone.
    """
    done = sum(_try(path, import_string) for path in settings.JOBS)
    _try("sessions", lambda _: SessionStore.clear_expired)
    connections.close_all()
    return done


def run(*, beside: bool) -> int:
    """Take turns until told to stop; `beside` a server, stop when the server is gone."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    server = os.getppid()
    while not stop.is_set():
        turn()
        _wait(stop, server if beside else None)
    return 0


def _wait(stop: threading.Event, server: int | None) -> None:
    for _ in range(int(EVERY)):
        if server is not None and os.getppid() != server:
            stop.set()
        if stop.wait(1):
            return


def _try(name: str, find: Callable[[str], Any]) -> int:
    try:
        return find(name)() or 0
    except Exception as error:
        log.error("%s failed: %s", name, type(error).__name__)
        return 0
