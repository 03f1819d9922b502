"""A client on a phone of their own, perhaps with a PIN; and all that lies in the browser, as one text."""

from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson

PIN = "740915"
PASSWORD = "lantern pepper orchard"
HAPPENED = "interpersonal_incident"
MAKE = """
from amity.web.companion import actions as pages
from amity.web.course import actions as courses
from amity.web.people.models import Device
course, by = under_way({name!r})
client = course.client
record.record_consent(
    client=client, kind="records", given=True, how="spoken", on=clock.now().date(), note="", by=by
)
record.record_safe_contact(
    client=client, text_ok=True, call_ok=False, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared={shared!r}, when="", note="", by=by,
)
met = courses.plan_session(
    course=course, planned_at=clock.now() - timedelta(hours=2), zone="Europe/London", minutes=50, by=by
)
courses.record_session(
    session=met, version=met.version, attendance="attended", tasks_done=[], safety_asked=True, by=by
)
practices = [
    courses.agree_practice(course=course, session=met, text=text, by=by)
    for text in ("Ring one of the old colleagues.", "Walk with Maj.")
]
pages.open_tool(client=client, tool="write:interpersonal_incident", by=by)
entered = record.accept_invitation(
    invitation=record.invite(client=client, by=by), name={sign_in!r}, password={password!r}, by=client
)
secrets = [record.approve_device(client=client, called="phone", by=client)[1] for _ in range({devices})]
say({{"client": str(client.id), "course": str(course.id), "secrets": secrets,
     "practices": [str(it.id) for it in practices]}})
"""
WRITTEN = """
from amity.web.techniques.models import Worksheet
say([{{"id": str(it.id), "told": it.told, "kept": [one.answer for one in it.kept.all()]}}
     for it in Worksheet.objects.filter(course={course!r}).order_by("begun_at")])
"""
DUMP = """async () => {
  const told = [JSON.stringify(Object.entries(localStorage)), JSON.stringify(Object.entries(sessionStorage))];
  const spell = value => {
    if (value instanceof ArrayBuffer) value = new Uint8Array(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value) + String.fromCharCode(...value);
    if (value && typeof value === "object")
      return Object.entries(value).map(([k, v]) => k + spell(v)).join("|");
    return String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise(done => {
      indexedDB.open(name).onsuccess = it => done(it.target.result); });
    for (const store of base.objectStoreNames) {
      const rows = base.transaction(store).objectStore(store);
      const [keys, found] = await Promise.all(["getAllKeys", "getAll"].map(what => new Promise(done => {
        rows[what]().onsuccess = it => done(it.target.result); })));
      told.push(name, store, ...keys.map(spell), ...found.map(spell));
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const one of await store.keys()) told.push(one.url, await (await store.match(one)).text());
  }
  return told.join("\\n");
}"""
ROWS = """() => new Promise(done => { indexedDB.open("notebook").onsuccess = it => {
  const base = it.target.result;
  if (!base.objectStoreNames.contains("entries")) return done([]);
  base.transaction("entries").objectStore("entries").getAll().onsuccess = found => {
    base.close(); done(found.target.result.map(one => ({ id: one.id, turn: one.turn, state: one.state }))); };
}; })"""


KEEP = """async told => { const { Kept } = await import("/static/companion/kept.js"), kept = new Kept();
  const whose = document.getElementById("kept").dataset.whose, keys = await kept.look("keys " + whose);
  await kept.keep({ whose, id: told.page, keys,
    tells: { to: told.to, title: "A day", body: told.body, written: new Date().toISOString() } }); }"""
ONE = "1 entry on this phone only."


@dataclass(frozen=True)
class Her:
    """An invented client with pages of her own; one secret for each of her phones."""

    sign_in: str
    course: str
    practices: list[str]
    secrets: list[str]


def made(clinic: Clinic, *, shared: str = "no", devices: int = 1) -> Her:
    """A client who is here for one test alone."""
    word, name = uuid4().hex[:12], uuid4().hex[:12]
    found = clinic.does(
        MAKE.format(
            name=f"Aurelie {name}", sign_in=f"quiet {word}", password=PASSWORD, shared=shared, devices=devices
        )
    )
    return Her(f"quiet {word}", found["course"], found["practices"], found["secrets"])


def phone(someone: NewPerson, clinic: Clinic, her: Her, number: int = 0) -> Page:
    """One of her phones, signed in."""
    context = someone(390)
    knows(context, clinic, her, number)
    page = context.new_page()
    sign_in(page, her)
    return page


def knows(context: BrowserContext, clinic: Clinic, her: Her, number: int = 0) -> None:
    """This browser is one of her devices."""
    context.add_cookies([{"name": "e", "value": her.secrets[number], "url": clinic.address}])


def sign_in(page: Page, her: Her) -> None:
    page.goto("/d/sign-in")
    page.get_by_label("The name you chose").fill(her.sign_in)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def choose_pin(page: Page, pin: str = PIN) -> None:
    """A PIN of this device; from here on what is written is kept, sealed."""
    page.goto("/d/mine/pin")
    page.wait_for_load_state("networkidle")
    page.get_by_label("A PIN for this device").fill(pin)
    page.get_by_label("The PIN once more").fill(pin)
    with page.expect_navigation():
        page.get_by_role("button", name="Use this PIN").click()
    expect(page.get_by_role("button", name="Lock these pages")).to_be_visible()
    page.wait_for_load_state("networkidle")


def type_pin(page: Page, pin: str = PIN) -> None:
    """On the page that asks for it."""
    page.wait_for_url("**/d/lock**")
    page.wait_for_load_state("networkidle")
    page.get_by_label("PIN", exact=True).fill(pin)
    with page.expect_navigation():
        page.get_by_role("button", name="Open", exact=True).click()


def write(page: Page, words: str) -> None:
    """In the short form that is open."""
    page.get_by_label("What happened?").fill(words)
    page.get_by_role("button", name="Save it").click()


def until(page: Page, holds: str, about: object = None) -> None:
    """Until an async question about this page is answered yes: `wait_for_function` waits for no promise."""
    for _ in range(200):
        if page.evaluate(holds, about):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {holds}")


def is_ready(page: Page) -> None:
    """Until the service worker has all that it keeps, and the bundle lies there."""
    page.goto("/d/")
    until(page, "async () => (await caches.keys()).length > 0 && Boolean(navigator.serviceWorker.controller)")
    page.wait_for_function("() => Boolean(sessionStorage.getItem('bundled'))")
    page.wait_for_load_state("networkidle")


def ready_phone(someone: NewPerson, clinic: Clinic, her: Her) -> Page:
    """Her phone, with a PIN and all that works without a connection."""
    found = phone(someone, clinic, her)
    choose_pin(found)
    is_ready(found)
    return found


def the_form(page: Page) -> None:
    """From Today to the short form."""
    page.goto("/d/")
    page.get_by_role("link", name="Something happened").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Something that happened")
    page.wait_for_load_state("networkidle")


def told(clinic: Clinic, her: Her) -> list[str]:
    return [it["told"].get("happened") for it in clinic.does(WRITTEN.format(course=her.course))]


def words() -> str:
    return f"She rang {uuid4().hex}"


def waits(page: Page, said: str, to: str = "/d/worksheets/new/7763f44e") -> None:
    """Something that was written lies there, unsent."""
    id = str(uuid4())
    body = f"version=0&page={id}&asked=happened&happened={said.replace(' ', '+')}"
    page.evaluate(KEEP, {"page": id, "to": to, "body": body})
