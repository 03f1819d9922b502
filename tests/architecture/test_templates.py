"""Templates lie in their slice; a fragment's name begins with `_`, a page's does not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import WEB, plant

# folders whose names and places a library dictates
LIBRARYS = {"account", "allauth", "mfa", "usersessions", "socialaccount", "django"}
PAGE = re.compile(r"{%\s*extends|<!doctype html", re.IGNORECASE)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
DRAWN = ("{{ totp_svg|safe }}",)  # a square code that the sign-in library draws from its own key
ROOM = re.compile(r"\btop-\d\b")
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+off")


def templates(web: Path = WEB) -> Iterator[tuple[Path, str]]:
    """Every template of ours, and its text without comments."""
    for path in sorted(web.glob("*/templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        for drawn in DRAWN:
            text = text.replace(drawn, "")
        yield path, re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", text, flags=re.DOTALL)


def faults(web: Path = WEB) -> Iterator[str]:
    """Templates in the wrong folder, with the wrong name, or with something strict CSP forbids."""
    for path, text in templates(web):
        slice_, _, folder, *_ = path.relative_to(web).parts
        place = path.relative_to(web).as_posix()
        if folder in LIBRARYS:
            continue
        if folder != slice_:
            yield f"{place} lies in another slice's folder"
        if bool(PAGE.search(text)) == path.name.startswith("_"):
            yield f"{place}: fragments begin with _, pages do not"
    rooms = set(ROOM.findall((WEB / "base/static/base/amity.css").read_text(encoding="utf-8")))
    for path, text in templates(web):
        place = path.relative_to(web).as_posix()
        if set(ROOM.findall(text)) - rooms:
            yield f"{place} asks for room that no style gives"
        if INLINE.search(text):
            yield f"{place} has inline script or style"
        if UNESCAPED.search(text):
            yield f"{place} switches escaping off"


def test_templates_are_where_and_what_they_say() -> None:
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("course/templates/safety/page.html", '{% extends "base/staff.html" %}'),
        ("course/templates/course/part.html", "<p>a fragment</p>"),
        ("course/templates/course/_page.html", '{% extends "base/staff.html" %}'),
        ("course/templates/course/_a.html", '<p style="color: red">'),
        ("course/templates/course/_a.html", '<button onclick="go()">'),
        ("course/templates/course/_a.html", "<script>go()</script>"),
        ("course/templates/course/_a.html", "{{ note|safe }}"),
        ("course/templates/course/_a.html", '<p class="top-9">'),
    ],
)
def test_a_planted_fault_is_seen(name: str, text: str, tmp_path: Path) -> None:
    assert len(list(faults(plant(tmp_path, name, text)))) == 1


@pytest.mark.parametrize("name", ["_card.html", "deep/_card.html"])
def test_a_fragment_is_accepted(name: str, tmp_path: Path) -> None:
    text = '{# style="no" #}<script src="x.js"></script><p class="card">{{ note }}</p>'
    assert list(faults(plant(tmp_path, f"course/templates/course/{name}", text))) == []
