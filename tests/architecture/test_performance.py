"""The page of figures: what was asked stands beside what was measured, and what was not measured says so."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import ROOT
from tools import performance as command
from tools.docs import performance

MACHINE = {"processors": 2, "processor": "x86_64", "system": "Linux", "python": "3.11.0", "busy": 0.1}


@pytest.fixture
def figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(performance, "FIGURES", tmp_path)
    return tmp_path


def rows(page: str) -> list[list[str]]:
    lines = [it for it in page.splitlines() if it.startswith("|")]
    return [[cell.strip() for cell in it.strip("|").split("|")] for it in lines]


def put(folder: Path, name: str, **told: Any) -> None:
    kind = MACHINE | {"packages": {"numpy": "2.4"}, "on": "2026-11-23"}
    (folder / f"{name}.json").write_text(json.dumps(told | {"machine": kind}), encoding="utf-8")


@pytest.mark.parametrize(("ratio", "met"), [(10, "yes"), (9.99, "no")])
def test_a_row_says_what_was_asked_and_whether_it_was_met(figures: Path, ratio: float, met: str) -> None:
    put(figures, "scoring", forms=10_000_000, seconds=0.03, pandas_seconds=0.3, ratio=ratio)
    found = [it for it in rows(performance.page()) if it[0] == "PHQ-9 forms scored, numpy"]
    assert found == [
        [
            "PHQ-9 forms scored, numpy",
            "10,000,000 forms",
            "0.03 s",
            "pandas",
            "0.3 s",
            f"{ratio:g}",
            "at least 10",
            met,
        ]
    ]
    assert "2 processors, x86_64, Linux" in performance.page()


@pytest.mark.parametrize(("memory", "met"), [(1024, "yes"), (1025, "no")])
def test_a_limit_is_of_ours_alone(figures: Path, memory: int, met: str) -> None:
    put(figures, "outcomes", courses=5, memory_mib=memory)
    (found,) = [it for it in rows(performance.page()) if it[0] == "memory of the same"]
    assert found[2:] == [f"{memory:g} MiB", "pandas", "not measured", "", "at most 1024", met]


def test_what_was_not_measured_says_so(figures: Path) -> None:
    found = rows(performance.page())
    assert [it[-1] for it in found[2 : 2 + len(performance.GOALS)]] == ["not measured"] * len(
        performance.GOALS
    )


def test_every_goal_is_of_a_benchmark_and_its_figures(figures: Path) -> None:
    for goal in performance.GOALS:
        script = (ROOT / "bench" / f"{goal.bench}.py").read_text(encoding="utf-8")
        assert not goal.peer or goal.peer.startswith("lme4") or goal.peer in script, goal


def test_figures_say_what_kind_of_machine_and_name_none() -> None:
    assert set(command.machine()) == set(MACHINE) | {"packages", "on"}


def test_a_benchmark_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["nothing"]) == 2
    assert "There is no benchmark nothing. There are circle" in capsys.readouterr().out
