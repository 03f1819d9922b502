"""One phone of the model of G28: two clients use it, its tabs are killed, its PINs change and are forgotten.

What a person does with a PIN is done on the real pages; the random steps between run in queue_model.js.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route, TimeoutError

from tests.browser import notebook
from tests.browser.clinic import Clinic
from tests.browser.notebook import Her

MODEL = (Path(__file__).parent / "queue_model.js").read_text()
STATIC = Path(__file__).parents[2] / "src/amity/web/companion/static/companion"
PAGE = '<!doctype html><title>model</title><script type="module" src="/d/model.js"></script>'
PINS = ("740915", "386204", "591837", "204863", "958172", "163940")
SENDS = re.compile(r"/d/(worksheets/new|tried)/")
HELD = 0.8  # of the visits to real pages, in so many what waits cannot be sent meanwhile
UNCOUNTED = (
    "from django.core.cache import cache\ncache.clear()"  # an hour allows a hundred sign-ins from one place
)
WITHIN = 180_000  # milliseconds; a batch of 600 steps beside other work takes a tenth of it
FEWER = 2  # a page that stayed open makes so many times fewer steps than the one in use
# Nobody guesses the PINs of the model: 600,000 rounds for each would be most of the time.
BEFORE = """delete Navigator.prototype.serviceWorker;  // it would fetch past the routes
if (isSecureContext) {
  const derive = SubtleCrypto.prototype.deriveKey;
  SubtleCrypto.prototype.deriveKey = function (how, ...rest) {
    return derive.call(this, how.name === "PBKDF2" ? { ...how, iterations: 1000 } : how, ...rest);
  };
}"""
ENTRIES = """() => [...document.querySelectorAll("[data-part=entries] [data-one]")].map(it =>
  [it.querySelector("[data-says]").textContent, it.querySelector("[data-why]").textContent])"""


class WrongError(Exception):
    """A page asks or says what it must not."""


@dataclass(frozen=True)
class Fault:
    """One that is planted: in the model by its name, or in a script of the client's pages by other words."""

    name: str = ""
    script: str = ""
    says: str = ""
    instead: str = ""
    often: str = "plain"  # the kind of answer that every other entry gets


@dataclass
class Owner:
    """A client with this phone. before: the PIN that opens what waits, where another one was chosen since."""

    her: Her
    others: Her
    pin: str = ""
    before: str = ""


@dataclass
class Phone:
    context: BrowserContext
    clinic: Clinic
    number: int
    owners: tuple[Owner, Owner]
    fault: Fault
    page: Page = field(init=False)
    stale: Page | None = None  # still open, of the other one
    now: int = 0  # whose it is at the moment
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = Random(f"G28 {self.number}")
        self.context.add_init_script(BEFORE)
        self.context.on("weberror", self._broke)
        self.broken: list[str] = []
        if self.fault.script:
            text = (STATIC / f"{self.fault.script}.js").read_text()
            assert text.count(self.fault.says) == 1, self.fault
            text = text.replace(self.fault.says, self.fault.instead)
            self.context.route(re.compile(rf"/companion/{self.fault.script}\b.*\.js"), _gives(text))
        self._comes_in()

    def _broke(self, error: Any) -> None:
        self.broken.append(str(error.error))

    @property
    def owner(self) -> Owner:
        return self.owners[self.now]

    # --- the random steps --------------------------------------------------------------------------------

    def begin(self) -> None:
        """The page of the model, with the PIN typed already."""
        if not self._begins():
            self._goes_to("/d/mine/pin")
            assert self._begins(), self.page.url

    def _begins(self) -> bool:
        html, script = _gives(PAGE, "text/html"), _gives(MODEL)
        self.context.route("**/d/model", html)
        self.context.route("**/d/model.js", script)
        self.page.goto("/d/model")
        self.page.wait_for_function("() => window.ready")
        self.context.unroute("**/d/model", html)  # a route slows down every request of the browser
        self.context.unroute("**/d/model.js", script)
        how = {
            "practices": [f"/d/tried/{it}" for it in self.owner.her.practices],
            "others": self.owner.others.practices,
            "seed": self.random.randrange(1 << 31),
            "fault": self.fault.name,
            "often": self.fault.often,
        }
        return bool(self.page.evaluate("how => begin(how)", how))

    def go(self, steps: int) -> None:
        for page, some in ((self.page, steps), (self.stale, steps // FEWER)):
            if page:
                _begun(page, f"go({{ steps: {some}, isStale: {json.dumps(page is self.stale)} }})")

    def wait(self) -> None:
        for page in (self.page, self.stale):
            if page:
                _ended(page)
                self._counted(page)
        if self.broken:
            raise WrongError(self.broken)

    def _counted(self, page: Page) -> None:
        self.counts += Counter(page.evaluate("() => counted()"))

    # --- what happens between ----------------------------------------------------------------------------

    def kill_tab(self) -> None:
        self.page.evaluate("() => dying()")
        self._counted(self.page)
        self.begin()

    def sign_out_and_in(self) -> None:
        """The session ends under an open page; or by the button, and its scripts put away what they kept."""
        if self.random.random() < 0.5:
            _begun(self.page, "signOut()")
            assert _ended(self.page) in ("", "signed out", "shut")
            self._signs_in()
        else:
            with self.held():
                self._signs_out()
                self._signs_in()
        self._types_pin()
        self.begin()

    def change_pin(self) -> None:
        with self.held():
            self._goes_to("/d/mine/pin")
            self._chooses(old=self.owner.pin)
        self.begin()
        self.check_opens()

    def forget_pin(self) -> None:
        """Another one is chosen; the one before opens what waits, at once or the next time."""
        with self.held():
            self._shuts()
            self.clinic.does(UNCOUNTED)
            self.page.get_by_role("link", name="The PIN is forgotten").click()
            self.page.get_by_label("Password").fill(notebook.PASSWORD)
            self.page.get_by_role("button", name="Take the lock off").click()
            self.page.wait_for_url("**/d/mine/pin")
            self.owner.before = self.owner.before or self.owner.pin
            self._chooses(later=self.random.random() < 0.5)
        self.begin()

    def open_what_waits(self) -> None:
        """With the PIN from before."""
        with self.held():
            self._shuts()
            self._types_pin()
        self.begin()

    def other_client(self) -> None:
        """Somebody else signs in on this phone; the page of the first may stay open."""
        if self.stale:
            self._counted(self.stale)
            self.stale.close()
            self.stale = None
        if self.random.random() < 0.3:
            self._signs_out()
            self.page.close()
        else:
            self.stale = self.page
        self.now = 1 - self.now
        self._comes_in()

    # --- by hand, on the real pages ----------------------------------------------------------------------

    @contextmanager
    def held(self) -> Iterator[None]:
        """Mostly nothing of what waits can be sent meanwhile."""
        hold = self.random.random() < HELD
        if hold:
            self.context.route(SENDS, _held)
        try:
            yield
        finally:
            if hold:
                self.context.unroute(SENDS, _held)

    def _comes_in(self) -> None:
        self.context.clear_cookies()
        notebook.knows(self.context, self.clinic, self.owner.her, self.number)
        self.page = self.context.new_page()
        with self.held():
            self._signs_in()
            if self.owner.pin:
                self._types_pin()
            else:
                self.page.goto("/d/mine/pin")
                self._chooses()
        self.begin()

    def _signs_in(self) -> None:
        self.clinic.does(UNCOUNTED)
        notebook.sign_in(self.page, self.owner.her)

    def _signs_out(self) -> None:
        self._goes_to("/d/mine")
        with self.page.expect_navigation(url="**/d/sign-in"):
            self.page.get_by_role("button", name="Sign out", exact=True).click()

    def _shuts(self) -> None:
        self._goes_to("/d/mine/pin")
        self.page.get_by_role("button", name="Lock these pages").click()
        self.page.wait_for_url("**/d/lock**")

    def _goes_to(self, path: str) -> None:
        """Whoever is led away to sign in or to the PIN does that, and comes back."""
        self.page.goto(path)
        if not self.page.url.endswith(path):
            self.counts[f"led to {urlsplit(self.page.url).path}"] += 1
            if self.page.url.endswith("/d/sign-in"):
                self._signs_in()
            self._types_pin()
            self.page.goto(path)
        if not self.page.get_by_role("heading", level=1).is_visible():
            raise WrongError(f"{self.page.url} shows nothing: {self.page.content()[:2000]}")

    def _types_pin(self) -> None:
        self.page.wait_for_url("**/d/lock**")
        self.page.locator("form[data-pin=open] [name=pin]").fill(self.owner.pin)
        self._sends("form[data-pin=open] [type=submit]")
        self._earlier(later=False)

    def _chooses(self, old: str = "", later: bool = False) -> None:
        pin = self.random.choice([it for it in PINS if it != self.owner.pin])
        form = self.page.locator("form[data-pin=choose]")
        if old:
            form.locator("[name=old]").fill(old)
        form.locator("[name=new]").fill(pin)
        form.locator("[name=again]").fill(pin)
        self._sends("form[data-pin=choose] [type=submit]")
        self.owner.pin = pin
        self._earlier(later=later)

    def _earlier(self, *, later: bool) -> None:
        """The PIN from before, where it is asked for."""
        form = self.page.locator("form[data-earlier-pin]")
        if not form.count():
            self.owner.before = ""
        elif not self.owner.before:
            raise WrongError("a PIN from before is asked for, and none was forgotten")
        elif later:
            self.counts["earlier PIN later"] += 1
            with self.page.expect_navigation():
                form.locator("[data-later]").click()
        else:
            self.counts["earlier PIN"] += 1
            form.locator("[name=earlier]").fill(self.owner.before)
            self._sends("form[data-earlier-pin] [type=submit]", asks="[data-told]")
            self.owner.before = ""

    def _sends(self, button: str, asks: str = "form[data-earlier-pin], [data-told]") -> None:
        """Until another page is there, or this one asks or says something."""
        self.page.wait_for_load_state()
        self.page.evaluate("() => { window.isBefore = true; }")
        self.page.click(button)
        self.page.wait_for_function("asks => !window.isBefore || document.querySelector(asks)", arg=asks)
        self.page.wait_for_load_state()
        if self.page.locator("[data-told]").count():
            raise WrongError(self.page.locator("[data-told]").inner_text())

    # --- the end -----------------------------------------------------------------------------------------

    def check_opens(self) -> None:
        """The pair that lies here opens with the PIN of now."""
        opens = """async pin => { const { Kept } = await import("/static/companion/kept.js");
            const { unwrapped } = await import("/static/companion/sealing.js"), kept = new Kept();
            const said = await fetch("/d/kept", { headers: { Accept: "application/json" } });
            const { whose } = await said.json();
            return unwrapped(await kept.look("keys " + whose), pin).then(() => true, () => false); }"""
        if not self.page.evaluate(opens, self.owner.pin):
            raise WrongError("what waits does not open with the PIN")

    def finish(self) -> list[tuple[Her, dict[str, Any]]]:
        """Each of the two sends what they have; what stays is read on the real page."""
        ends = []
        for _ in self.owners:
            if self.owner.before:
                self.open_what_waits()
            if self.owner.pin:
                self.begin()
                _begun(self.page, "finish()")
                end = _ended(self.page)
                self._counted(self.page)
                ends.append((self.owner.her, end | {"read": self._read() if end["left"] else []}))
            if self.owners[1 - self.now].pin:
                self.other_client()
        return ends

    def _read(self) -> list[tuple[str, str]]:
        self.page.goto("/d/offline")
        self.page.locator("[data-unlock] [name=pin]").fill(self.owner.pin)
        self.page.click("[data-unlock] [type=submit]")
        self.page.wait_for_function("() => document.querySelector('[data-part=entries] [data-says]')")
        self.page.wait_for_timeout(500)  # milliseconds: each entry is unsealed by itself
        found: list[tuple[str, str]] = self.page.evaluate(ENTRIES)
        self.begin()
        return found


def _begun(page: Page, work: str) -> None:
    """Work of the model that goes on while this process does something else."""
    page.evaluate(
        f"() => {{ window.ended = null; {work}.then(it => [it], why => ['', String(why.stack || why)])"
        ".then(it => { window.ended = it; }); }"
    )


def _ended(page: Page) -> Any:
    """What it gave. Raises WrongError for what it threw, and where it does not end."""
    try:
        page.wait_for_function("() => window.ended", polling=100, timeout=WITHIN)
    except TimeoutError as late:
        raise WrongError(
            f"within {WITHIN} ms it did not end: {page.evaluate('() => window.doing')}"
        ) from late
    gave, *thrown = page.evaluate("() => window.ended")
    if thrown:
        raise WrongError(thrown[0])
    return gave


def _gives(text: str, kind: str = "text/javascript") -> Any:
    return lambda route: route.fulfill(content_type=kind, body=text)


def _held(route: Route) -> None:
    if route.request.method == "POST":
        return route.abort()
    return route.continue_()
