"""A pytest plugin for several workers: tests that share something slow to build stay with one of them.

Any other test goes to whoever is free. (The marker `xdist_group` should say the same; pytest 9.2 ignores it.)
A test in which a worker died has failed, and is not run again by the next one, as xdist would.
"""

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]
from xdist.scheduler import LoadScopeScheduling, Scheduling  # type: ignore[import-untyped]
from xdist.workermanage import WorkerController  # type: ignore[import-untyped]

SHARED = {
    "tests/web/demo/": "the synthetic clinic",
    "tests/web/canaries/test_canaries.py": "a day of planted canaries, sealed and not",
}


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """What has one scope goes to one worker, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def remove_node(self, node: WorkerController) -> str | None:
        """Asked when a worker is gone; gives the test in which it died."""
        died_in: str | None = None
        for tests in self.assigned_work[node].values():
            left = (nodeid for nodeid, is_done in tests.items() if not is_done)
            if died_in := next(left, None):
                tests[died_in] = True  # else it is handed out again, and kills the next worker
                break
        super().remove_node(node)
        return died_in


def scope_of(nodeid: str) -> str:
    """What the test shares with others, or its own id; a file of browser tests shares its clinic."""
    if nodeid.startswith("tests/browser/"):
        return nodeid.partition("::")[0]
    return next((shared for place, shared in SHARED.items() if nodeid.startswith(place)), nodeid)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Asked by xdist before it hands out tests."""
    return Together(config, log)
