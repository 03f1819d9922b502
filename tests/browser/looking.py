"""Look at a page as it stands: what axe finds, what runs off sideways."""

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

Accessible = Callable[[Page], None]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A preload is for media that play by themselves: there are none. What passed stays in the browser.
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
RUN = """async options => (await axe.run(document, options)).violations.flatMap(each => each.nodes.map(
  node => `${each.id}: ${node.html.slice(0, 160)} ${(node.failureSummary || "").slice(0, 300)}`))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look(page: Page) -> list[str]:
    """Each violation, with the element it is about; from the top, where nothing lies under the bar."""
    page.wait_for_load_state()  # a click waits for the answer, not for its stylesheets
    if page.evaluate("() => { scrollTo(0, 0); return typeof axe; }") == "undefined":
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, OPTIONS)
    return found


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    page.wait_for_load_state()
    return int(page.evaluate(SIDEWAYS))
