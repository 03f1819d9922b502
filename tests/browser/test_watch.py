"""The eyes of the other tests: each sees what was planted for it."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.looking import look, sideways
from tests.browser.walk import OUTSIDE
from tests.browser.watch import Watch

POLICY = {"Content-Security-Policy": "default-src 'none'; img-src *; script-src 'self' 'unsafe-eval'"}
PLANTED = {
    "another origin": ("<img src='https://elsewhere.test/a.png' alt=''>", "asked somebody else"),
    "a script in the page": ("<script>1</script>", "console"),
    "a style in the page": ("<p style='color: red'>red</p>", "console"),
    "a missing file": ("<img src='/static/nothing.svg' alt=''>", "404 for image"),
}


@pytest.fixture
def width() -> int:
    return 390


def planted(page: Page, body: str) -> None:
    """A page of the clinic's own address with this in it."""
    html = f"<!doctype html><html lang=en><title>Planted</title><main><h1>Planted</h1>{body}</main>"
    page.route("**/planted", lambda route: route.fulfill(body=html, content_type="text/html", headers=POLICY))
    page.goto("/planted", wait_until="networkidle")


@pytest.mark.goal("G15", "G16")
@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_fault_is_complained_of(page: Page, watch: Watch, what: str) -> None:
    body, said = PLANTED[what]
    planted(page, body)
    assert any(complaint.startswith(said) for complaint in watch.complaints), watch.complaints
    watch.complaints.clear()


def test_a_page_without_faults_is_not(page: Page, watch: Watch) -> None:
    planted(page, "<p>Nothing to see</p>")
    assert watch.complaints == []
    assert look(page) == []
    assert sideways(page) == 0


def test_a_broken_script_is_complained_of(page: Page, context: BrowserContext, watch: Watch) -> None:
    planted(page, "<p>Nothing to see</p>")
    page.evaluate("setTimeout(() => { throw new Error('planted') })")
    page.wait_for_timeout(50)
    assert [complaint for complaint in watch.complaints if "planted" in complaint]
    watch.complaints.clear()


def test_a_picture_without_words_is_found(page: Page) -> None:
    planted(page, "<img src='/static/base/mark.svg'>")
    assert any(problem.startswith("image-alt") for problem in look(page))


def test_what_is_too_wide_is_found(page: Page) -> None:
    planted(page, f"<p>{'a' * 400}</p>")
    assert sideways(page) > 0


@pytest.mark.goal("G36")
@pytest.mark.parametrize("words", ["Notebook · PHQ-9", "/d/therapy/1", "Harbour Street", "/d/ipt"])
def test_a_word_that_says_what_it_is_is_found(words: str) -> None:
    assert OUTSIDE.search(words)
