"""The look in a browser, without a clinic behind it: leaving, narrow windows, targets, contrast, print."""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from amity.web.base.charts import Band, Cut, score_chart
from amity.web.base.static_files import taken_off
from tests.web.base.test_charts import weekly
from tests.web.base.test_patterns import patterns, rendered

SITE = "http://look.test"
OPTIONS = [("0", "Not at all"), ("1", "Several days")]
BANDS = [Band("few", 0), Band("some", 5), Band("many", 10)]


def fragment(words: str) -> str:
    """What polls, in its two lines."""
    return (
        '<div id="waiting" hx-get="/waiting" hx-trigger="tick from:body" hx-swap="outerHTML">'
        f'<p class="what">{words}</p><p class="state" data-as-of>As of <time>14:00</time></p></div>'
    )


def pages() -> dict[str, str]:
    """What stands at each address of this site without a server."""
    chart = score_chart(
        weekly(18, 17, None, 12),
        low=0,
        high=27,
        bands=BANDS,
        cutoffs=[Cut(10)],
        reliable_points=6,
        name="Points",
    )
    return {
        "/": patterns(chart=chart),
        "/today": patterns(chart=chart).replace("</main>", fragment("first") + "</main>"),
        "/d/q": rendered("base/patterns_client.html", "/d/q", options=OPTIONS, exit_url="/weather"),
        "/d/404": rendered("base/errors/client_404.html", "/d/404", exit_url="/weather"),
        "/404": rendered("base/errors/staff_404.html", "/404"),
        "/weather": "<!doctype html><title>Weather</title><p>Rain later.",
    }


class Site:
    """Answers from templates and static files; remembers what was posted and what was asked for again."""

    def __init__(self) -> None:
        self.pages = pages()
        self.posted: list[str] = []
        self.asked: list[str | None] = []
        self.waiting = "one"

    def again(self, route: Route) -> None:
        """A fragment that is asked for every four seconds."""
        known = route.request.headers.get("if-none-match")
        self.asked.append(known)
        headers = {"ETag": f'"{self.waiting}"', "As-Of": "14:02:08", "Content-Type": "text/html"}
        if self.waiting == "down":
            route.abort()
        elif known == headers["ETag"]:
            route.fulfill(status=304, headers=headers)
        else:
            route.fulfill(body=fragment(self.waiting), headers=headers)

    def answer(self, route: Route) -> None:
        path, _ = taken_off(route.request.url.removeprefix(SITE).split("?")[0])
        if path == "/waiting":
            self.again(route)
        elif route.request.method == "POST":
            self.posted.append(path)
            route.fulfill(status=204)
        elif path.startswith("/static/") and (found := finders.find(path.removeprefix("/static/"))):
            route.fulfill(path=str(found), content_type=mimetypes.guess_type(path)[0] or "font/woff2")
        elif path in self.pages:
            route.fulfill(body=self.pages[path], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body=f"nothing at {path}")


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 700}, base_url=SITE)
    context.set_default_timeout(10_000)
    context.route("**/*", site.answer)
    yield context.new_page()
    context.close()


LEAVE_IS_THERE = """() => {
  const leave = document.getElementById("leave"), box = leave.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const inside = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  return inside && leave.contains(hit);
}"""
TARGETS = "a.btn, button, input:not([type=hidden]), select, summary, .choice"
TOO_SMALL = """targets => [...document.querySelectorAll(targets)]
  .filter(one => one.offsetParent && !one.closest(".synthetic") && !one.matches(".choice input"))
  .filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML.slice(0, 80))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("path", ["/d/q", "/d/404"])
def test_leave_is_seen_at_every_scroll(page: Page, width: int, path: str) -> None:
    """goal G35."""
    page.set_viewport_size({"width": width, "height": 560})
    page.goto(path)
    for down in (0, 240, 100_000):
        page.evaluate("down => window.scrollTo(0, down)", down)
        assert page.evaluate(LEAVE_IS_THERE), f"at {down}"


def test_leave_is_the_first_stop_of_the_tab_key(page: Page) -> None:
    page.goto("/d/q")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "leave"


def test_leaving_empties_the_page_at_once_and_replaces_it(page: Page, site: Site) -> None:
    page.goto("/weather")
    page.goto("/d/q")
    left = page.evaluate(
        """() => { const began = performance.now(); document.getElementById("leave").click();
          return [performance.now() - began, document.documentElement.childNodes.length]; }"""
    )
    assert left[0] <= 50
    assert left[1] == 0
    page.wait_for_url("**/weather")
    assert site.posted == ["/d/leave"]
    with suppress(Exception):
        page.go_back()
    assert "Not at all" not in page.content()


def test_three_presses_of_shift_leave(page: Page) -> None:
    page.goto("/d/q")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/weather")


def test_typing_capitals_does_not_leave(page: Page) -> None:
    page.goto("/d/q")
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    assert page.url.endswith("/d/q")


def test_leave_is_a_link_where_scripts_do_not_run(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=SITE)
    context.route("**/*", site.answer)
    page = context.new_page()
    page.goto("/d/q")
    page.locator("#leave").click()
    assert page.url.endswith("/d/leave")
    context.close()


def tick(page: Page) -> None:
    """The four seconds, at once."""
    with page.expect_event("requestfinished", lambda one: one.url.endswith("/waiting")):
        page.evaluate("document.body.dispatchEvent(new CustomEvent('tick'))")


def test_what_is_asked_for_again_changes_only_when_it_has(page: Page, site: Site) -> None:
    page.goto("/today")
    tick(page)
    page.locator("#waiting .what", has_text="one").wait_for()
    page.evaluate("document.querySelector('#waiting .what').dataset.kept = 'yes'")
    tick(page)
    page.locator("[data-as-of]", has_text="As of 14:02:08").wait_for()
    assert page.locator("#waiting .what").get_attribute("data-kept") == "yes"
    assert site.asked == [None, '"one"']
    site.waiting = "two"
    tick(page)
    page.locator("#waiting .what", has_text="two").wait_for()


def test_an_answer_that_does_not_come_is_said(page: Page, site: Site) -> None:
    page.goto("/today")
    site.waiting = "down"
    page.evaluate("document.body.dispatchEvent(new CustomEvent('tick'))")
    page.locator("[data-as-of]", has_text="No newer answer from the server").wait_for()


@pytest.mark.parametrize("path", ["/", "/d/q", "/404", "/d/404"])
def test_nothing_runs_off_sideways_at_four_hundred_percent(page: Page, path: str) -> None:
    """1280 by 1024 at 400 % is 320 by 256 (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(path)
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("path", ["/", "/d/q"])
def test_targets_are_large_enough_for_a_thumb(page: Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate(TOO_SMALL, TARGETS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/d/q", "/404", "/d/404"])
def test_axe_finds_nothing(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(path)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_a_dark_screen_prints_on_white(page: Page) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".top").is_visible()
    assert page.locator(".flag").is_visible()


def test_the_first_visit_of_a_client_is_light(page: Page) -> None:
    """60 kB at most, as sent: text compressed, fonts as they are."""
    sizes: dict[str, int] = {}

    def weigh(url: str, body: bytes) -> None:
        sizes[url] = len(body) if url.endswith("woff2") else len(gzip.compress(body))

    page.on("response", lambda answer: weigh(answer.url, answer.body()))
    page.goto("/d/q", wait_until="networkidle")
    assert len(sizes) >= 6
    assert sum(sizes.values()) <= 60_000, sizes
