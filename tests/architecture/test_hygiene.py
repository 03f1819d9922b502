"""The repository holds no machine's paths, no registry's host names and no word about its making."""

from pathlib import Path

import pytest

from tools import hygiene

# "+" marks where a word is taken apart, so that this file passes its own check
REFUSED = [
    "see /ro+ot/notes",
    "open('/ho+me/anna/x')",
    "/Us+ers/anna/amity",
    "/wo+rk/main",
    "cd /t+mp/x",
    "file:///ro+ot/x",
    r"C:\Us+ers\anna",
    r"C:\\Us+ers\\anna",
    "https://py+pi.org/simple",
    "files.python+hosted.org",
    "registry.npm+js.org",
    "http://deb.deb+ian.org/x",
    "https://un+pkg.com/htmx",
    "written by Clau+de",
    "an L+LM wrote this",
    "GPT+-4o",
    "Co-auth+ored-by: somebody",
    "an A+I assis+tant",
    "the ag+ent decided",
    "several suba+gents",
    "the system pro+mpt",
    "see ../sha+red/architecture.md",
]
ALLOWED = [
    "the browser's user agent, or User-Agent, or user_agent",
    "an assistant psychologist",
    "the session id in the cookie",
    "session 8 of 16",
    "prompts default to the last two weeks; prompt answers",
    "work/housework/volunteer",
    "../home/anna is no path of a machine",
    "the page at /home/",
    "cursor.execute(sql)",
    "a shared summary",
    "wellmeant, Allman",
]


def plant(root: Path, name: str, text: str) -> list[hygiene.Finding]:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return list(hygiene.findings(root))


def test_the_repository_is_clean() -> None:
    assert [str(finding) for finding in hygiene.findings()] == []


@pytest.mark.parametrize("line", REFUSED)
def test_a_planted_line_is_refused(line: str, tmp_path: Path) -> None:
    assert [f.line for f in plant(tmp_path, "docs/a.md", "fine\n" + line.replace("+", ""))] == [2]


@pytest.mark.parametrize("line", ALLOWED)
def test_ordinary_words_are_allowed(line: str, tmp_path: Path) -> None:
    assert plant(tmp_path, "docs/a.md", line) == []


@pytest.mark.parametrize("name", ["requirements/web.txt", "uv.lock", "package-lock.json"])
def test_an_address_in_a_lock_file_is_refused(name: str, tmp_path: Path) -> None:
    assert plant(tmp_path, name, "django @ https://example.org/django.whl")
    assert not plant(tmp_path, name, "django==5.2.19 --hash=sha256:00")


def test_an_index_option_in_a_lock_file_is_refused(tmp_path: Path) -> None:
    assert plant(tmp_path, "requirements/dev.txt", "--extra-index-url somewhere")


def test_a_files_own_name_is_read(tmp_path: Path) -> None:
    assert plant(tmp_path, "docs/clau" + "de.md", "fine")


def test_a_path_inside_a_picture_is_refused(tmp_path: Path) -> None:
    assert plant(tmp_path, "a.png", "\0\1 /ro" + "ot/shot.png")


def test_every_tracked_file_is_read() -> None:
    names = hygiene.files()
    assert {"dev.py", "pyproject.toml", "requirements/dev.txt", ".gitignore"} <= set(names)
