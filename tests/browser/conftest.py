"""A real demo clinic in its own process, and a real browser in front of it."""

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.clinic import Clinic
from tests.browser.elsewhere import answered
from tests.browser.looking import Accessible, look
from tests.browser.watch import Watch

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # Each window would bring two hidden pages of the browser's own. The last list counts, so the names of
    # Playwright's list on which something hangs stand here once more.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,PaintHolding,ThirdPartyStoragePartitioning,MediaRouter,OptimizationHints,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,AvoidCorsURLLoaderRestartOnRedirect,"
    "PreconnectToSearch,NetworkTimeServiceQuerying,LensOverlay",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)  # fmt: skip
WIDTHS = {"phone": 390, "desk": 1280}
STARTS_WITHIN = 300  # seconds; a machine with nothing else to do builds the clinic in far less
PATIENCE = 15_000  # milliseconds that a page may take before a test gives up

PR_SET_PDEATHSIG = 1  # linux/prctl.h

FAILED = pytest.StashKey[bool]()

NewPerson = Callable[..., BrowserContext]
Record = Callable[[str, object], None]


def find_browser() -> str | None:
    """The browser to drive, or None for the one Playwright brought itself."""
    named = os.environ.get("AMITY_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def the_clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A fresh synthetic clinic, one for each test process.

    While writing tests, RUNNING_CLINIC="address folder" names a demo that runs already.
    """
    if running := os.environ.get("RUNNING_CLINIC"):
        address, data = running.split(maxsplit=1)
        clinic = Clinic(address, Path(data))
        yield clinic
        clinic.leave()
        return
    port = _free_port()
    folder = tmp_path_factory.mktemp("clinic")
    clinic = Clinic(f"http://localhost:{port}", folder / "data")
    shutil.copytree(_made(tmp_path_factory.getbasetemp()), clinic.data)
    log = folder / "log"
    command = [sys.executable, "-m", "amity", "demo", "--no-browser", "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, env=clinic.env, stdout=out, stderr=subprocess.STDOUT, cwd=folder,
            preexec_fn=_ends_with_us if sys.platform == "linux" else None,
        )  # fmt: skip
        try:
            _wait_for(f"{clinic.address}/", server, log)
            yield clinic
        finally:
            clinic.leave()
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def clinic(the_clinic: Clinic) -> str:
    """Its address."""
    return the_clinic.address


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One headless browser for the whole run. Nobody answers it but the clinic and the ordinary page."""
    no_sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with answered(tmp_path_factory.mktemp("exit")) as reach, sync_playwright() as playwright:
        args = [*QUIET, *no_sandbox, *reach]  # of two answers to one question the last one counts
        opened = playwright.chromium.launch(executable_path=find_browser(), args=args)
        yield opened
        opened.close()


@pytest.fixture(params=list(WIDTHS), ids=list(WIDTHS))
def width(request: pytest.FixtureRequest) -> int:
    """A phone and a desk."""
    return WIDTHS[request.param]


@pytest.fixture
def watch(clinic: str) -> Iterator[Watch]:
    """Fails the test on a script error, a broken policy, a fault of the server, a request to anybody else."""
    watch = Watch(clinic)
    yield watch
    assert watch.complaints == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure until the browsers are closed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture
def someone(
    browser: Browser, clinic: str, watch: Watch, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[NewPerson]:
    """Make a fresh person at a fresh browser: `someone(390)`; more of Playwright's words by name.

    After a failure a picture of each open page lies in the test's temporary folder.
    """
    opened: list[BrowserContext] = []

    def at(width: int, height: int = 844, **more: object) -> BrowserContext:
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, base_url=clinic, **more)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        opened.append(context)
        return context

    yield at
    if request.node.stash.get(FAILED, False):
        for number, page in enumerate(page for context in opened for page in context.pages):
            page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
            print(f"{page.url} looked like {tmp_path / str(number)}.png")
    for context in opened:
        context.close()


@pytest.fixture
def context(someone: NewPerson, width: int) -> BrowserContext:
    """Somebody at a window of this width."""
    return someone(width)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Their first tab."""
    return context.new_page()


@pytest.fixture(scope="session")
def accessible() -> Accessible:
    """Say whether axe finds anything on the page as it stands."""

    def check(page: Page) -> None:
        problems = look(page)
        assert not problems, f"{page.url} ({len(problems)})\n" + "\n".join(problems[:12])

    return check


def _made(own: Path) -> Path:
    """The folder of a clinic that nobody uses: the first test process makes it, the others wait for it.

    own: this process's temporary folder; it lies in the run's where several processes share one.
    """
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, draft = run / "made-clinic", run / "clinic-being-made"
    if made.exists():
        return made
    try:
        draft.mkdir(mode=0o700)
    except FileExistsError:
        _wait_until(made.exists)
        return made
    command = [sys.executable, "-m", "amity", "demo", "--only-make"]
    done = subprocess.run(command, env=Clinic("", draft).env, capture_output=True, text=True, cwd=own)
    assert done.returncode == 0, f"the demo was not made:\n{done.stdout}{done.stderr}"
    return draft.rename(made)


def _ends_with_us() -> None:
    """In the server before it begins: where this process is ended without a word, the server is told to."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while not ready():
        assert time.monotonic() < until, "the process that makes the clinic for all has not done so"
        time.sleep(0.2)


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
