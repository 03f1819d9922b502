"""A test that hangs ends its process with its name, before and after a failure, and the others still run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tools import suites

HANGS = """
import time
from tests.patience import *

def hangs():
    time.sleep(60)
"""
FILES = {
    "while it runs": ("def test_first(): hangs()\n", "test_first"),
    "before it runs": ("@pytest.fixture\ndef slow(): hangs()\ndef test_first(slow): pass\n", "test_first"),
    "after a failure": (
        "@pytest.fixture\ndef slow():\n    yield\n    hangs()\ndef test_first(slow): assert 0\n", "test_first"
    ),
    "nowhere": ("def test_first(): pass\n", ""),
    "nowhere, in a fork": (
        "import faulthandler, os\ndef test_first():\n    if not (child := os.fork()):\n"
        "        faulthandler.cancel_dump_traceback_later()\n        os._exit(0)\n    os.waitpid(child, 0)\n",
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", FILES)
@pytest.mark.parametrize("processes", ["-n0", "-n1"])
def test_a_hanging_test_is_named(tmp_path: Path, where: str, processes: str) -> None:
    text, named = FILES[where]
    (tmp_path / "conftest.py").write_text(HANGS)
    file = tmp_path / "tests/browser/test_it.py"  # so that its tests go to one worker
    file.parent.mkdir(parents=True)
    file.write_text(f"import pytest\nfrom conftest import hangs\n{text}\ndef test_second(): pass\n")
    plain = ["-v", "-p", "no:cacheprovider", "-p", "no:django", "-p", "tests.together"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        *plain,
        processes,
        "--junit-xml=told.xml",
        "-ojunit_family=legacy",
        ".",
    ]
    kept = {name: value for name, value in os.environ.items() if name != "AMITY_TEST_N"}
    env = kept | {"PYTHONPATH": str(ROOT), "AMITY_TEST_PATIENCE": "1" if named else "30"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=50)
    said = done.stdout + done.stderr
    assert (done.returncode != 0) == bool(named), said
    assert not named or "in hangs" in said
    if processes == "-n1":
        ended = {f"tests/browser/test_it.py::{named}": True} if named else {}
        wrong = suites.failed(tmp_path / "told.xml")
        assert {name: was_ended for name, was_ended in wrong.items() if was_ended} == ended
        assert ("1 passed" if named else "2 passed") in said
        assert not named or "crashed while running 'tests/browser/test_it.py::test_first'" in said
