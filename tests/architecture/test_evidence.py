"""What `dev.py evidence` writes: the goals asked for, what their tests said, on which commit."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import ROOT, plant

TESTS = """
import os, pytest

@pytest.mark.goal("G13")
def test_found_none(record_property):
    record_property("planted", int(os.environ["AMITY_TEST_N"]))

@pytest.mark.goal("G13", "G14")
def test_found_one():
    assert False

@pytest.mark.goal("G1")
def test_other_goal(): ...

def test_no_goal(): ...
"""
RUN = """
import sys, pathlib, pytest
from tools.evidence import Recorder, write
recorder = Recorder(sys.argv[1:])
pytest.main(["-q", "-c", "pytest.ini", "test_goals.py"], plugins=[recorder])
for goal, tests in recorder.said.items():
    write(goal, tests, pathlib.Path("evidence"))
"""


def measure(folder: Path, *goals: str) -> dict[str, Any]:
    """The evidence written for a file of tests, by goal."""
    plant(folder, "test_goals.py", TESTS)
    plant(folder, "pytest.ini", "[pytest]\nmarkers = goal\naddopts = -p no:django\n")
    env = os.environ | {"PYTHONPATH": str(ROOT), "AMITY_TEST_N": "200"}
    subprocess.run([sys.executable, "-c", RUN, *goals], cwd=folder, env=env, check=True, capture_output=True)
    return {path.stem: json.loads(path.read_text()) for path in (folder / "evidence").glob("*.json")}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Goals 13 and 14, as measured."""
    return measure(tmp_path_factory.mktemp("evidence"), "G13", "G14")


def test_only_the_goals_asked_for_are_measured(found: dict[str, Any]) -> None:
    assert found.keys() == {"G13", "G14"}


def test_without_a_name_every_goal_is_measured(tmp_path: Path) -> None:
    assert measure(tmp_path).keys() == {"G1", "G13", "G14"}


def test_a_failure_is_written_down_as_one(found: dict[str, Any]) -> None:
    assert (found["G13"]["passed"], found["G13"]["failed"], found["G13"]["largest_count"]) == (1, 1, 200)
    assert found["G13"]["tests"][0]["planted"] == 200


@pytest.mark.parametrize("key", ["commit", "python", "versions", "seed"])
def test_evidence_says_what_was_measured(key: str, found: dict[str, Any]) -> None:
    assert found["G14"][key]
