"""The tests' own ground: no network, a clock that stands still, the store that was asked for."""

import socket
from datetime import timedelta

import pytest
from django.conf import settings

from amity.web.base import clock as the_clock
from tests.conftest import MONDAY, StoppedClock
from tests.settings import STORE


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443), ("2001:db8::1", 80)])
def test_a_test_cannot_leave_this_machine(address: tuple[str, int]) -> None:
    with socket.socket() as outward, pytest.raises(RuntimeError, match="tests use no network"):
        outward.connect(address)


def test_a_test_can_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as visitor:
        visitor.connect(server.getsockname())


def test_the_clock_stands_still_and_is_moved_by_hand(clock: StoppedClock) -> None:
    assert the_clock.now() == MONDAY
    clock.forward(hours=24)
    assert the_clock.now() == MONDAY + timedelta(days=1)


def test_the_store_is_the_one_asked_for() -> None:
    engine = settings.DATABASES["default"]["ENGINE"]
    assert (
        engine == {"sqlite": "amity.web.base.sqlcipher", "postgresql": "django.db.backends.postgresql"}[STORE]
    )
