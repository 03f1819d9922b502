"""A static file has an address under which it never changes, so that no browser asks for it twice."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from django.templatetags.static import static
from django.test import Client as Browser

from amity.web.base import static_files

pytestmark = pytest.mark.django_db  # an answer that ends looks after the store
NAMES = ["base/tokens.css", "companion/kept.js", "base/fonts/hyperlegible-latin-400.woff2", "base/mark.svg"]


def got(address: str, **headers: str) -> Any:
    answer: Any = Browser().get(address, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer, body


@pytest.mark.parametrize("name", NAMES)
def test_it_may_be_kept_for_ever(name: str) -> None:
    address, path = static(name), finders.find(name)
    assert re.fullmatch(rf"/static/[0-9a-f]{{16}}/{re.escape(name)}", address)
    answer, body = got(address)
    assert path
    assert body == Path(path).read_bytes()
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    again, _ = got(address, **{"If-Modified-Since": answer.headers["Last-Modified"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, answer.headers["Cache-Control"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("under", ["", "0123456789abcdef/"])
def test_under_another_word_it_is_found_but_not_for_ever(name: str, under: str) -> None:
    """A page from before an upgrade still finds its files; nothing lasting is promised of them."""
    answer, body = got(f"/static/{under}{name}")
    assert answer.status_code == 200
    assert body == got(static(name))[1]
    assert answer.headers["Cache-Control"] == "max-age=3600, public"


@pytest.mark.parametrize("address", ["/static/nothing.css", "/static/0123456789abcdef/nothing.css"])
def test_what_is_not_there_is_not_kept(address: str) -> None:
    for it in (address, address.replace("0123456789abcdef", static_files.word())):
        answer, _ = got(it)
        assert answer.status_code == 404
        assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_the_word_is_another_when_any_file_is_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Finder:
        def list(self, _: object) -> list[tuple[str, FileSystemStorage]]:
            return [(it.name, FileSystemStorage(location=tmp_path)) for it in tmp_path.iterdir()]

    monkeypatch.setattr(static_files, "get_finders", lambda: [Finder()])
    words = set()
    for name, text in [("a.css", "a"), ("a.css", "b"), ("b.css", "b"), ("a.css", "ab")]:
        (tmp_path / name).write_text(text)
        words.add(static_files.word.__wrapped__())
        assert static_files.word.__wrapped__() in words
    assert len(words) == 4


def test_what_a_file_names_beside_itself_stands_under_the_same_word() -> None:
    """Styles and modules name others by where they lie, never from the root."""
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            if Path(name).suffix in (".css", ".js", ".mjs"):
                with storage.open(name) as file:
                    assert b"/static/" not in file.read(), name
