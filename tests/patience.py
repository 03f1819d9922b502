"""No test goes on for ever: after a while its process says where it stands and ends.

The run then has a failed test with a name, and its other tests; xdist starts another process for those.
pytest's own `faulthandler_timeout` stops counting once a test has failed, and what follows a failure (a
picture of the page, a browser that is closed) can hang as well.
"""

import faulthandler
import os
from collections.abc import Generator

import pytest

SECONDS = float(os.environ.get("AMITY_TEST_PATIENCE", 600))  # the slowest test takes a third of it
COUNTED = "AMITY_TEST_N" not in os.environ  # `dev.py evidence` takes hours over one test
TOLD = pytest.StashKey[int]()  # where the process says what it says last

# A fork has not the thread that counts, and would wait for it for ever when it stops counting.
os.register_at_fork(before=faulthandler.cancel_dump_traceback_later)


@pytest.hookimpl
def pytest_configure(config: pytest.Config) -> None:
    """Keep the way out, which pytest puts a file in the place of while a test runs."""
    config.stash[TOLD] = os.dup(2)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Count from here; for a test process the fixtures of a whole run count too."""
    return (yield from counted(item))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Count anew."""
    return (yield from counted(item))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Count anew, for a test that failed as well."""
    return (yield from counted(item))


def counted(item: pytest.Item) -> Generator[None]:
    """End this process, with what each of its threads was doing, unless what is run here ends before."""
    if COUNTED:
        faulthandler.dump_traceback_later(SECONDS, exit=True, file=item.config.stash[TOLD])
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()
