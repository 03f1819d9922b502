"""`dev.py` sets everything up from nothing but Python, or says what to install."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dev


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The modules that this Python has, to be taken away."""
    modules = {"ensurepip", "virtualenv", "pip"}
    monkeypatch.setattr("dev.importlib.util.find_spec", lambda name: name in modules or None)
    monkeypatch.setattr("dev.shutil.which", lambda _: None)
    return modules


def first(ways: Iterator[list[Any]]) -> list[Any]:
    return next(ways, [])


def test_uv_is_preferred(found: set[str]) -> None:
    assert first(dev.venv_makers("uv"))[:2] == ["uv", "venv"]


@pytest.mark.parametrize(
    ("gone", "way"),
    [
        (set(), "venv"),
        ({"ensurepip"}, "virtualenv"),
        ({"ensurepip", "virtualenv"}, "--without-pip"),
    ],
)
def test_another_way_is_taken_when_one_is_missing(gone: set[str], way: str, found: set[str]) -> None:
    found -= gone
    assert way in first(dev.venv_makers(None))


def test_without_any_way_the_package_is_named(
    found: set[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found.clear()
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    with pytest.raises(SystemExit, match=r"sudo apt install python3\.\d+-venv"):
        dev.make_venv(None)


def test_a_failed_install_shows_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "installers", lambda *_: [[sys.executable, "-c", "raise SystemExit('no disk')"]])
    with pytest.raises(SystemExit, match=r"(?s)requirements/web\.txt could not be installed.*no disk"):
        dev.install(None, dev.ROOT / "requirements" / "web.txt")


@pytest.mark.parametrize("stamped", ["web", "dev"])
def test_a_second_call_does_nothing(stamped: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stamps = tmp_path / "stamps.json"
    stamps.write_text(json.dumps({stamped: dev.stamp_of(dev.ROOT / "requirements" / f"{stamped}.txt")}))
    monkeypatch.setattr(dev, "STAMPS", stamps)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "install", lambda *_: pytest.fail("installed again"))
    dev.prepare("web")


def test_a_changed_lock_installs_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installed: list[str] = []
    monkeypatch.setattr(dev, "STAMPS", tmp_path / "stamps.json")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "uv", lambda: None)
    monkeypatch.setattr(dev, "install", lambda _, lock: installed.append(lock.name))
    monkeypatch.setattr(dev, "put_amity_on_the_path", lambda: None)
    (tmp_path / "stamps.json").write_text('{"dev": "of an older lock"}')
    dev.prepare("dev")
    dev.prepare("dev")
    assert installed == ["dev.txt"]


def test_a_home_that_cannot_be_written_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    assert Path(dev.environment()["HOME"]) == dev.OWN_HOME
    monkeypatch.setenv("HOME", str(dev.ROOT))
    assert dev.environment()["HOME"] == str(dev.ROOT)


def test_our_modules_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in dev.environment()


def test_a_verb_that_is_not_there_lists_those_that_are() -> None:
    asked = [sys.executable, str(dev.ROOT / "dev.py"), "dance"]
    said = subprocess.run(asked, capture_output=True, text=True, env=os.environ)
    assert said.returncode == 2
    assert all(verb in said.stdout for verb in dev.VERBS)


def test_an_older_python_is_told_what_to_do() -> None:
    """The file is read up to the refusal by any Python 3.6: nothing newer stands before it."""
    text = (dev.ROOT / "dev.py").read_text(encoding="utf-8")
    told = [sys.executable, "-c", f"import sys; sys.version_info = (3, 10)\nexec({text!r})"]
    said = subprocess.run(told, capture_output=True, text=True)
    assert said.returncode == 1
    assert "Amity needs Python 3.11 or newer" in said.stderr
