"""What crosses the line: little the first time; one page when somebody comes back (no time is measured)."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.browser.clinic import Clinic
from tests.browser.notebook import Her, is_ready, knows, made, sign_in
from tests.browser.slow_line import Line, slow_line

ALL, SCRIPT = 60_000, 30_000  # bytes, as they cross the line
LATER = {"/d/worker.js", "/d/kept", "/d/bundle", "/d/manifest.webmanifest"}  # once the page can be used


@pytest.fixture
def line(the_clinic: Clinic) -> Iterator[Line]:
    with slow_line(int(the_clinic.address.rpartition(":")[2]), round_trip=0) as found:
        yield found


@pytest.fixture
def her(the_clinic: Clinic) -> Her:
    return made(the_clinic)


@pytest.fixture
def context(browser: Browser, line: Line, the_clinic: Clinic, her: Her) -> Iterator[BrowserContext]:
    """Her phone, at the other end of the line."""
    found = browser.new_context(viewport={"width": 390, "height": 844}, base_url=line.address)
    knows(found, the_clinic, her)
    yield found
    found.close()


def visited(context: BrowserContext, line: Line, path: str) -> list[str]:
    """What crossed the line for a page in a new tab."""
    page = context.new_page()
    line.asked.clear()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.close()
    return [it for it in line.asked if it not in LATER]


def test_who_comes_back_asks_for_the_page_alone(context: BrowserContext, line: Line, her: Her) -> None:
    """From the worker: neither styles nor scripts nor fonts, and the page itself once."""
    page = context.new_page()
    sign_in(page, her)
    is_ready(page)
    page.close()
    visited(context, line, "/d/plan")  # has a style of its own
    for path in ("/d/", "/d/plan", "/d/"):
        assert visited(context, line, path) == [path]


def test_without_a_worker_the_browser_asks_for_the_page_alone(context: BrowserContext, line: Line) -> None:
    assert len(visited(context, line, "/d/help")) > 3
    assert visited(context, line, "/d/help") == ["/d/help"]


def test_the_worker_fetches_no_file_twice(context: BrowserContext, line: Line, her: Her) -> None:
    """What the page has brought already it takes from the browser."""
    page = context.new_page()
    line.asked.clear()
    sign_in(page, her)
    is_ready(page)
    often = Counter(it for it in line.asked if it.startswith("/static/"))
    assert often
    assert {it: count for it, count in often.items() if count > 1} == {}


@pytest.mark.parametrize("place", ["sign in", "today", "something happened", "help"])
def test_a_first_visit_is_small(
    browser: Browser, context: BrowserContext, line: Line, her: Her, place: str
) -> None:
    """In a browser that holds her sign-in and nothing else."""
    other = browser.new_context(viewport={"width": 390, "height": 844}, base_url=line.address)
    if place in ("today", "something happened"):
        first = context.new_page()
        sign_in(first, her)
        other.add_cookies(context.cookies())  # type: ignore[arg-type]
        to = first.get_by_role("link", name="Something happened").first.get_attribute("href")
    path = {"sign in": "/d/sign-in", "today": "/d/", "help": "/d/help"}.get(place) or to
    assert path
    sizes = weighed(other.new_page(), path)
    other.close()
    assert sizes["document"] > 0
    assert sum(sizes.values()) <= ALL, sizes
    assert sizes["script"] <= SCRIPT, sizes


def weighed(page: Page, path: str) -> Counter[str]:
    """Bytes of what the page asked for, by kind; its worker comes later."""
    sizes: Counter[str] = Counter()

    def came(answer: Response) -> None:
        sizes[answer.request.resource_type] += int(answer.headers.get("content-length", "0"))

    page.on("response", came)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sizes
