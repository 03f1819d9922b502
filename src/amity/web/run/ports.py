"""Which port to listen on. Needs no settings: they hold the port."""

import socket

from amity.web.base.errors import Unsafe

PORTS_TRIED = 50


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def next_free(host: str, port: int) -> int:
    """The first free port from `port` on. Raises Unsafe when there is none nearby."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        if is_free(host, candidate):
            return candidate
    raise Unsafe(f"No port from {port} to {port + PORTS_TRIED - 1} is free. Choose one with --port.")
