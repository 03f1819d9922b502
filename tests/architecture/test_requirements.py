"""Every package is pinned by hash; what runs in a clinic is a small and named set."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
# Dated floor of security releases, looked at on 2026-11-22: Django 5.2.17 mends CVE-2026-15307.
FLOOR = {"django": (5, 2, 17)}
MOST_DIRECT = 25  # goal G31


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall(lock(name)))


def named(name: str) -> set[str]:
    """What an `.in` file asks for, without what it includes."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith(("#", "-r"))}


@pytest.mark.parametrize("name", ["runtime", "web", "analytics", "spark", "dev"])
def test_every_pin_has_a_hash(name: str) -> None:
    parts = re.split(r"\n(?=\S)", lock(name).strip())
    assert len(parts) == len(pins(name)) > 3
    assert [part for part in parts if "--hash=sha256:" not in part] == []


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [
        ("runtime", "web"),
        ("web", "dev"),
        ("runtime", "analytics"),
        ("analytics", "dev"),
        ("analytics", "spark"),
    ],
)
def test_a_larger_set_contains_the_smaller_one(smaller: str, larger: str) -> None:
    assert pins(smaller).items() <= pins(larger).items()


def test_the_wheel_asks_for_what_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["dependencies"]) == named("runtime")
    extras = project["optional-dependencies"]
    assert {name: set(asked) for name, asked in extras.items()} == {
        name: named(name) for name in ("web", "analytics")
    }


def test_few_packages_are_asked_for_directly() -> None:
    assert len(named("runtime") | named("web") | named("analytics")) <= MOST_DIRECT


def test_a_clinic_installs_no_frames() -> None:
    assert "polars" in pins("analytics")
    assert not {name for name in pins("web") if name.startswith("polars")}


def test_spark_is_nobodys_but_its_own() -> None:
    assert "pyspark" in pins("spark")
    assert not {"pyspark", "pandas", "pyarrow"} & (pins("web").keys() | pins("dev").keys())


@pytest.mark.parametrize(("package", "least"), FLOOR.items())
def test_known_holes_are_mended(package: str, least: tuple[int, ...]) -> None:
    assert tuple(map(int, pins("web")[package].split("."))) >= least
