"""Static text goes out small; pages do not, whatever the browser asks for."""

import gzip
from typing import Any

import pytest
from django.test import Client as Browser

pytestmark = pytest.mark.django_db  # an answer that ends looks after the store
CSS = "/static/base/tokens.css"


def asked(path: str, **headers: str) -> Any:
    return Browser().get(path, headers={"Accept-Encoding": "gzip", **headers})


def body(answer: Any) -> bytes:
    whole = b"".join(answer.streaming_content)
    answer.close()
    return whole


@pytest.mark.parametrize(
    "path", [CSS, "/static/base/client.js", "/static/django_htmx/htmx-2.min.js", "/static/base/mark.svg"]
)
def test_text_is_squeezed_and_the_same_when_opened(path: str) -> None:
    plain = body(Browser().get(path))
    for _ in range(2):  # from the file, then from memory
        answer = asked(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(body(answer)) == plain
        assert int(answer.headers["Content-Length"]) == len(body(asked(path)))
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("said", ["", "br", "gzip;q=0", "identity"])
def test_a_browser_that_does_not_take_it_gets_it_plain(said: str) -> None:
    answer = asked(CSS, **{"Accept-Encoding": said})
    assert "Content-Encoding" not in answer.headers
    assert body(answer).startswith(b"/* Amity")
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_font_is_small_already() -> None:
    answer = asked("/static/base/fonts/hyperlegible-latin-400.woff2")
    assert body(answer).startswith(b"wOF2")
    assert "Content-Encoding" not in answer.headers


def test_a_part_of_a_file_is_that_part() -> None:
    answer = asked(CSS, Range="bytes=0-9")
    assert (answer.status_code, len(body(answer))) == (206, 10)
    assert "Content-Encoding" not in answer.headers


def test_what_a_browser_has_is_not_sent_again() -> None:
    whole = asked(CSS)
    body(whole)
    assert asked(CSS, **{"If-Modified-Since": whole.headers["Last-Modified"]}).status_code == 304


PAGES = ["/d/help", "/d/sign-in", "/d/nothing"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("by", ["same-origin", "none"])
def test_a_page_of_a_client_is_squeezed_for_whoever_asks_here(path: str, by: str) -> None:
    answer = asked(path, **{"Sec-Fetch-Site": by})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert gzip.decompress(answer.content).startswith(b"<!doctype html>")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("by", ["cross-site", "same-site", ""])
def test_a_page_that_another_site_may_have_asked_for_is_not(path: str, by: str) -> None:
    """Secrets and chosen words in one squeezed answer could be told apart by its length."""
    assert "Content-Encoding" not in asked(path, **({"Sec-Fetch-Site": by} if by else {})).headers


def test_the_length_of_a_page_says_nothing_exact() -> None:
    lengths = {len(asked("/d/help", **{"Sec-Fetch-Site": "none"}).content) for _ in range(20)}
    assert len(lengths) > 5


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("get", "/account/sign-in", {"Sec-Fetch-Site": "same-origin"}),  # of the clinic, not of a client
        ("post", "/d/sign-in", {"Sec-Fetch-Site": "same-origin"}),  # what was sent stands in the answer
        ("get", "/d/help", {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "br"}),
        ("get", "/d/manifest.webmanifest", {"Sec-Fetch-Site": "same-origin"}),
    ],
)
def test_all_else_goes_out_as_it_is(method: str, path: str, headers: dict[str, str]) -> None:
    answer = getattr(Browser(), method)(path, headers={"Accept-Encoding": "gzip"} | headers)
    assert "Content-Encoding" not in answer.headers


def test_headers_stay() -> None:
    answer = asked(CSS)
    body(answer)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "max-age=3600" in answer.headers["Cache-Control"]
