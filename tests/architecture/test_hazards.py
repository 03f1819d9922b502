"""Every test that the hazard log names is there, and every goal a test measures is a goal (G43)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, plant

ROW = re.compile(r"^\| (\d+) \| (.+)$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
GOAL = re.compile(r"^\| (G\d+) \|", re.MULTILINE)


def missing(root: Path = ROOT) -> Iterator[str]:
    """Hazards that name no test, and tests that a hazard names but nobody wrote."""
    log = (root / "docs" / "safety" / "hazards.md").read_text(encoding="utf-8")
    for number, row in ROW.findall(log):
        if not NAMED.search(row):
            yield f"hazard {number} names no test"
        for file, test in NAMED.findall(row):
            if not (root / file).exists() or test not in _functions(root / file):
                yield f"hazard {number} names {file}::{test}, which is not there"


def _functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def unknown_goals(root: Path = ROOT) -> Iterator[str]:
    """Goals that a test claims to measure but that are not in docs/safety/goals.md."""
    known = set(GOAL.findall((root / "docs" / "safety" / "goals.md").read_text(encoding="utf-8")))
    for path in sorted((root / "tests").rglob("test_*.py")):
        for goal in re.findall(r"mark\.goal\(\"(\w+)\"", path.read_text(encoding="utf-8")):
            if goal not in known:
                yield f"{path.relative_to(root)} measures {goal}, which is no goal"


def test_every_named_test_is_there() -> None:
    assert list(missing()) == []


def test_the_log_is_read() -> None:
    assert len(ROW.findall((ROOT / "docs" / "safety" / "hazards.md").read_text(encoding="utf-8"))) >= 25


@pytest.mark.parametrize("named", ["tests/test_a.py::test_gone", "tests/test_gone.py::test_it_works"])
def test_a_test_that_is_not_there_is_seen(named: str, tmp_path: Path) -> None:
    plant(tmp_path, "tests/test_a.py", "def test_it_works(): ...")
    plant(tmp_path, "docs/safety/hazards.md", f"| 1 | hazard | `tests/test_a.py::test_it_works` `{named}` |")
    assert len(list(missing(tmp_path))) == 1


def test_a_hazard_without_a_test_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "docs/safety/hazards.md", "| 1 | hazard | harm | control | | 5 |")
    assert list(missing(tmp_path)) == ["hazard 1 names no test"]


def test_every_goal_is_a_goal() -> None:
    assert list(unknown_goals()) == []


def test_an_unknown_goal_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "docs/safety/goals.md", "| G1 | no leak |")
    plant(tmp_path, "tests/test_a.py", '@pytest.mark.goal("G1")\n@pytest.mark' + '.goal("G99")')
    assert list(unknown_goals(tmp_path)) == ["tests/test_a.py measures G99, which is no goal"]
