"""Weighs and times a client's own pages on a slow line and a slow phone; counts taps for what is often done.

`python bench/companion.py`, in a synthetic clinic of its own. A visit: a browser that knows nothing yet
opens one page. Weighed is what comes over the line, by kind, where a visit begins (people are drawn with
more, and opened from Today); beside it stands what the headers of all answers weigh, which a server in
front that speaks HTTP/2 sends once. Timed is from the beginning of the visit until the first words are
painted and the page's scripts have run, over a line of 1.6 Mbit/s and 150 ms that holds for the page and
for its service worker (`tests/browser/slow_line.py`), with a processor slowed four times. *Again* is the
same page in a new tab of the same browser, once everything of the first visit is over; "asked" is how many
answers it needed from the server until it was usable. Beside each page stands how busy this computer was:
what else runs on it slows the server and the browser, and no figure of a busy one says anything. Leave is
timed on the page that stands there: until it is empty, and until an ordinary page stands there. Taps are
counted by the page itself; typing is none.
"""

import json
import math
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.circle import a_clinic  # noqa: E402

from tests.browser.clinic import Clinic  # noqa: E402
from tests.browser.conftest import QUIET, find_browser  # noqa: E402
from tests.browser.elsewhere import EXIT, answered  # noqa: E402
from tests.browser.slow_line import Line, slow_line  # noqa: E402

ALL, SCRIPT = 60_000, 30_000  # bytes of a first visit, and of script in it, htmx included
USABLE, AGAIN = 2.0, 0.5  # seconds
BLANK, GONE = 50.0, 500.0  # milliseconds after Leave: goal G35
TAPS = {"how I am": 3, "something happened": 6, "how a practice went": 6, "help": 1}
SLOWER = 4
PAGES = {
    "sign in": "/d/sign-in", "today": "/d/", "something happened": "/d/worksheets/new/",
    "people": "/d/people", "help": "/d/help",
}  # fmt: skip
FIRST = ("sign in", "today", "something happened", "help")  # where a visit begins
VISITS, TIMES = 3, 5
KINDS = {"Stylesheet": "style", "Script": "script", "Font": "font", "Image": "drawing", "Document": "page"}
PREPARE = """
from amity.web.companion import actions as pages, queries as shown
from amity.web.techniques.addresses import code_of
client, by = of_story("new_city")
for tool in ("write:mood", "write:interpersonal_incident"):
    if tool not in shown.opened_for(client):
        pages.open_tool(client=client, tool=tool, by=by)
from amity.web.course import actions as courses
course = client.courses.first()
met = course.sessions.filter(recorded_at__isnull=False).first()
practice = courses.agree_practice(course=course, session=met, text="Ring somebody.", by=by)
say({"happened": code_of("interpersonal_incident"), "mood": code_of("mood"), "practice": str(practice.id)})
"""
READY = """() => {
  const [visit] = performance.getEntriesByType("navigation");
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  return Math.max(painted ? painted.startTime : Infinity, visit.domContentLoadedEventEnd) / 1000;
}"""
SETTLED = """async () => {
  const all = await navigator.serviceWorker.getRegistrations();
  return all.every(it => it.active && !it.installing && !it.waiting);
}"""
LEAVES = """() => new Promise(done => {
  const leave = document.getElementById("leave"), began = performance.now();
  leave.click();
  done([performance.now() - began, document.documentElement.childElementCount]);
})"""
COUNTS = "addEventListener('pointerdown', it => { if (it.isTrusted) tapped(it.target.tagName); }, true)"


class Visitor:
    """Somebody with a phone that was never here, signed in as a client of the demo where a page asks so."""

    def __init__(self, browser: Browser, clinic: Clinic, *, signed_in: bool, line: str = "") -> None:
        self.clinic, self.address = clinic, line or clinic.address
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 390, "height": 844}, base_url=self.address, has_touch=True, is_mobile=True
        )
        if signed_in:
            self._sign_in(browser)
        self._tab()

    def _tab(self) -> None:
        self.page: Page = self.context.new_page()
        self.cdp: CDPSession = self.context.new_cdp_session(self.page)
        self.cdp.send("Network.enable")
        self.kinds: dict[str, str] = {}
        self.urls: dict[str, str] = {}
        self.weighed: Counter[str] = Counter()
        self.whole = 0  # with what stands before each answer
        self.cdp.on("Network.responseReceived", self._came)
        self.cdp.on("Network.dataReceived", self._weigh)
        self.cdp.on("Network.loadingFinished", self._whole)

    def _sign_in(self, browser: Browser) -> None:
        """In another browser, whose cookies this one is given: nothing of the pages lies here."""
        other = browser.new_context(base_url=self.clinic.address)
        page = other.new_page()
        page.goto("/demo/phone")
        page.get_by_role("button", name="Notebook").click()
        page.wait_for_url("**/d/")
        self.context.add_cookies(other.cookies())  # type: ignore[arg-type]
        other.close()

    def slow(self) -> None:
        """From now on a slow processor."""
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def comes_back(self) -> None:
        """In a new tab, when everything of the first visit is over."""
        self.page.wait_for_timeout(1500)  # what is fetched a moment later begins
        self.page.wait_for_function(SETTLED)
        self.page.wait_for_timeout(1500)
        self.page.close()
        self._tab()

    def open(self, path: str) -> float:
        """Seconds until the page can be read and used."""
        self.page.goto(path, wait_until="load")
        self.page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
        return float(self.page.evaluate(READY))

    def _came(self, told: dict[str, Any]) -> None:
        self.kinds[told["requestId"]] = KINDS.get(told["type"], "other")
        self.urls[told["requestId"]] = told["response"]["url"]
        if told["type"] == "Document" and self._is_ours(
            told
        ):  # of a page the browser tells no squeezed pieces
            said = {name.lower(): value for name, value in told["response"]["headers"].items()}
            self.weighed["page"] += int(said["content-length"])

    def _is_ours(self, told: dict[str, Any]) -> bool:
        return self.urls.get(told["requestId"], "").startswith(self.address)

    def _weigh(self, told: dict[str, Any]) -> None:
        if self._is_ours(told) and self.kinds[told["requestId"]] != "page":
            self.weighed[self.kinds[told["requestId"]]] += int(told["encodedDataLength"])

    def _whole(self, told: dict[str, Any]) -> None:
        if self._is_ours(told):
            self.whole += int(told["encodedDataLength"])


def weighed(browser: Browser, clinic: Clinic, path: str) -> dict[str, int]:
    """Bytes over the line of a first visit, by kind."""
    it = Visitor(browser, clinic, signed_in=path not in (PAGES["sign in"], PAGES["help"]))
    it.open(path)
    it.page.wait_for_timeout(1500)  # what is fetched a moment later is fetched too
    found = {**it.weighed, "all": sum(it.weighed.values())}
    found["headers"] = it.whole - found["all"]
    it.context.close()
    return dict(sorted(found.items()))


def timed(browser: Browser, clinic: Clinic, path: str, line: Line) -> dict[str, Any]:
    """Seconds of a first visit and of the next one, each the middle of five."""
    first, again, asked = [], [], []
    for _ in range(TIMES):
        it = Visitor(
            browser, clinic, signed_in=path not in (PAGES["sign in"], PAGES["help"]), line=line.address
        )
        it.slow()
        first.append(it.open(path))
        it.comes_back()
        it.slow()
        line.asked.clear()
        again.append(it.open(path))
        asked = list(line.asked)
        it.context.close()
    found = {"usable": statistics.median(first), "again": statistics.median(again), "load": _load()}
    return {name: round(value, 2) for name, value in found.items()} | {"asked": asked}


def _load() -> float:
    """How many processes wanted a processor in the last minute; nan where nothing tells."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else math.nan


def left(browser: Browser, clinic: Clinic) -> tuple[float, float]:
    """Milliseconds after Leave until the page is empty, and until an ordinary one stands there; the worst."""
    blank, gone = [], []
    for _ in range(VISITS):
        it = Visitor(browser, clinic, signed_in=True)
        it.open("/d/people")
        began = time.monotonic()
        took, still = it.page.evaluate(LEAVES)
        assert still == 0
        it.page.wait_for_url(EXIT)
        gone.append(1000 * (time.monotonic() - began))
        blank.append(took)
        it.context.close()
    return round(max(blank), 1), round(max(gone), 1)


def tapped(browser: Browser, clinic: Clinic, ids: dict[str, str]) -> dict[str, int]:
    """How many taps each task takes, from Today to the words that it is saved."""

    def task(*steps: str) -> int:
        """Each step is a selector that is tapped, or "type: selector"."""
        it, touched = Visitor(browser, clinic, signed_in=True), []
        it.context.expose_function("tapped", lambda what: touched.append(what))
        it.context.add_init_script(COUNTS)
        it.open("/d/")
        for step in steps:
            if step.startswith("type: "):
                it.page.locator(step.removeprefix("type: ")).first.fill("a few words")
            else:
                it.page.locator(step).first.tap()
                it.page.wait_for_load_state()
        it.page.wait_for_timeout(300)
        it.context.close()
        return len(touched)

    feel, saves = "label:has(input[type=radio][value='3'])", "main form.form button.main, main .actions .main"
    return {
        "how I am": task(f"a[href$='{ids['mood']}']", feel, saves),
        "something happened": task(
            f"a[href$='{ids['happened']}']", "main textarea", "type: main textarea",
            "label:has(input[name='who'])", "label:has(input[name='felt'])", feel, saves,
        ),
        "how a practice went": task("a[href*='#tries']", f"a[href$='{ids['practice']}']",
                                    "main form label.choice", saves),
        "help": task("a[href='/d/help']"),
    }  # fmt: skip


def main() -> None:
    """Print the result as JSON, each figure beside its limit; fail over one."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, a_clinic() as clinic, answered(Path(folder)) as reach:
        port = int(clinic.address.rpartition(":")[2])
        ids: dict[str, str] = clinic.does(PREPARE)
        pages = PAGES | {"something happened": PAGES["something happened"] + ids["happened"]}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, *root, *reach])
            weights = {name: weighed(browser, clinic, path) for name, path in pages.items()}
            with slow_line(port) as line:
                times = {name: timed(browser, clinic, path, line) for name, path in pages.items()}
            blank, gone = left(browser, clinic)
            taps = tapped(browser, clinic, ids)
            version = re.sub(r"\.\d+$", "", browser.version)
            browser.close()
        clinic.leave()
    heaviest = max(weights[name]["all"] for name in FIRST)
    scripts = max(it.get("script", 0) for it in weights.values())
    usable, again = (max(it[name] for it in times.values()) for name in ("usable", "again"))
    limits: dict[str, tuple[float, float]] = {
        "bytes": (heaviest, ALL), "script": (scripts, SCRIPT), "usable_s": (usable, USABLE),
        "again_s": (again, AGAIN), "blank_ms": (blank, BLANK), "gone_ms": (gone, GONE),
        **{f"taps: {name}": (count, TAPS[name]) for name, count in taps.items()},
    }  # fmt: skip
    result = {
        "name": "companion", "browser": version, "processors": os.cpu_count(),
        "weights": weights, "times": times, "limits": limits,
    }  # fmt: skip
    print(json.dumps(result, indent=1))
    if over := {name: pair for name, pair in limits.items() if pair[0] > pair[1]}:
        raise SystemExit(f"over a limit: {over}")


if __name__ == "__main__":
    main()
