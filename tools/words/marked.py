"""Words of a client's page that no catalogue can reach: text outside `translate` and its kin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tools.words.pages import WEB, for_clients

SPOKEN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription"}
HOLE = "\0"  # where something else will stand
_WORD = re.compile(r"[^\W\d_]{2,}")
_GIVEN = re.compile(r"""(?:\|default(?:_if_none)?:|\|yesno:|\w=)"([^"]*)\"""")
_IN_A_TAG = re.compile(r"<[a-zA-Z](?:\"[^\"]*\"|[^>\"])*>")
_SPACE_OR_CAPITAL = re.compile(r"\s[^\W\d_]|^[A-Z][a-z]")


def unmarked(web: Path = WEB) -> Iterator[str]:
    """Each such text, with the template it stands in."""
    for name, path in for_clients(web).items():
        for text in words_in(path.read_text(encoding="utf-8")):
            yield f"{name}: not marked to be translated: {text!r}"


def words_in(template: str) -> Iterator[str]:
    """The words of one template that would stay English."""
    reader = _Reader()
    reader.feed(_bare(template))
    reader.close()
    yield from reader.found
    yield from _given(template)


def _bare(template: str) -> str:
    """The markup, with a hole for whatever is translated, filled in or decided when it is drawn."""
    parts, inside, skipped, of_markup = [], False, False, False
    for kind, contents in _tokens(template):
        if kind == "BLOCK":
            word = (contents.split() or [""])[0]
            inside = word in ("blocktranslate", "blocktrans") or (inside and not word.startswith("endblock"))
            skipped = word == "comment" or (skipped and word != "endcomment")
            of_markup = contents.startswith("block body_") or (of_markup and word != "endblock")
            parts.append(HOLE)
        elif kind == "VAR":
            parts.append(HOLE)
        elif kind == "TEXT" and not inside and not skipped and not of_markup:
            parts.append(contents)
    return _IN_A_TAG.sub(lambda found: found[0].replace(HOLE, " "), "".join(parts))


def _given(template: str) -> Iterator[str]:
    """Words written inside a tag: what stands where there is nothing, what is handed to another template."""
    for kind, contents in _tokens(template):
        word = (contents.split() or [""])[0]
        if kind == "VAR" or (kind == "BLOCK" and word in ("include", "with", "firstof", "if", "elif")):
            for text in _GIVEN.findall(contents):
                if _SPACE_OR_CAPITAL.search(text) or ("|default" in contents and _WORD.search(text)):
                    yield text


def _tokens(template: str) -> Iterator[tuple[str, str]]:
    from django.template.base import Lexer

    for token in Lexer(template).tokenize():
        yield token.token_type.name, token.contents


class _Reader(HTMLParser):
    """Gathers what would be read or spoken."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.found += [
            value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value and _WORD.search(value)
        ]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style") and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent and _WORD.search(data):
            self.found.append(" ".join(data.replace(HOLE, " … ").split()))
