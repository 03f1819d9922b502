"""A pytest plugin for several workers: tests that share something slow to build stay with one of them.

Any other test goes to whoever is free. (The marker `xdist_group` should say the same; pytest 9.2 ignores it.)
"""

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]
from xdist.scheduler import LoadScopeScheduling, Scheduling  # type: ignore[import-untyped]

SHARED = {
    "tests/web/demo/": "the synthetic clinic",
    "tests/web/canaries/test_canaries.py": "a day of planted canaries, sealed and not",
}


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """What has one scope goes to one worker, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    """What the test shares with others, or its own id."""
    return next((shared for place, shared in SHARED.items() if nodeid.startswith(place)), nodeid)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Asked by xdist before it hands out tests."""
    return Together(config, log)
