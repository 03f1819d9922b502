"""Every page that a page or a comment points to is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, plant
from tools import hygiene

LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
MENTION = re.compile(r"(?<![\w/*<>-])((?:[\w-]+/)*[\w-]+\.md)\b")


def broken_links(root: Path = ROOT) -> Iterator[str]:
    """Links of our own pages that lead nowhere."""
    for name in hygiene.files(root):
        if name.endswith(".md"):
            page = root / name
            for target in LINK.findall(page.read_text(encoding="utf-8")):
                if not (page.parent / target).exists():
                    yield f"{name} links to {target}"


def dangling(root: Path = ROOT) -> Iterator[str]:
    """Pages that Python or YAML speaks of by name but that nobody can open."""
    names = hygiene.files(root)
    for name in names:
        if name.endswith((".py", ".yaml")) and not name.startswith("tests/"):
            for page in MENTION.findall((root / name).read_text(encoding="utf-8")):
                if not any(f"/{other}".endswith(f"/{page}") for other in names):
                    yield f"{name} speaks of {page}"


def test_links_lead_somewhere() -> None:
    assert list(broken_links()) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "docs/a.md", "[b](b.md) [gone](gone.md) [out](https://example.org) [here](#here)")
    plant(tmp_path, "docs/b.md", "")
    assert list(broken_links(tmp_path)) == ["docs/a.md links to gone.md"]


def test_pages_spoken_of_are_there() -> None:
    assert list(dangling()) == []


@pytest.mark.parametrize("name", ["src/a.py", "content/a.yaml"])
def test_a_page_that_is_not_there_is_seen(name: str, tmp_path: Path) -> None:
    plant(tmp_path, "docs/b.md", "")
    plant(tmp_path, name, "# see b.md, docs/b.md and gone.md")
    assert list(dangling(tmp_path)) == [f"{name} speaks of gone.md"]


def test_every_variable_has_its_sentence() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    read = re.compile(r"""["']((?:AMITY_[A-Z_]+|DATABASE_URL))["']""")
    for path in (ROOT / "src").rglob("*.py"):
        for variable in read.findall(path.read_text(encoding="utf-8")):
            assert f"`{variable}`" in page, f"{path.name} reads {variable}"
