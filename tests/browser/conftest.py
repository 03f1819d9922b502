"""A real demo clinic in its own process, and a real browser in front of it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = {"phone": 390, "desk": 1280}
STARTS_WITHIN = 120  # seconds; a slow machine builds the clinic in far less


def find_browser() -> str | None:
    """The browser to drive, or None for the one Playwright brought itself."""
    named = os.environ.get("AMITY_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a freshly built synthetic clinic."""
    port = _free_port()
    folder = tmp_path_factory.mktemp("clinic")
    log = folder / "log"
    env = dict(os.environ, AMITY_DATA=str(folder / "data"), PYTHONPATH=str(ROOT / "src"))
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "amity", "demo", "--no-browser", "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT, cwd=folder)
        try:
            _wait_for(f"http://localhost:{port}/", server, log)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless browser for the whole run."""
    no_sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, *no_sandbox])
        yield opened
        opened.close()


@pytest.fixture(params=list(WIDTHS), ids=list(WIDTHS))
def width(request: pytest.FixtureRequest) -> int:
    """A phone and a desk."""
    return WIDTHS[request.param]


@pytest.fixture
def context(browser: Browser, clinic: str, width: int) -> Iterator[BrowserContext]:
    """A fresh person at a fresh browser: no third party answers, no console error passes."""
    opened = browser.new_context(viewport={"width": width, "height": 844}, base_url=clinic)
    opened.set_default_timeout(10_000)
    opened.route(lambda url: not url.startswith(clinic), lambda route: route.abort())
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab that fails the test on any script error or blocked content."""
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return opened


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Say whether axe finds anything on the page as it stands."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(
            page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        problems = [
            f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            for each in found.response["violations"]
            for node in each["nodes"]
        ]
        assert not problems, f"{page.url} ({len(problems)})\n" + "\n".join(problems[:12])

    return check


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    said = re.sub(rb"\x1b\[[0-9;]*m", b"", log.read_bytes()).decode(errors="replace")
    pytest.fail(f"the demo did not start:\n{said[-3000:]}")
