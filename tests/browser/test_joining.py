"""Joining together in a session, counted; then a new device by a code, a passkey, and something wrong."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.counting import Counted
from tests.browser.looking import Accessible
from tests.browser.walk import ClientWalk

NAME, PASSWORD, PIN = "marble staircase", "seven lemon ladders", "482915"
SCREENS, SECONDS = 6, 180
JOINING = """
from amity.web.people.queries import in_the_room
client, by = of_story("first_weeks")
record.record_safe_contact(
    client=client, text_ok=True, call_ok=True, voicemail_ok=False, email_ok=False, post_ok=False,
    device_shared="no", when="", note="", by=by,
)
invitation = record.invite(client=client, by=by)
say({"client": str(client.id), "room": f"/d/join/{in_the_room(invitation)}", "name": client.name,
     "born": client.date_of_birth.strftime("%d %m %Y")})
"""
VIRTUAL = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def hers(the_clinic: Clinic) -> dict[str, str]:
    """Somebody who was just invited, and the address in the code on the clinician's screen."""
    told: dict[str, str] = the_clinic.does(JOINING)
    return told


def test_six_screens_and_three_minutes(
    someone: NewPerson,
    hers: dict[str, str],
    accessible: Accessible,
    record_property: Callable[[str, object], None],
) -> None:
    page = someone(390).new_page()
    it = Counted(page, ClientWalk(page, accessible))
    begun = time.monotonic()
    joined(it, hers)
    for name in ("screens", "taps", "letters", "words"):
        record_property(name, getattr(it, name))
    record_property("seconds", round(it.seconds))
    print(f"{it.screens} screens, {it.taps} taps, {it.letters} letters, {it.words} words to read:")
    print(f"{it.seconds:.0f} s for a person; {time.monotonic() - begun:.0f} s here. {it.headings}")
    assert it.screens <= SCREENS
    assert it.seconds <= SECONDS
    devices(someone, page, it.walk)


def joined(it: Counted, hers: dict[str, str]) -> None:
    """From the code on the clinician's screen to Today."""
    page = it.page
    page.goto(hers["room"])
    it.screen("Your date of birth")
    for label, part in zip(("Day", "Month", "Year"), hers["born"].split(), strict=True):
        it.write(label, part)
    it.tap("button", "Go on")
    it.screen("What this is")
    it.tap("link", "Go on")
    it.screen("Choose how you come back here")
    it.write("A name for signing in", NAME)
    it.write("Password", PASSWORD)
    it.write("The password once more", PASSWORD)
    it.tap("button", "Keep them, and go on")
    it.screen("A PIN for these pages")
    page.locator("[name=new]").fill(PIN)
    page.locator("[name=again]").fill(PIN)
    it.taps, it.letters = it.taps + 2, it.letters + 2 * len(PIN)
    it.tap("button", "Use this PIN")
    it.screen("Ready")
    it.tap("button", "Show a code")
    expect(page.locator(".figures")).to_have_text(re.compile(r"\d{3} \d{3}"))
    it.walk.look()
    it.tap("link", "To Today")
    it.walk.stop("Today")


def devices(someone: NewPerson, page: Page, walk: ClientWalk) -> None:
    """A second phone by a code. When something is wrong it is out, and shows the page for signing in."""
    page.goto("/d/devices")
    walk.stop("Where it is open")
    page.get_by_role("button", name="Make a code", exact=True).click()
    figures = page.locator(".figures").inner_text()
    walk.look()
    second: BrowserContext = someone(390)
    other = second.new_page()
    other.goto("/d/sign-in")
    sign_in(other, figures)
    expect(other.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    page.goto("/d/devices")
    expect(page.locator(".devices > li")).to_have_count(2)
    page.get_by_role("button", name="Something is wrong").click()
    expect(page.get_by_text("Done.", exact=True).first).to_be_visible()
    walk.look()
    expect(page.locator(".devices > li")).to_have_count(1)
    other.goto("/d/")
    expect(other.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert other.url.endswith("/d/sign-in")


def sign_in(page: Page, figures: str = "") -> None:
    page.get_by_label("The name you chose").fill(NAME)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    if figures:
        page.get_by_label("Code of six figures").fill(figures)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_made_and_opens(someone: NewPerson, the_clinic: Clinic, accessible: Accessible) -> None:
    """With the browser's own virtual authenticator (CDP); where there is none the pages say nothing of it."""
    page = someone(390).new_page()
    walk = ClientWalk(page, accessible)
    page.goto("/demo/phone")
    page.get_by_role("button", name="Notebook").click()
    page.wait_for_url("**/d/")
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    page.goto("/d/devices")
    page.get_by_role("button", name="Make a passkey here").click()
    expect(page.get_by_text("From now on it opens these pages")).to_be_visible()
    walk.look()
    page.goto("/d/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/d/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/d/")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


def test_without_scripts_nothing_is_said_of_passkeys(someone: NewPerson) -> None:
    page = someone(390, java_script_enabled=False).new_page()
    page.goto("/d/sign-in")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    assert "passkey" not in page.locator("body").inner_text()
