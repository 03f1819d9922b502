"""Look at a page as it stands: what axe finds, what runs off sideways."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

Accessible = Callable[[Page], None]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look(page: Page) -> list[str]:
    """Each violation, with the element it is about; from the top, where nothing lies under the bar."""
    page.wait_for_load_state()  # a click waits for the answer, not for its stylesheets
    if page.evaluate("() => { scrollTo(0, 0); return typeof axe; }") == "undefined":
        page.evaluate(AXE)
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    page.wait_for_load_state()
    return int(page.evaluate(SIDEWAYS))
