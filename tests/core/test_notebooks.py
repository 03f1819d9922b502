"""The notebooks run from first cell to last in plain Python, and show what they were committed with."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from tools import notebook

NOTEBOOKS = sorted(notebook.NOTEBOOKS.glob("*.ipynb"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(notebook.ROOT / "src"))
    return tmp_path


def kinds(outputs: list[list[notebook.Output]]) -> list[list[Any]]:
    return [[sorted(it.get("data", ["stdout"])) for it in cell] for cell in outputs]


def test_there_are_notebooks() -> None:
    assert [it.name for it in NOTEBOOKS] == ["outcomes.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda it: it.stem)
def test_a_notebook_runs_and_shows_what_it_was_committed_with(path: Path, folder: Path) -> None:
    """Of fewer courses, so that the numbers are others and their kinds the same."""
    found = notebook.read(path)
    committed = [it["outputs"] for it in found["cells"] if it["cell_type"] == "code"]
    assert kinds(notebook.run(found, COURSES="1_500")) == kinds(committed)


def test_the_funnel_has_a_circle_for_every_group_that_may_be_shown(folder: Path, capfd: Any) -> None:
    (path,) = NOTEBOOKS
    outputs = notebook.run(notebook.read(path), COURSES="1_500")
    assert "1500 made-up courses in made" in capfd.readouterr().out
    told = "".join(text for cell in outputs for it in cell for text in it.get("text", []))
    circles = list(ElementTree.parse(folder / "funnel.svg").iter(f"{SVG}circle"))
    assert f"{len(circles)} groups may be shown by themselves, of " in told
    assert len(circles) > 3
    for circle in circles:
        assert 40 <= float(circle.attrib["cx"]) <= 620
        assert 20 <= float(circle.attrib["cy"]) <= 320
        words = circle.findtext(f"{SVG}title") or ""
        assert words.split(":")[0] in told


def test_a_cell_that_fails_is_not_passed_over(folder: Path) -> None:
    cell = {"cell_type": "code", "source": ["NUMBER = 1\n", "1 / (NUMBER - 2)"]}
    assert notebook.run({"cells": [cell]})[0][0]["data"] == {"text/plain": "-1.0"}
    with pytest.raises(ZeroDivisionError):
        notebook.run({"cells": [cell]}, NUMBER="2")
