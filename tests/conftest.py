"""What every test lives with: no network, and a clock that stands still when asked to."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from tests import patience

pytest_configure = patience.pytest_configure  # pytest looks for them here
pytest_runtest_setup = patience.pytest_runtest_setup
pytest_runtest_call = patience.pytest_runtest_call
pytest_runtest_teardown = patience.pytest_runtest_teardown

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # no daylight saving that week in Europe or America


def is_this_machine(address: Any) -> bool:
    """A Unix socket's path, or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def guarded(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    """`connect`, for addresses of this machine only."""

    def connect_here(sock: socket.socket, address: Any) -> Any:
        if not is_this_machine(address):
            raise RuntimeError(f"a test tried to reach {address[0]}: tests use no network")
        return connect(sock, address)

    return connect_here


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    yield
    patch.undo()


class StoppedClock:
    """The clock of `amity.web.base`, moved by hand. It stands still in the thread of the test."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.to(MONDAY)

    def to(self, moment: datetime) -> None:
        """Stand at `moment`."""
        from amity.web.base import clock

        self.now = moment
        self._stack.enter_context(clock.set_to(moment))

    def forward(self, **by: float) -> None:
        """Go forward, for instance `clock.forward(hours=24)`."""
        self.to(self.now + timedelta(**by))


@pytest.fixture
def clock() -> Iterator[StoppedClock]:
    """A clock that stands at Monday 2 March 2026, 10:00 UTC, until the test moves it."""
    with ExitStack() as stack:
        yield StoppedClock(stack)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in tests/browser drives a browser."""
    folder = Path(__file__).parent / "browser"
    for item in items:
        if folder in item.path.parents:
            item.add_marker("browser")
