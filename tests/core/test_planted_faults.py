"""The tests of scoring, safety and change notice small faults: a few here, every one of them as evidence."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.counts import count
from tools import mutants

TWO_FAULTS = """
def case(score):
    '''A docstring is no fault.'''
    if score >= 10:
        raise ValueError("nor is 1 word of a refusal")
    return score
"""


@pytest.mark.goal("G40")
def test_small_faults_are_noticed(record_property: Callable[[str, Any], None]) -> None:
    modules = list(mutants.NOTICED_BY)[: count(1)]
    asked = [sys.executable, "-m", "tools.mutants", "--json", f"--of-each={count(1)}", *modules]
    done = subprocess.run(asked, cwd=mutants.ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert list(found) == modules
    for module, it in found.items():
        record_property(f"{module.removeprefix('amity.core.')}: faults planted", it["planted"])
        record_property(f"{module.removeprefix('amity.core.')}: faults noticed", it["noticed"])
        assert it["noticed"] >= mutants.ENOUGH * it["planted"] > 0, (module, it["missed"])


def test_every_module_is_named_with_its_tests() -> None:
    modules = {
        f"amity.core.{folder}.{it.stem}"
        for folder in ("change", "rhythms")
        for it in (mutants.ROOT / "src/amity/core" / folder).glob("*.py")
        if it.stem not in ("__init__", "examples")
    }
    assert modules | {"amity.core.scoring", "amity.core.safety"} == set(mutants.NOTICED_BY)
    assert all(
        (mutants.ROOT / "tests" / it).exists() for tests in mutants.NOTICED_BY.values() for it in tests
    )


def test_which_faults_are_planted() -> None:
    lines = [fault.source.splitlines() for fault in mutants.faults(TWO_FAULTS)]
    became = [next((line.strip() for line in it if "if" in line), "") for it in lines]
    assert sorted(became[:4]) == [
        "if not score >= 10:",
        "if score <= 10:",
        "if score > 10:",
        "if score >= 11:",
    ]
    assert [it[-1].strip() for it in lines][-1] == "return None"
    assert any(it[-2].strip() == "pass" for it in lines)
    assert len(lines) == 6
    assert all("nor is 1 word" in "".join(it) or "pass" in "".join(it) for it in lines)


def test_a_module_without_a_fault_passes_and_one_with_a_fault_does_not() -> None:
    module = "amity.core.change.response"
    source, tests = mutants.source_of(module), mutants.NOTICED_BY[module]
    assert not mutants.noticed(module, mutants.Fault(0, "", "", source), tests)
    assert mutants.noticed(
        module, mutants.Fault(0, "", "", source.replace("if start else", "if end else")), tests
    )
