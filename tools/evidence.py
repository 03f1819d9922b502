"""`dev.py evidence [goal …]`: the tests of safety goals at their stated counts, written to evidence/.

A test belongs to a goal by `@pytest.mark.goal("G13")` and hands over its numbers with pytest's own
`record_property("canaries", 200)`. The same code runs in `dev.py test` with small counts: a test reads
its count from AMITY_TEST_N, which is raised here.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATED_COUNT = "1000000"  # random response vectors, goal G40; the largest of the stated counts
SEED = "20260302"
VERSIONS = ("Django", "pydantic", "PyYAML", "sqlcipher3", "cryptography", "hypothesis", "pytest")


class Recorder:
    """A pytest plugin: keeps to the tests of the goals asked for, and notes what each one said."""

    def __init__(self, goals: Sequence[str]) -> None:
        self.asked = set(goals)
        self.goals_of: dict[str, set[str]] = {}
        self.said: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out every test that measures none of the goals."""
        for item in items:
            goals = {goal for mark in item.iter_markers("goal") for goal in mark.args}
            self.goals_of[item.nodeid] = goals & self.asked if self.asked else goals
        config.hook.pytest_deselected(items=[i for i in items if not self.goals_of[i.nodeid]])
        items[:] = [item for item in items if self.goals_of[item.nodeid]]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the outcome and the numbers of a test."""
        if report.when != "call" and report.outcome == "passed":
            return
        entry = {"test": report.nodeid, "outcome": report.outcome, **dict(report.user_properties)}
        for goal in self.goals_of[report.nodeid]:
            self.said[goal].append(entry)


def commit() -> str:
    """The commit measured, with "+" where the files differ from it."""
    asked = ["git", "describe", "--always", "--abbrev=12", "--dirty=+", "--exclude=*"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout.strip() or "unknown"


def write(goal: str, tests: list[dict[str, Any]], folder: Path) -> None:
    """One file a goal: what was measured, on what, with which result."""
    outcomes = [test["outcome"] for test in tests]
    found = {
        "goal": goal,
        "commit": commit(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in VERSIONS},
        "seed": int(SEED),
        "largest_count": int(os.environ["AMITY_TEST_N"]),
        "passed": outcomes.count("passed"),
        "failed": outcomes.count("failed"),
        "skipped": outcomes.count("skipped"),
        "tests": sorted(tests, key=lambda test: str(test["test"])),
    }
    folder.mkdir(exist_ok=True)
    (folder / f"{goal}.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def main(goals: Sequence[str]) -> int:
    """Measure, write, and say which goals were asked for but have no test."""
    os.environ.setdefault("AMITY_TEST_N", STATED_COUNT)
    recorder = Recorder(goals)
    code = pytest.main([f"--hypothesis-seed={SEED}"], plugins=[recorder])
    for goal, tests in recorder.said.items():
        write(goal, tests, ROOT / "evidence")
    missing = sorted(set(goals) - set(recorder.said))
    if missing:
        print(f"No test measures {', '.join(missing)}.")
    return int(code) or len(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
