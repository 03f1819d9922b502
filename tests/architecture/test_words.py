"""Words that never stand on a screen, and words that a client never reads."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, WEB, plant
from tests.architecture.test_templates import templates

CONTENT = ROOT / "src" / "amity" / "content"
NEVER = re.compile(
    r"\b(no risk|low risk|risk-free|detects?|predicts?|diagnoses|monitors|terminat(?:es?|ion|ed))\b",
    re.IGNORECASE,
)
NOT_TO_A_CLIENT = re.compile(
    r"\b(deficits?|sensitivities|sick role|faulty|compliance|compliant|failed|homework|overdue|gates?|"
    r"did not attend|dna)\b",
    re.IGNORECASE,
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)


def is_for_clients(path: Path, text: str) -> bool:
    """A template that the client layout carries, or a fragment named for it."""
    return "base/client.html" in text or "client" in path.stem or "client" in path.parent.name


def words(web: Path = WEB, content: Path = CONTENT) -> Iterator[str]:
    """Every forbidden word in a template, or in a content file outside its comments."""
    for path, text in templates(web):
        seen = TAGS.sub(" ", text)
        rules = [NEVER, *([NOT_TO_A_CLIENT] if is_for_clients(path, text) else [])]
        for found in (match for rule in rules for match in rule.finditer(seen)):
            yield f"{path.relative_to(web).as_posix()}: {found.group()}"
    for path in sorted(content.rglob("*.yaml")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            for found in NEVER.finditer(line.partition(" #")[0]):
                yield f"{path.relative_to(content).as_posix()}: {found.group()}"


def test_no_screen_says_what_it_may_not() -> None:
    assert list(words()) == []


@pytest.mark.parametrize("text", ["There is no risk.", "Amity predicts", "it detects harm", "Termination"])
def test_a_promise_is_seen(text: str, tmp_path: Path) -> None:
    assert list(words(plant(tmp_path, "course/templates/course/_a.html", f"<p>{text}</p>"), tmp_path))
    assert list(words(tmp_path / "none", plant(tmp_path, "instruments/x/v1.yaml", f"title: {text}")))


@pytest.mark.parametrize("text", ["your homework", "the sick role", "You failed", "A session is overdue"])
def test_a_clinicians_word_on_a_clients_page_is_seen(text: str, tmp_path: Path) -> None:
    page = f'{{% extends "base/client.html" %}}{text}'
    assert list(words(plant(tmp_path, "course/templates/course/my_page.html", page), tmp_path))


def test_a_clinicians_word_on_a_staff_page_is_allowed(tmp_path: Path) -> None:
    page = '{% extends "base/staff.html" %}<p class="overdue">One measure is overdue</p>'
    assert not list(words(plant(tmp_path, "course/templates/course/page.html", page), tmp_path))
